import * as z from "zod";
import { formatBeijing } from "../../../src/base/time.ts";
import { metaOf, type PartialMeta } from "../../../src/model/field.ts";
import { text } from "../../text.ts";
import { isRecord } from "./document.ts";

const words = text.review.fields;

/** A value in words, and the picture that it names. */
export interface Shown {
  readonly text: string;
  /** Below the repository's root. */
  readonly picture?: string;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: z.ZodType;
  readonly meta: PartialMeta;
}

/** A schema's fields in the order of the form, and after them what the schema does not know. */
export function fieldsOf(schema: z.ZodObject, data: readonly Record<string, unknown>[]): Field[] {
  const own = Object.entries(schema.shape).map(([name, type]) => fieldOf(name, type));
  const strange = data.flatMap((one) => Object.keys(one)).filter((name) => !(name in schema.shape));
  return [...own, ...[...new Set(strange)].map((name) => fieldOf(name, z.unknown()))];
}

function fieldOf(name: string, schema: unknown): Field {
  const { type, meta } = unwrap(schema);
  return { name, label: meta.label ?? name, type, meta };
}

// `.optional()` and `.default()` wrap the type; the label may stand inside or outside.
function unwrap(schema: unknown): { type: z.ZodType; meta: PartialMeta } {
  if (!(schema instanceof z.ZodType)) return { type: z.unknown(), meta: {} };
  const meta = metaOf(schema);
  if (!(schema instanceof z.ZodOptional || schema instanceof z.ZodDefault))
    return { type: schema, meta };
  const inner = unwrap(schema.unwrap());
  return { type: inner.type, meta: { ...inner.meta, ...meta } };
}

/** The fields of a list's items; null for a field that is no list of objects. */
export function itemSchema({ type }: Field): z.ZodObject | null {
  return type instanceof z.ZodArray && type.element instanceof z.ZodObject ? type.element : null;
}

/** Null for a field that is empty. */
export function shown(field: Field, value: unknown): Shown | null {
  if (value === undefined || value === null || value === "") return null;
  if (Array.isArray(value) && value.length === 0) return null;
  const { meta } = field;
  if (meta.widget === "image" && typeof value === "string") return pictured(value);
  if (Array.isArray(value)) return { text: value.map((one) => itemText(field, one)).join("；") };
  return { text: plainText(meta, value) };
}

function plainText({ widget, options }: PartialMeta, value: unknown): string {
  if (options && typeof value === "string") return options[value] ?? value;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (widget === "price" && typeof value === "number") return words.price((value / 100).toFixed(2));
  if (widget === "datetime" && typeof value === "string") return momentText(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function momentText(value: string): string {
  const time = Date.parse(value);
  return Number.isNaN(time) ? value : formatBeijing(time);
}

function itemText(field: Field, item: unknown): string {
  return itemShown(field, item).text;
}

/** One item of a list on one line: `图片说明：竹杯；…`, and its picture. */
export function itemShown(field: Field, item: unknown): Shown {
  const schema = itemSchema(field);
  if (!schema || !isRecord(item)) return { text: plainText({}, item) };
  const parts = fieldsOf(schema, [item]).flatMap((one) => {
    const value = shown(one, item[one.name]);
    return value ? [{ ...value, label: one.label }] : [];
  });
  const picture = parts.find((one) => one.picture)?.picture;
  const line = parts
    .filter((one) => !one.picture || parts.length === 1)
    .map((one) => words.labelled(one.label, one.text))
    .join("，");
  return { text: line, ...(picture ? { picture } : {}) };
}

/** An item in a word or two: its first field, and its title or text where it has one. */
export function itemName(field: Field, item: unknown): string {
  const schema = itemSchema(field);
  if (!schema || !isRecord(item)) return plainText({}, item);
  const parts = fieldsOf(schema, [item]).flatMap((one) => shown(one, item[one.name])?.text ?? []);
  return [...new Set(parts.slice(0, 2))].join(" ");
}

function pictured(path: string): Shown {
  const name = path.split("/").at(-1) ?? path;
  return { text: name, picture: path.replace(/^\.\.\//, "content/") };
}
