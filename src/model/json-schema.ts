import * as z from "zod";

/**
 * The JSON Schema of an entry as it stands in the file, for ajv. Rules between fields do not survive
 * the translation: they are `rules` of the collection.
 */
export function jsonSchema(schema: z.ZodObject): Record<string, unknown> {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-2020-12",
    override({ zodSchema, jsonSchema: out }) {
      // Before a preprocessing step anything may come; what must stand in the file is what follows it.
      if (zodSchema._zod.def.type === "pipe" && "out" in zodSchema._zod.def)
        Object.assign(out, z.toJSONSchema(zodSchema._zod.def.out as z.ZodType, { io: "input" }), {
          $schema: undefined,
        });
    },
  });
  return JSON.parse(JSON.stringify(rest));
}
