import * as z from "zod";
import { allow } from "../access.ts";
import { readBody } from "../body.ts";
import { notFound } from "../errors.ts";
import { wholeParam } from "../find.ts";
import { paginate } from "../paginate.ts";
import { requireGranted } from "../plan.ts";
import type { RecordOf } from "../records.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { repositoryUrl } from "../views/repository.ts";
import { nodeId } from "../views/user.ts";

type Environment = RecordOf<"environment">;

const body = z
  .strictObject({
    deployment_branch_policy: z
      .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
      .refine((one) => one.protected_branches !== one.custom_branch_policies)
      .nullable()
      .default(null),
  })
  .nullable();
const branchPolicy = z.object({
  name: z.string().min(1),
  type: z.literal("branch").default("branch"),
});
const secret = z.object({ encrypted_value: z.string(), key_id: z.string() });

/** https://docs.github.com/rest/deployments/environments, …/branch-policies, …/rest/actions/secrets */
export function environmentRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/environments", (c) => {
    allow(c, "actions", "read");
    const all = forge.store.environment.all();
    return c.json({
      total_count: all.length,
      environments: paginate(c, all).map((one) => environmentView(forge, one)),
    });
  });
  app.get("/environments/:environment", (c) => {
    allow(c, "actions", "read");
    return c.json(environmentView(forge, find(forge, c)));
  });
  app.put("/environments/:environment", async (c) => {
    allow(c, "administration", "write", "admin");
    requireGranted(forge, "environments");
    const given = await readBody(c, body);
    return c.json(environmentView(forge, put(forge, c, given?.deployment_branch_policy ?? null)));
  });
  branchRoutes(app, forge);
  secretRoutes(app, forge);
}

function put(forge: Forge, c: ForgeContext, policy: Environment["policy"]): Environment {
  const { environment } = forge.store;
  const name = c.req.param("environment") ?? "";
  const now = forge.now();
  const old = environment.find((one) => one.name === name);
  return old
    ? environment.update(old.id, { policy, updatedAt: now })
    : environment.insert({ name, policy, branches: [], createdAt: now, updatedAt: now });
}

const branchesPath = "/environments/:environment/deployment-branch-policies";

function branchRoutes(app: ForgeApp, forge: Forge): void {
  app.get(branchesPath, (c) => {
    allow(c, "actions", "read");
    const { branches } = find(forge, c);
    const branch_policies = paginate(c, branches).map(branchView);
    return c.json({ total_count: branches.length, branch_policies });
  });
  app.post(branchesPath, async (c) => {
    allow(c, "administration", "write", "admin");
    const one = find(forge, c);
    const { name } = await readBody(c, branchPolicy);
    const made = { id: Math.max(0, ...one.branches.map(({ id }) => id)) + 1, name };
    forge.store.environment.update(one.id, { branches: [...one.branches, made] });
    return c.json(branchView(made));
  });
  app.delete(`${branchesPath}/:id`, (c) => {
    allow(c, "administration", "write", "admin");
    const one = find(forge, c);
    const branches = one.branches.filter(({ id }) => id !== wholeParam(c, "id"));
    forge.store.environment.update(one.id, { branches });
    return c.body(null, 204);
  });
}

// Only that a secret is there: its value is sealed for GitHub and nobody reads it again.
function secretRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/environments/:environment/secrets", (c) => {
    allow(c, "environments", "read", "write");
    return c.json(secretList(forge, c, find(forge, c).name));
  });
  app.put("/environments/:environment/secrets/:secret", async (c) => {
    allow(c, "environments", "write", "admin");
    await readBody(c, secret);
    return c.json({}, putSecret(forge, c, find(forge, c).name));
  });
  app.get("/actions/secrets", (c) => {
    allow(c, "secrets", "read", "write");
    return c.json(secretList(forge, c, ""));
  });
  app.put("/actions/secrets/:secret", async (c) => {
    allow(c, "secrets", "write", "admin");
    await readBody(c, secret);
    return c.json({}, putSecret(forge, c, ""));
  });
}

function secretList(forge: Forge, c: ForgeContext, environment: string) {
  const all = forge.store.secret.filter((one) => one.environment === environment);
  const secrets = paginate(c, all).map(({ name, createdAt, updatedAt }) => ({
    name,
    created_at: createdAt,
    updated_at: updatedAt,
  }));
  return { total_count: all.length, secrets };
}

function putSecret(forge: Forge, c: ForgeContext, environment: string): 201 {
  const name = (c.req.param("secret") ?? "").toUpperCase();
  const now = forge.now();
  const same = (one: RecordOf<"secret">) => one.name === name && one.environment === environment;
  for (const old of forge.store.secret.filter(same)) forge.store.secret.remove(old.id);
  forge.store.secret.insert({ name, environment, createdAt: now, updatedAt: now });
  return 201;
}

function find(forge: Forge, c: ForgeContext): Environment {
  const found = forge.store.environment.find((one) => one.name === c.req.param("environment"));
  if (!found) throw notFound();
  return found;
}

function branchView({ id, name }: Environment["branches"][number]) {
  return { id, node_id: nodeId("DBP", id), name, type: "branch" };
}

function environmentView(forge: Forge, one: Environment) {
  return {
    id: one.id,
    node_id: nodeId("EN", one.id),
    name: one.name,
    url: `${repositoryUrl(forge)}/environments/${encodeURIComponent(one.name)}`,
    html_url: `${forge.origin}/${forge.owner}/${forge.name}/deployments`,
    created_at: one.createdAt,
    updated_at: one.updatedAt,
    protection_rules: one.policy
      ? [{ id: one.id, node_id: nodeId("GA", one.id), type: "branch_policy" }]
      : [],
    deployment_branch_policy: one.policy,
  };
}
