import * as z from "zod";
import { allow } from "../access.ts";
import { readBody } from "../body.ts";
import { notFound, problem } from "../errors.ts";
import { wholeParam } from "../find.ts";
import { paginate } from "../paginate.ts";
import { requireGranted } from "../plan.ts";
import type { RecordOf } from "../records.ts";
import { bypassOf, knownRules, rulesFor } from "../rules.ts";
import type { Actor, Forge, ForgeApp, ForgeContext } from "../types.ts";
import { repositoryUrl } from "../views/repository.ts";
import { nodeId } from "../views/user.ts";

const bypassActor = z.object({
  actor_id: z.int().nullable().default(null),
  actor_type: z.enum(["Integration", "OrganizationAdmin", "RepositoryRole", "User"]),
  bypass_mode: z.enum(["always", "pull_request", "exempt"]).default("always"),
});
const rulesetBody = z.object({
  name: z.string().min(1),
  target: z.literal("branch").default("branch"),
  enforcement: z.enum(["active", "evaluate", "disabled"]),
  bypass_actors: z.array(bypassActor).default([]),
  conditions: z
    .object({
      ref_name: z.object({
        include: z.array(z.string()).default([]),
        exclude: z.array(z.string()).default([]),
      }),
    })
    .default({ ref_name: { include: [], exclude: [] } }),
  rules: z
    .array(z.object({ type: z.string(), parameters: z.record(z.string(), z.unknown()).optional() }))
    .default([]),
});

/** https://docs.github.com/rest/repos/rules */
export function rulesetRoutes(app: ForgeApp, forge: Forge): void {
  readRoutes(app, forge);
  app.post("/rulesets", async (c) => {
    allow(c, "administration", "write", "admin");
    requireGranted(forge, "rulesets");
    const given = await read(c);
    const createdAt = forge.now();
    const made = forge.store.ruleset.insert({ ...given, createdAt, updatedAt: createdAt });
    return c.json(rulesetView(forge, made, c.get("actor")), 201);
  });
  app.put("/rulesets/:id", async (c) => {
    allow(c, "administration", "write", "admin");
    requireGranted(forge, "rulesets");
    const { id } = find(forge, c);
    const changed = { ...(await read(c)), updatedAt: forge.now() };
    return c.json(rulesetView(forge, forge.store.ruleset.update(id, changed), c.get("actor")));
  });
  app.delete("/rulesets/:id", (c) => {
    allow(c, "administration", "write", "admin");
    forge.store.ruleset.remove(find(forge, c).id);
    return c.body(null, 204);
  });
}

function readRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/rulesets", (c) => {
    allow(c, "metadata", "read");
    requireGranted(forge, "rulesets");
    const page = paginate(c, forge.store.ruleset.all());
    return c.json(page.map((one) => briefView(forge, one)));
  });
  app.get("/rulesets/:id", (c) => {
    allow(c, "metadata", "read");
    return c.json(rulesetView(forge, find(forge, c), c.get("actor")));
  });
  app.get("/rules/branches/:branch{.+}", (c) => {
    allow(c, "metadata", "read");
    const rules = rulesFor(forge, c.req.param("branch"), null).flatMap((rule) =>
      rule.ruleset ? [ruleView(forge, rule, rule.ruleset)] : [],
    );
    return c.json(paginate(c, rules));
  });
}

type Ruleset = RecordOf<"ruleset">;

function find(forge: Forge, c: ForgeContext): Ruleset {
  const found = forge.store.ruleset.get(wholeParam(c, "id"));
  if (!found) throw notFound();
  return found;
}

async function read(c: ForgeContext): Promise<Omit<Ruleset, "id" | "createdAt" | "updatedAt">> {
  const { bypass_actors: actors, conditions, rules, ...given } = await readBody(c, rulesetBody);
  const known: readonly string[] = knownRules;
  const strange = rules.find((rule) => !known.includes(rule.type));
  if (strange) throw problem(501, `Not Implemented by the forge: rule "${strange.type}"`);
  const bypass = actors.map((one) => ({
    actorId: one.actor_id,
    actorType: one.actor_type,
    mode: one.bypass_mode,
  }));
  return { ...given, ...conditions.ref_name, bypass, rules };
}

function ruleView(forge: Forge, rule: { type: string; parameters: object }, ruleset: Ruleset) {
  return {
    type: rule.type,
    ...(Object.keys(rule.parameters).length > 0 ? { parameters: rule.parameters } : {}),
    ruleset_source_type: "Repository",
    ruleset_source: `${forge.owner}/${forge.name}`,
    ruleset_id: ruleset.id,
  };
}

function briefView(forge: Forge, one: Ruleset) {
  return {
    id: one.id,
    node_id: nodeId("RRS", one.id),
    name: one.name,
    target: one.target,
    source_type: "Repository",
    source: `${forge.owner}/${forge.name}`,
    enforcement: one.enforcement,
    created_at: one.createdAt,
    updated_at: one.updatedAt,
    _links: {
      self: { href: `${repositoryUrl(forge)}/rulesets/${one.id}` },
      html: { href: `${forge.origin}/${forge.owner}/${forge.name}/rules/${one.id}` },
    },
  };
}

// Who may pass over a ruleset is shown to those who could change it.
function rulesetView(forge: Forge, one: Ruleset, actor: Actor) {
  const admin = actor.kind === "user" && actor.permission === "admin";
  const app = actor.kind === "app" && actor.permissions.administration === "write";
  const bypass_actors = one.bypass.map(({ actorId, actorType, mode }) => ({
    actor_id: actorId,
    actor_type: actorType,
    bypass_mode: mode,
  }));
  return {
    ...briefView(forge, one),
    conditions: { ref_name: { include: one.include, exclude: one.exclude } },
    rules: one.rules,
    current_user_can_bypass: bypassOf(one, actor),
    ...(admin || app ? { bypass_actors } : {}),
  };
}
