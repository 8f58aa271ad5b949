import * as z from "zod";
import { reaches } from "../access.ts";
import { readBody } from "../body.ts";
import { notFound, problem, unprocessable } from "../errors.ts";
import { wholeParam } from "../find.ts";
import type { Hooks } from "../hooks.ts";
import { paginate } from "../paginate.ts";
import type { AppRecord, RecordOf } from "../records.ts";
import { issueInstallationToken } from "../tokens.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { appView } from "../views/check.ts";
import { byDeliveryCursor, deliveryItem, deliveryView } from "../views/delivery.ts";
import { installationView } from "../views/installation.ts";
import { repositoryView, withPermissions } from "../views/repository.ts";

const tokenBody = z.object({
  permissions: z.record(z.string(), z.enum(["read", "write", "admin"])).optional(),
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.int()).optional(),
});

/** https://docs.github.com/rest/apps/apps. An App is installed once, on the one repository. */
export function appRoutes(app: ForgeApp, forge: Forge, hooks: Hooks): void {
  app.get("/app", (c) => c.json(appView(forge, requireKey(forge, c))));
  app.get("/apps/:slug", (c) => {
    const found = forge.store.app.find((one) => one.slug === c.req.param("slug"));
    if (!found) throw notFound();
    return c.json(appView(forge, found));
  });
  app.get("/app/installations", (c) =>
    c.json(paginate(c, [installationView(forge, requireKey(forge, c))])),
  );
  app.get("/app/installations/:id", (c) => c.json(installationView(forge, installed(forge, c))));
  app.get("/repos/:owner/:repo/installation", (c) => {
    const { owner, repo } = c.req.param();
    if (`${owner}/${repo}`.toLowerCase() !== `${forge.owner}/${forge.name}`.toLowerCase())
      throw notFound();
    return c.json(installationView(forge, requireKey(forge, c)));
  });
  app.post("/app/installations/:id/access_tokens", async (c) => {
    const { permissions, repositories = [] } = await readBody(c, tokenBody);
    const owner = installed(forge, c);
    if (repositories.some((one) => one !== forge.name))
      throw unprocessable(
        "There is at least one repository that does not exist or is not accessible to the parent installation.",
      );
    const granted = subset(owner, permissions);
    const { token, expiresAt } = issueInstallationToken(forge, owner, granted);
    const rest = { permissions: granted, repository_selection: "all" };
    return c.json({ token, expires_at: expiresAt, ...rest }, 201);
  });
  installationRoutes(app, forge);
  deliveryRoutes(app, forge, hooks);
}

function subset(app: AppRecord, wanted: AppRecord["permissions"] | undefined) {
  if (!wanted) return app.permissions;
  const beyond = Object.entries(wanted).some(
    ([name, level]) => !reaches(app.permissions[name], level),
  );
  if (beyond)
    throw unprocessable("The permissions requested are not granted to this installation.");
  return { metadata: "read" as const, ...wanted };
}

function installationRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/installation/repositories", (c) => {
    const actor = c.get("actor");
    if (actor.kind !== "app")
      throw problem(
        403,
        "You must authenticate with an installation access token in order to list repositories for an installation.",
      );
    const repositories = paginate(c, [withPermissions(repositoryView(forge), actor)]);
    return c.json({ total_count: 1, repositories });
  });
}

function deliveryRoutes(app: ForgeApp, forge: Forge, hooks: Hooks): void {
  app.get("/app/hook/deliveries", (c) => {
    const { id } = requireKey(forge, c);
    const all = forge.store.delivery.filter((one) => one.appId === id).reverse();
    return c.json(byDeliveryCursor(c, all).map((one) => deliveryItem(forge, one)));
  });
  app.get("/app/hook/deliveries/:delivery", (c) => c.json(deliveryView(forge, sent(forge, c))));
  app.post("/app/hook/deliveries/:delivery/attempts", (c) => {
    if (!hooks.redeliver(sent(forge, c))) throw notFound();
    return c.json({}, 202);
  });
}

function sent(forge: Forge, c: ForgeContext): RecordOf<"delivery"> {
  const delivery = forge.store.delivery.get(wholeParam(c, "delivery"));
  if (delivery?.appId !== requireKey(forge, c).id) throw notFound();
  return delivery;
}

function installed(forge: Forge, c: ForgeContext): AppRecord {
  const app = requireKey(forge, c);
  if (wholeParam(c, "id") !== app.installationId) throw notFound();
  return app;
}

/** Only with the App's own key, as a JSON web token. */
function requireKey(forge: Forge, c: ForgeContext): AppRecord {
  const actor = c.get("actor");
  const app = actor.kind === "key" ? forge.store.app.get(actor.appId) : undefined;
  if (!app) throw problem(401, "A JSON web token could not be decoded");
  return app;
}
