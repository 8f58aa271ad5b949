import { describe, expect, it } from "vitest";
import * as z from "zod";
import { jsonSchema } from "../../src/model/json-schema.ts";
import { models } from "./entries.ts";
import { forms } from "./forms.ts";

const nodeShape = z.looseObject({
  properties: z.record(
    z.string(),
    z.looseObject({ default: z.unknown().optional(), enum: z.unknown().optional() }),
  ),
  required: z.array(z.string()),
});

const limits = [8, 30, 40, 60, 80, 120];
const texts = [
  ...limits.flatMap((limit) => ["杯".repeat(limit), "杯".repeat(limit + 1)]),
  ...["a-b", "A-B", "a-", "https://a", "https://a b", "第一行\n第二行"],
];

describe.each(models)("$name: the form is the model", ({ name, schema, entry }) => {
  const form = (forms[name] ?? []).filter((one) => one.name !== "body");
  const { properties, required } = nodeShape.parse(jsonSchema(schema));

  it("has the fields of both schemas, in their order", () => {
    const names = form.map((one) => one.name);
    expect(names).toEqual(Object.keys(schema.shape));
    expect(names).toEqual(Object.keys(properties));
  });

  it("asks for what may not be missing, and fills in the rest", () => {
    for (const { name: key, required: asked, default: preset } of form) {
      const { [key]: _, ...rest } = entry;
      const read = schema.safeParse(rest);
      expect([key, required.includes(key)]).toEqual([key, !read.success]);
      const filledIn = read.data?.[key] !== undefined && !Array.isArray(read.data[key]);
      expect([key, asked]).toEqual([key, !read.success || filledIn]);
      expect([key, preset]).toEqual([key, read.data?.[key]]);
      expect([key, preset]).toEqual([key, properties[key]?.default]);
    }
  });

  it("offers exactly the values that are allowed", () => {
    for (const { name: key, options } of form.filter((one) => one.options)) {
      const offered = options?.map((one) => one.value) ?? [];
      expect([key, offered]).toEqual([key, properties[key]?.enum]);
    }
    expect(form.filter((one) => one.widget === "select").map((one) => one.name)).toEqual(
      Object.keys(properties).filter((key) => properties[key]?.enum),
    );
  });

  it("accepts with its patterns what the model accepts, and nothing else", () => {
    for (const { name: key, pattern } of form.filter((one) => one.pattern))
      for (const text of [String(entry[key]), ...texts]) {
        const accepts = new RegExp(pattern?.[0] ?? "").test(text);
        const read = schema.safeParse({ ...entry, [key]: text });
        expect([key, text, accepts]).toEqual([key, text, read.success]);
      }
  });

  it("speaks Chinese", () => {
    for (const { label } of form) expect(label).toMatch(/\p{Script=Han}/u);
  });
});
