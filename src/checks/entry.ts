import * as z from "zod";
import { type Finding, findingOf } from "../base/finding.ts";
import { type FrontMatter, FrontMatterError, parseFrontMatter } from "../base/front-matter.ts";
import { metaOf } from "../model/field.ts";
import { type EntryPlace, entryOf, schemaOf } from "../model/paths.ts";
import type { Document } from "./document.ts";
import { locate } from "./locate.ts";
import { text } from "./text.ts";

/** A Markdown file that stands where an entry may, with front matter that can be read. */
export interface Entry extends Document {
  readonly place: EntryPlace;
  readonly data: FrontMatter["data"];
}

/** Reads a file of the content; what cannot be an entry is a finding. */
export function readEntry(document: Document): { entry: Entry } | { finding: Finding } {
  const { path, source } = document;
  const place = entryOf(path);
  if (!place || !schemaOf(place))
    return {
      finding: findingOf(path, { rule: "files", severity: "block", message: text.unknownPlace }),
    };
  try {
    return { entry: { ...document, place, data: parseFrontMatter(source).data } };
  } catch (error) {
    if (!(error instanceof FrontMatterError)) throw error;
    const { code, line, column } = error;
    const message = text.unreadable(text.yaml[code] ?? text.yamlOther);
    const about = { rule: "schema", severity: "block", message } as const;
    return {
      finding: { ...findingOf(path, about), line, column, endLine: line, endColumn: column },
    };
  }
}

/** A blocking finding about a field of an entry. */
export function fieldFinding(
  { path, source }: Document,
  rule: string,
  field: readonly string[],
  message: string,
): Finding {
  return {
    ...findingOf(path, { rule, severity: "block", message }),
    ...locate(source, field),
  };
}

/** What the model says of a field, its list's or its own. */
export function metaAt(entry: Entry, path: readonly string[]) {
  let schema: unknown = schemaOf(entry.place);
  let meta: ReturnType<typeof metaOf> = {};
  for (const key of path) {
    schema = inner(schema);
    if (schema instanceof z.ZodArray) schema = schema.element;
    else if (schema instanceof z.ZodObject) schema = schema.shape[key];
    if (schema instanceof z.ZodType)
      meta = { ...metaOf(toType(inner(schema)) ?? schema), ...metaOf(schema) };
  }
  return meta;
}

function toType(schema: unknown): z.ZodType | null {
  return schema instanceof z.ZodType ? schema : null;
}

function inner(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? inner(schema.unwrap())
    : schema;
}

/** Every text of the front matter with its path. */
export function textsIn(value: unknown, at: readonly string[]): { at: string[]; value: string }[] {
  if (typeof value === "string") return [{ at: [...at], value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, [...at, key]));
}
