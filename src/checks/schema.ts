import Ajv, { type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import type { Finding } from "../base/finding.ts";
import { jsonSchema } from "../model/json-schema.ts";
import { type EntryPlace, schemaOf } from "../model/paths.ts";
import { type Entry, fieldFinding as finding, metaAt } from "./entry.ts";
import { locate } from "./locate.ts";
import { text } from "./text.ts";

/**
 * What is wrong with the entries of the content as the model wants them: with those of `changed` by
 * themselves, null for all, and with all of them beside each other.
 */
export function checkSchema(
  entries: readonly Entry[],
  changed: ReadonlySet<string> | null = null,
): Finding[] {
  const own = entries.filter(({ path }) => !changed || changed.has(path));
  return [...own.flatMap(checkEntry), ...checkUnique(entries)];
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
      text: String(additionalProperty),
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
