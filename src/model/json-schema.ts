import * as z from "zod";

/**
 * The JSON Schema of an entry as it stands in the file, for ajv. Rules between fields do not survive
 * the translation: they are `rules` of the collection.
 */
export function jsonSchema(schema: z.ZodObject): Record<string, unknown> {
  const options = { io: "input", target: "draft-2020-12" } as const;
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, options);
  return JSON.parse(JSON.stringify(rest));
}
