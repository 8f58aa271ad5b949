import * as z from "zod";
import { allowAny, requireUser } from "../access.ts";
import { readBody } from "../body.ts";
import { notFound, problem } from "../errors.ts";
import { findPull } from "../find.ts";
import { findLabel, setLabels } from "../labels.ts";
import { paginate } from "../paginate.ts";
import type { RecordOf } from "../records.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { labelView } from "../views/label.ts";

const kinds = ["issues", "pull_requests"];
const names = z.array(
  z.union([z.string(), z.object({ name: z.string() }).transform((one) => one.name)]),
);
const labelsBody = z.union([
  z.object({ labels: names.default([]) }).transform((one) => one.labels),
  names,
]);
const color = z.string().regex(/^[0-9a-fA-F]{6}$/);
const newLabel = z.object({
  name: z.string().min(1),
  color: color.default("ededed"),
  description: z.string().nullable().default(null),
});
const labelChange = z.object({
  new_name: z.string().min(1).optional(),
  color: color.optional(),
  description: z.string().nullable().optional(),
});

/** https://docs.github.com/rest/issues/labels */
export function labelRoutes(app: ForgeApp, forge: Forge): void {
  pullLabels(app, forge);
  repositoryLabels(app, forge);
}

function pullLabels(app: ForgeApp, forge: Forge): void {
  const path = "/issues/:number/labels";
  const shown = (labels: readonly string[]) => labels.map((name) => labelView(forge, name));
  const set = (c: ForgeContext, next: (now: readonly string[]) => readonly string[]) => {
    allowAny(c, kinds, "write");
    const pull = findPull(forge, c);
    return shown(setLabels(forge, requireUser(c), pull, next(pull.labels)).labels);
  };
  app.get(path, (c) => {
    allowAny(c, kinds, "read");
    return c.json(shown(paginate(c, findPull(forge, c).labels)));
  });
  app.put(path, async (c) => {
    const given = await readBody(c, labelsBody);
    return c.json(set(c, () => given));
  });
  app.post(path, async (c) => {
    const given = await readBody(c, labelsBody);
    return c.json(set(c, (now) => [...now, ...given]));
  });
  app.delete(path, (c) => {
    set(c, () => []);
    return c.body(null, 204);
  });
  app.delete(`${path}/:name{.+}`, (c) => {
    const name = c.req.param("name").toLowerCase();
    const has = findPull(forge, c).labels.some((one) => one.toLowerCase() === name);
    if (!has) throw problem(404, "Label does not exist");
    return c.json(set(c, (now) => now.filter((one) => one.toLowerCase() !== name)));
  });
}

function repositoryLabels(app: ForgeApp, forge: Forge): void {
  app.get("/labels", (c) => {
    allowAny(c, kinds, "read");
    return c.json(paginate(c, forge.store.label.all()).map((one) => labelView(forge, one.name)));
  });
  app.post("/labels", async (c) => {
    allowAny(c, kinds, "write");
    const given = await readBody(c, newLabel);
    requireFree(forge, given.name);
    forge.store.label.insert(given);
    return c.json(labelView(forge, given.name), 201);
  });
  app.get("/labels/:name{.+}", (c) => {
    allowAny(c, kinds, "read");
    return c.json(labelView(forge, named(forge, c).name));
  });
  app.patch("/labels/:name{.+}", async (c) => {
    allowAny(c, kinds, "write");
    const label = named(forge, c);
    const { new_name: name = label.name, ...change } = await readBody(c, labelChange);
    if (name !== label.name) rename(forge, label, name);
    forge.store.label.update(label.id, { ...defined(change), name });
    return c.json(labelView(forge, name));
  });
  app.delete("/labels/:name{.+}", (c) => {
    allowAny(c, kinds, "write");
    const label = named(forge, c);
    for (const pull of forge.store.pull.filter((one) => one.labels.includes(label.name)))
      setLabels(
        forge,
        requireUser(c),
        pull,
        pull.labels.filter((one) => one !== label.name),
      );
    forge.store.label.remove(label.id);
    return c.body(null, 204);
  });
}

function named(forge: Forge, c: ForgeContext): RecordOf<"label"> {
  const label = findLabel(forge, c.req.param("name") ?? "");
  if (!label) throw notFound();
  return label;
}

function requireFree(forge: Forge, name: string): void {
  const errors = [{ resource: "Label", code: "already_exists", field: "name" }];
  if (findLabel(forge, name)) throw problem(422, "Validation Failed", { errors });
}

// Pull requests name their labels; those that have this one follow.
function rename(forge: Forge, label: RecordOf<"label">, name: string): void {
  const known = findLabel(forge, name);
  if (known && known.id !== label.id) requireFree(forge, name);
  for (const pull of forge.store.pull.filter((one) => one.labels.includes(label.name))) {
    const labels = pull.labels.map((one) => (one === label.name ? name : one));
    forge.store.pull.update(pull.id, { labels });
  }
}

function defined(change: { color?: string | undefined; description?: string | null | undefined }) {
  return {
    ...(change.color === undefined ? {} : { color: change.color }),
    ...(change.description === undefined ? {} : { description: change.description }),
  };
}
