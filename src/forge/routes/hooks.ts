import * as z from "zod";
import { allow, requireUser } from "../access.ts";
import { readBody } from "../body.ts";
import { invalid, notFound } from "../errors.ts";
import { wholeParam } from "../find.ts";
import type { Hooks } from "../hooks.ts";
import { paginate } from "../paginate.ts";
import type { RecordOf } from "../records.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { byDeliveryCursor, deliveryItem, deliveryView } from "../views/delivery.ts";
import { hookView } from "../views/hook.ts";
import { userView } from "../views/user.ts";

const address = z.url({ protocol: /^https?$/ });
const newHook = z.object({
  name: z.literal("web").default("web"),
  config: z.object({
    url: address,
    secret: z.string().default(""),
    content_type: z.literal("json", { error: "the forge sends JSON only" }),
  }),
  events: z.array(z.string()).min(1).default(["push"]),
  active: z.boolean().default(true),
});
const hookChange = z.object({
  config: z
    .object({
      url: address.optional(),
      secret: z.string().optional(),
      content_type: z.literal("json").optional(),
    })
    .optional(),
  events: z.array(z.string()).min(1).optional(),
  add_events: z.array(z.string()).default([]),
  remove_events: z.array(z.string()).default([]),
  active: z.boolean().optional(),
});

type Hook = RecordOf<"hook">;

/** https://docs.github.com/rest/repos/webhooks */
export function hookRoutes(app: ForgeApp, forge: Forge, hooks: Hooks): void {
  listRoutes(app, forge, hooks);
  singleRoutes(app, forge, hooks);
  deliveryRoutes(app, forge, hooks);
}

function listRoutes(app: ForgeApp, forge: Forge, hooks: Hooks): void {
  app.get("/hooks", (c) => {
    allow(c, "repository_hooks", "read", "admin");
    return c.json(paginate(c, forge.store.hook.all()).map((one) => hookView(forge, one)));
  });
  app.post("/hooks", async (c) => {
    allow(c, "repository_hooks", "write", "admin");
    const { config, events, active } = await readBody(c, newHook);
    if (forge.store.hook.find((one) => one.url === config.url))
      throw invalid("Hook", null, "Hook already exists on this repository");
    const [now, { url, secret }] = [forge.now(), config];
    const made = forge.store.hook.insert({
      url,
      secret,
      events,
      active,
      createdAt: now,
      updatedAt: now,
    });
    ping(forge, c, hooks, made);
    return c.json(hookView(forge, made), 201);
  });
}

function singleRoutes(app: ForgeApp, forge: Forge, hooks: Hooks): void {
  app.get("/hooks/:id", (c) => {
    allow(c, "repository_hooks", "read", "admin");
    return c.json(hookView(forge, find(forge, c)));
  });
  app.patch("/hooks/:id", async (c) => {
    allow(c, "repository_hooks", "write", "admin");
    const hook = find(forge, c);
    const change = await readBody(c, hookChange);
    return c.json(hookView(forge, forge.store.hook.update(hook.id, changed(forge, hook, change))));
  });
  app.delete("/hooks/:id", (c) => {
    allow(c, "repository_hooks", "write", "admin");
    forge.store.hook.remove(find(forge, c).id);
    return c.body(null, 204);
  });
  app.post("/hooks/:id/pings", (c) => {
    allow(c, "repository_hooks", "write", "admin");
    ping(forge, c, hooks, find(forge, c));
    return c.body(null, 204);
  });
}

function changed(forge: Forge, hook: Hook, change: z.output<typeof hookChange>): Partial<Hook> {
  const { events = hook.events, active = hook.active, config = {} } = change;
  const added = [...new Set([...events, ...change.add_events])];
  return {
    url: config.url ?? hook.url,
    secret: config.secret ?? hook.secret,
    active,
    events: added.filter((one) => !change.remove_events.includes(one)),
    updatedAt: forge.now(),
  };
}

const zen = "Approachable is better than simple.";

function ping(forge: Forge, c: ForgeContext, hooks: Hooks, hook: Hook): void {
  const sender = userView(forge, requireUser(c));
  const body = { zen, hook_id: hook.id, hook: hookView(forge, hook), sender };
  hooks.ping(hook.id, { ...body, ...forge.common() });
}

function deliveryRoutes(app: ForgeApp, forge: Forge, hooks: Hooks): void {
  app.get("/hooks/:id/deliveries", (c) => {
    allow(c, "repository_hooks", "read", "admin");
    const { id } = find(forge, c);
    const all = forge.store.delivery.filter((one) => one.hookId === id).reverse();
    return c.json(byDeliveryCursor(c, all).map((one) => deliveryItem(forge, one)));
  });
  app.get("/hooks/:id/deliveries/:delivery", (c) => {
    allow(c, "repository_hooks", "read", "admin");
    return c.json(deliveryView(forge, findDelivery(forge, c)));
  });
  app.post("/hooks/:id/deliveries/:delivery/attempts", (c) => {
    allow(c, "repository_hooks", "write", "admin");
    if (!hooks.redeliver(findDelivery(forge, c))) throw notFound();
    return c.json({}, 202);
  });
}

function find(forge: Forge, c: ForgeContext): Hook {
  const hook = forge.store.hook.get(wholeParam(c, "id"));
  if (!hook) throw notFound();
  return hook;
}

function findDelivery(forge: Forge, c: ForgeContext): RecordOf<"delivery"> {
  const delivery = forge.store.delivery.get(wholeParam(c, "delivery"));
  if (delivery?.hookId !== find(forge, c).id) throw notFound();
  return delivery;
}
