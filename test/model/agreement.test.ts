import fc from "fast-check";
import { fromJS, Map as ImmutableMap } from "immutable";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type * as z from "zod";
import { Refusal } from "../../admin/editor/refusal.ts";
import { savable } from "../../admin/editor/savable.ts";
import { parseFrontMatter } from "../../src/base/front-matter.ts";
import { checkContent } from "../../src/checks/schema.ts";
import type { Collection, EntryData } from "../../src/model/collection.ts";
import { entrySchema } from "../../src/model/entry.ts";
import { collections } from "../../src/model/paths.ts";
import { canBeTyped, formAccepts } from "./decap-form.ts";
import { type Data, models, places, put, spoilt } from "./entries.ts";
import { forms } from "./forms.ts";
import { entriesOf } from "./generate.ts";

const soak = Number(process.env.SOAK ?? 0);
// SOAK=1 asks for the long run, any larger number for that many entries.
const numRuns = soak === 1 ? 20_000 : Math.max(soak, 60);

type Model = (typeof models)[number];

/** The collection of a model, and the fixed file that it is where it is one. */
function homeOf({ schema }: Model): { collection: Collection; file: string | undefined } {
  for (const collection of collections) {
    const file = Object.entries(collection.files ?? {}).find(([, one]) => one.schema === schema);
    if (file || (!collection.files && collection.schema === schema))
      return { collection, file: file?.[0] };
  }
  throw new Error("a model belongs to a collection");
}

const folderOf = (model: Model) => `../media/${homeOf(model).collection.name}/`;

// The form writes times of Beijing.
const asTyped = (entry: Data): Data =>
  "expires_at" in entry ? { ...entry, expires_at: "2027-01-01T00:00:00+08:00" } : entry;

/** What the form would write; null where it refuses. */
function saved(form: string, { name }: Collection, data: EntryData): EntryData | null {
  if (!formAccepts(forms[form] ?? [], data)) return null;
  try {
    const fields = Object.entries(data).map(([key, value]) => [key, fromJS(value)]);
    return savable(name, ImmutableMap<string, unknown>(Object.fromEntries(fields))).toJS();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const schemas = new Map<string, z.ZodType>();

function schemaOf({ name, schema }: Model, { rules }: Collection): z.ZodType {
  const made = schemas.get(name) ?? entrySchema(schema, rules);
  schemas.set(name, made);
  return made;
}

/** The verdicts on an entry as it stands in its file. The hook before a commit runs the checks too. */
function verdicts(model: Model, data: EntryData) {
  const { collection, file } = homeOf(model);
  const path = `${collection.folder}/${file ?? String(data.slug)}.md`;
  const source = `---\n${stringify(data)}---\n`;
  const found = checkContent([{ path, source }], new Set());
  const read = parseFrontMatter(source).data;
  return {
    // There are no pictures here.
    checks: found.every(({ rule }) => rule === "links"),
    build: schemaOf(model, collection).safeParse(read).success,
  };
}

const isData = (value: unknown): value is Data =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What the form, the checks and the build all say; throws where they do not say the same. */
function agreed(model: Model, data: EntryData): boolean {
  const { checks, build } = verdicts(model, data);
  hold(checks === build, { data, checks, build });
  if (!canBeTyped(forms[model.name] ?? [], folderOf(model), data)) return build;
  const written = saved(model.name, homeOf(model).collection, data);
  if (!written) {
    hold(!build, { data, form: false, build });
    return false;
  }
  const after = verdicts(model, written);
  hold(after.checks && after.build, { written, form: true, ...after });
  return true;
}

function hold(agree: boolean, said: unknown): void {
  if (!agree) throw new Error(`they do not agree: ${JSON.stringify(said)}`);
}

describe.each(models)("$name: the form, the checks and the build agree", (model) => {
  it("on entries of every shape that the fields allow", () => {
    const said: boolean[] = [];
    const property = fc.property(entriesOf(model.schema), (data) => {
      if (isData(data)) said.push(agreed(model, data));
    });
    fc.assert(property, { numRuns });
    expect(said).toContain(true);
  });

  it("on an entry that is spoilt in one place", () => {
    const entry = asTyped(model.entry);
    expect(canBeTyped(forms[model.name] ?? [], folderOf(model), entry)).toBe(true);
    const said: boolean[] = [];
    const place = fc.constantFrom(...places(entry).slice(1));
    const property = fc.property(
      place,
      fc.constantFrom(undefined, "", ...spoilt),
      (path, weird) => {
        const data = put(entry, path, weird);
        if (isData(data)) said.push(agreed(model, data));
      },
    );
    fc.assert(property, { numRuns: 2 * numRuns });
    expect(new Set(said)).toEqual(new Set([true, false]));
  });
});
