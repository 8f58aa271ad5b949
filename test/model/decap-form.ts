import { parsePrice, yuanOf } from "../../admin/editor/price.ts";
import type { EntryData } from "../../src/model/collection.ts";
import type { Field } from "./forms.ts";

/**
 * Whether this data can come out of Decap's form: each widget writes one kind of value, and a picture
 * is put into the collection's own folder, such as `../media/news/`.
 */
export function canBeTyped(fields: readonly Field[], folder: string, data: EntryData): boolean {
  const known = fields.map((one) => one.name);
  return (
    Object.keys(data).every((name) => known.includes(name)) &&
    fields.every((one) => data[one.name] === undefined || writes(one, folder, data[one.name]))
  );
}

/**
 * What Decap's form says before it lets an entry be saved: required first, then the pattern, then what
 * the widget itself wants.
 */
export function formAccepts(fields: readonly Field[], data: EntryData): boolean {
  return fields.every((one) => accepts(one, data[one.name] ?? one.default));
}

function writes(field: Field, folder: string, value: unknown): boolean {
  const { widget, options, fields = [] } = field;
  if (options) return options.some((one) => one.value === value);
  if (widget === "boolean") return typeof value === "boolean";
  if (widget === "number") return Number.isInteger(value);
  if (widget === "price") return typeof value === "number" && yuanOf(value) !== "";
  if (widget === "list")
    return (
      Array.isArray(value) && value.every((one) => isData(one) && canBeTyped(fields, folder, one))
    );
  if (typeof value !== "string") return false;
  if (widget === "datetime") return isTime(value, field.time_format !== false);
  if (widget === "image" || widget === "file")
    return value.startsWith(folder) && /^[^/\\\n\r]+$/.test(value.slice(folder.length));
  return widget === "text" || widget === "markdown" || !/[\n\r]/.test(value);
}

// A picker offers only what the calendar has.
function isTime(value: string, withHours: boolean): boolean {
  const form = withHours ? /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/ : /^\d{4}-\d\d-\d\d$/;
  if (!form.test(value) || Number.isNaN(Date.parse(value))) return false;
  return new Date(`${value.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(value.slice(0, 10));
}

function accepts(field: Field, value: unknown): boolean {
  const { widget, required, pattern, min, max, fields = [] } = field;
  const empty = value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  if (empty) return !required;
  // Of a chosen file the form sees its name alone.
  const seen = widget === "file" ? String(value).split("/").at(-1) : String(value);
  if (pattern && !new RegExp(pattern[0]).test(seen ?? "")) return false;
  if (widget === "price") return "fen" in parsePrice(yuanOf(value));
  if (widget === "number")
    return Number(value) >= (min ?? -Infinity) && Number(value) <= (max ?? Infinity);
  if (widget !== "list" || !Array.isArray(value)) return true;
  if (value.length < (min ?? 0) || value.length > (max ?? Infinity)) return false;
  return value.every((one) => isData(one) && formAccepts(fields, one));
}

function isData(value: unknown): value is EntryData {
  return typeof value === "object" && value !== null;
}
