import Ajv, { type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import * as z from "zod";
import type { Finding } from "../base/finding.ts";
import { type FrontMatter, FrontMatterError, parseFrontMatter } from "../base/front-matter.ts";
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
    ...[...paths].filter(isStray).map(strayFinding),
  ];
}

// Beside media, the content holds Markdown and nothing else.
function isStray(path: string): boolean {
  return path.startsWith("content/") && !path.startsWith("content/media/") && !path.endsWith(".md");
}

function strayFinding(path: string): Finding {
  return { rule: "files", severity: "block", path, line: 1, column: 1, message: text.unknownPlace };
}

type Read = { readonly entry: Entry } | { readonly finding: Finding };

function readEntry(document: Document): Read {
  const place = entryOf(document.path);
  if (!place || !schemaOf(place))
    return { finding: finding(document, "files", [], text.unknownPlace) };
  try {
    return { entry: { ...document, place, data: parseFrontMatter(document.source).data } };
  } catch (error) {
    if (!(error instanceof FrontMatterError)) throw error;
    const { code, line, column } = error;
    const message = text.unreadable(text.yaml[code] ?? text.yamlOther);
    return {
      finding: { rule: "schema", severity: "block", path: document.path, line, column, message },
    };
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

// What follows from a wrong type says nothing new.
function isTelling(error: ErrorObject, _at: number, all: readonly ErrorObject[]): boolean {
  const { instancePath, keyword } = error;
  if (keyword === "type") return true;
  return !all.some((one) => one.keyword === "type" && one.instancePath === instancePath);
}

function schemaFinding(entry: Entry, error: ErrorObject): Finding {
  const at = error.instancePath.split("/").slice(1);
  const { missingProperty, additionalProperty } = error.params;
  if (error.keyword === "required") {
    const path = [...at, String(missingProperty)];
    return finding(entry, "schema", at, text.missing(labelOf(entry, path)));
  }
  if (error.keyword === "additionalProperties")
    return {
      ...finding(entry, "schema", at, text.unknownField(String(additionalProperty))),
      ...locate(entry.source, [...at, String(additionalProperty)], "key"),
    };
  const found = valueAt(entry.data, at);
  const shown = shownValue(found, metaAt(entry, at).widget);
  return finding(
    entry,
    "schema",
    at,
    text.wrong(labelOf(entry, at), [...shown].slice(0, 40).join(""), wanted(entry, error, at)),
  );
}

// The form and the messages speak of yuan where the file holds fen.
const inYuan = (fen: number) => fen / 100;

function shownValue(found: unknown, widget: string | undefined): string {
  if (widget === "price" && typeof found === "number") return String(inYuan(found));
  return typeof found === "string" ? found : (JSON.stringify(found) ?? "");
}

function wanted(entry: Entry, { keyword, params }: ErrorObject, at: readonly string[]): string {
  const { patternText, options = {}, widget } = metaAt(entry, at);
  const given = Number(params.limit);
  const limit = widget === "price" ? inYuan(given) : given;
  if (keyword === "enum") return text.notAllowed(Object.values(options).join("、"));
  if (keyword === "maxLength") return text.tooLong(limit);
  if (keyword === "maxItems") return text.tooMany(limit);
  if (keyword === "minLength" || keyword === "minItems") return text.tooShort;
  if (keyword === "minimum") return text.tooSmall(limit);
  if (keyword === "maximum") return text.tooLarge(limit);
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
  return textsIn(entry.data, [])
    .filter(({ at }) => metaAt(entry, at).widget === "image")
    .filter(({ value }) => !paths.has(`content/${value.slice("../".length)}`))
    .map(({ at, value }) =>
      finding(entry, "links", at, text.noPicture(value.split("/").at(-1) ?? value)),
    );
}

function textsIn(value: unknown, at: readonly string[]): { at: string[]; value: string }[] {
  if (typeof value === "string") return [{ at: [...at], value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, [...at, key]));
}

function checkUnique(entries: readonly Entry[]): Finding[] {
  return entries.flatMap((entry) =>
    entry.place.collection.unique.flatMap((field) => {
      const value = entry.data[field];
      const twin = entries.find(
        (other) =>
          other !== entry &&
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
