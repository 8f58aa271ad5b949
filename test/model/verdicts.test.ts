import Ajv from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { jsonSchema } from "../../src/model/json-schema.ts";
import { article, models, type Path, places, product, put, spoilt } from "./entries.ts";

const soak = Number(process.env.SOAK ?? 0);
// SOAK=1 asks for the long run, any larger number for that many entries.
const numRuns = soak === 1 ? 50_000 : Math.max(soak, 500);

const ajv = new Ajv({ strict: false });
const judges = models.map(({ schema }) => ({ schema, isValid: ajv.compile(jsonSchema(schema)) }));

/** What the site's build and what the checks say of an entry. */
function verdicts(schema: z.ZodObject, data: unknown) {
  const judge = judges.find((one) => one.schema === schema);
  return { zod: schema.safeParse(data).success, ajv: judge?.isValid(data) };
}

/** The entry with each place taken away, spoilt, or holding a field that nobody knows. */
const mutations = (entry: unknown): unknown[] =>
  places(entry).flatMap((path) => [
    put(entry, path, undefined),
    ...spoilt.map((weird) => put(entry, path, weird)),
    ...["unknown", "__proto__", "constructor", "0"].map((name) => put(entry, [...path, name], "x")),
  ]);

describe.each(models)("$name: Zod and JSON Schema are one truth", ({ schema, entry }) => {
  it("both accept an entry in which everything is right", () => {
    expect(verdicts(schema, entry)).toEqual({ zod: true, ajv: true });
  });

  it("both say the same of every spoilt entry, and that is not always the same", () => {
    const all = mutations(entry).map((data) => ({ ...verdicts(schema, data), data }));
    expect(all.filter((one) => one.zod !== one.ajv)).toEqual([]);
    expect(new Set(all.map((one) => one.zod))).toEqual(new Set([true, false]));
  });

  it("both say the same when anything at all stands in two places", () => {
    const place = fc.constantFrom(...places(entry).slice(1));
    const weird = fc.oneof(
      fc.constantFrom(...spoilt),
      fc.string({ unit: "grapheme", maxLength: 130 }),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const change = fc.array(fc.tuple(place, weird), { minLength: 1, maxLength: 2 });
    const property = fc.property(change, (changes) => {
      const data = changes.reduce<unknown>((all, [path, to]) => put(all, path, to), entry);
      const { zod, ajv } = verdicts(schema, data);
      expect(ajv).toBe(zod);
    });
    fc.assert(property, { numRuns });
  });
});

describe("what both derivations accept is what the company wants", () => {
  it.each<[string, Path, unknown, boolean]>([
    ["the lowest price", ["price"], 1, true],
    ["no price", ["price"], 0, false],
    ["half a fen", ["price"], 39.5, false],
    ["a price as text", ["price"], "3900", false],
    ["more than a million yuan", ["price"], 100_000_001, false],
    ["a title of 60 characters", ["title"], "杯".repeat(60), true],
    ["a title of 60 emoji", ["title"], "😀".repeat(60), true],
    ["a title of 61 characters", ["title"], "杯".repeat(61), false],
    ["an address in capitals", ["slug"], "Bamboo", false],
    ["a Chinese address", ["slug"], "竹杯", false],
    ["an address that climbs", ["slug"], "../x", false],
    ["an item number in small letters", ["sku"], "qh-1", false],
    ["a category that is not there", ["category"], "garden", false],
    ["another collection's picture", ["cover"], "../media/news/a.jpg", false],
    ["a picture that climbs", ["cover"], "../media/products/../news/a.jpg", false],
    ["a picture without alternative text", ["gallery", "0", "alt"], undefined, false],
    ["no further pictures", ["gallery"], undefined, true],
    ["evidence without encryption", ["evidence"], "http://example.com", false],
    ["a moment without its zone", ["publish_at"], "2026-03-02T09:00:00", false],
    ["a field that nobody knows", ["colour"], "red", false],
  ])("a product with %s", (_what, path, value, wanted) => {
    const schema = models[0]?.schema;
    if (!schema) throw new Error("there is no model of products");
    expect(verdicts(schema, put(product, path, value))).toEqual({ zod: wanted, ajv: wanted });
  });

  it("leaves the times, the picture and everything with a default to the editor", () => {
    const { title, slug, date, summary } = article;
    const [, news] = models;
    expect(news?.schema.parse({ title, slug, date, summary })).toEqual({
      ...{ title, slug, date, summary, headline: false },
      ...{ status: "published", rights: "own", confidentiality: "public" },
    });
  });
});
