import * as z from "zod";

/**
 * The JSON Schema of an entry as it stands in the file, for ajv. Rules between fields do not survive
 * the translation: they are `rules` of the collection.
 */
export function jsonSchema(schema: z.ZodObject): Record<string, unknown> {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-2020-12",
    // Formats stand there as patterns too, and ajv knows none by itself.
    override({ jsonSchema: out }) {
      delete out.format;
    },
  });
  return JSON.parse(JSON.stringify(rest));
}
