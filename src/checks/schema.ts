import Ajv, { type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import * as z from "zod";
import type { Finding } from "../base/finding.ts";
import { type FrontMatter, parseFrontMatter } from "../base/front-matter.ts";
import { metaOf } from "../model/field.ts";
import { jsonSchema } from "../model/json-schema.ts";
import { type EntryPlace, entryOf, schemaOf } from "../model/paths.ts";
import { locate } from "./locate.ts";
import { text } from "./text.ts";

export interface Document {
  readonly path: string;
  readonly source: string;
}

interface Entry extends Document {
  readonly place: EntryPlace;
  readonly data: FrontMatter["data"];
}

/**
 * Every finding about `documents` (the Markdown files of the content) as the model wants them.
 * `paths` are all files of the content: pictures must be among them.
 */
export function checkContent(
  documents: readonly Document[],
  paths: ReadonlySet<string>,
): Finding[] {
  const read = documents.map(readEntry);
  const entries = read.flatMap((one) => ("entry" in one ? [one.entry] : []));
  return [
    ...read.flatMap((one) => ("finding" in one ? [one.finding] : [])),
    ...entries.flatMap((entry) => [...checkEntry(entry), ...checkPictures(entry, paths)]),
    ...checkUnique(entries),
  ];
}

type Read = { readonly entry: Entry } | { readonly finding: Finding };

function readEntry(document: Document): Read {
  const place = entryOf(document.path);
  if (!place || !schemaOf(place))
    return { finding: finding(document, "files", [], text.unknownPlace) };
  try {
    return { entry: { ...document, place, data: parseFrontMatter(document.source).data } };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return { finding: finding(document, "schema", [], text.unreadable(reason)) };
  }
}

function checkEntry(entry: Entry): Finding[] {
  const { collection, slug } = entry.place;
  const validate = validatorOf(entry.place);
  const errors = validate(entry.data) ? [] : (validate.errors ?? []);
  const spanning = errors.length > 0 ? [] : collection.rules(entry.data);
  const own = entry.data.slug;
  return [
    ...errors.filter(isTelling).map((error) => schemaFinding(entry, error)),
    ...spanning.map((one) => finding(entry, "schema", [one.field], `${one.message}。`)),
    ...(typeof own === "string" && own !== slug
      ? [finding(entry, "schema", ["slug"], text.slugDiffers(own, slug))]
      : []),
  ];
}

const ajv = new Ajv({ allErrors: true, strict: false });
const validators = new Map<string, ValidateFunction>();

function validatorOf(place: EntryPlace): ValidateFunction {
  const key = `${place.collection.name}/${place.collection.files ? place.slug : ""}`;
  const known = validators.get(key);
  if (known) return known;
  const made = ajv.compile(jsonSchema(schemaOf(place) ?? place.collection.schema));
  validators.set(key, made);
  return made;
}

// What follows from another error says nothing new.
function isTelling({ keyword }: ErrorObject): boolean {
  return keyword !== "anyOf" && keyword !== "if";
}

function schemaFinding(entry: Entry, error: ErrorObject): Finding {
  const at = error.instancePath.split("/").slice(1);
  const { missingProperty, additionalProperty } = error.params;
  if (error.keyword === "required") {
    const path = [...at, String(missingProperty)];
    return finding(entry, "schema", at, text.missing(labelOf(entry, path)));
  }
  if (error.keyword === "additionalProperties")
    return finding(
      entry,
      "schema",
      [...at, String(additionalProperty)],
      text.unknownField(String(additionalProperty)),
    );
  const found = valueAt(entry.data, at);
  const shown = typeof found === "string" ? found : (JSON.stringify(found) ?? "");
  return finding(
    entry,
    "schema",
    at,
    text.wrong(labelOf(entry, at), shown.slice(0, 40), wanted(entry, error, at)),
  );
}

function wanted(entry: Entry, { keyword, params }: ErrorObject, at: readonly string[]): string {
  const { patternText, options = {} } = metaAt(entry, at);
  if (keyword === "enum") return text.notAllowed(Object.values(options).join("、"));
  if (keyword === "maxLength") return text.tooLong(Number(params.limit));
  if (keyword === "minLength" || keyword === "minItems") return text.tooShort;
  if (keyword === "minimum") return text.tooSmall(Number(params.limit));
  if (keyword === "maximum") return text.tooLarge(Number(params.limit));
  if (keyword === "type") return text.wrongType;
  return patternText ?? text.wrongForm;
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
    data,
  );
}

function labelOf(entry: Entry, path: readonly string[]): string {
  return metaAt(entry, path).label ?? path.join(".");
}

function metaAt(entry: Entry, path: readonly string[]) {
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

function checkPictures(entry: Entry, paths: ReadonlySet<string>): Finding[] {
  const references = picturesIn(entry.data, []);
  return references
    .filter(({ value }) => !paths.has(`content/${value.slice("../".length)}`))
    .map(({ at, value }) =>
      finding(entry, "links", at, text.noPicture(value.split("/").at(-1) ?? value)),
    );
}

function picturesIn(value: unknown, at: readonly string[]): { at: string[]; value: string }[] {
  if (typeof value === "string")
    return value.startsWith("../media/") ? [{ at: [...at], value }] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => picturesIn(one, [...at, key]));
}

function checkUnique(entries: readonly Entry[]): Finding[] {
  return entries.flatMap((entry, at) =>
    entry.place.collection.unique.flatMap((field) => {
      const value = entry.data[field];
      const twin = entries.find(
        (other, index) =>
          index < at &&
          other.place.collection === entry.place.collection &&
          other.data[field] === value,
      );
      if (!twin || value === undefined) return [];
      return [
        finding(
          entry,
          "schema",
          [field],
          text.notUnique(labelOf(entry, [field]), String(value), twin.path),
        ),
      ];
    }),
  );
}

function finding(
  { path, source }: Document,
  rule: string,
  field: readonly string[],
  message: string,
): Finding {
  return { rule, severity: "block", path, ...locate(source, field), message };
}
