import * as z from "zod";
import { metaOf } from "./field.ts";

/** An entry without the fields that are for the company's own people, at every depth. */
export function publicData(schema: z.ZodType, data: unknown): unknown {
  const type = unwrap(schema);
  if (type instanceof z.ZodArray && Array.isArray(data)) {
    const { element } = type;
    if (!(element instanceof z.ZodType)) return data;
    return data.map((one: unknown) => publicData(element, one));
  }
  if (!(type instanceof z.ZodObject) || typeof data !== "object" || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => {
      const field: unknown = type.shape[name];
      if (!(field instanceof z.ZodType)) return [[name, value]];
      return isPrivate(field) ? [] : [[name, publicData(field, value)]];
    }),
  );
}

function isPrivate(schema: z.ZodType): boolean {
  if (metaOf(schema).private) return true;
  return wraps(schema) ? isPrivate(innerOf(schema)) : false;
}

function unwrap(schema: z.ZodType): z.ZodType {
  return wraps(schema) ? unwrap(innerOf(schema)) : schema;
}

function wraps(schema: z.ZodType): schema is z.ZodOptional | z.ZodDefault {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
}

function innerOf(schema: z.ZodOptional | z.ZodDefault): z.ZodType {
  const inner = schema.unwrap();
  return inner instanceof z.ZodType ? inner : z.unknown();
}
