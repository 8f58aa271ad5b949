import * as z from "zod";
import type { Collection } from "./collection.ts";
import { metaOf, type PartialMeta } from "./field.ts";
import { collections } from "./paths.ts";

type Plain = Record<string, unknown>;

/**
 * Decap's `collections`, derived from the model. Nothing can be published or deleted from the desk:
 * what Decap would do then goes around the signatures (see docs/decisions.md).
 */
export function decapCollections(): Plain[] {
  return collections.map((one) => ({
    name: one.name,
    label: one.label,
    label_singular: one.singular,
    description: one.description,
    publish: false,
    delete: false,
    media_folder: `/content/media/${one.name}`,
    public_folder: `../media/${one.name}`,
    ...(one.files ? filesOf(one) : folderOf(one)),
  }));
}

function folderOf(one: Collection): Plain {
  const filters = filtersOf(one.schema);
  return {
    folder: one.folder,
    create: true,
    slug: "{{fields.slug}}",
    identifier_field: "title",
    summary: one.summary,
    extension: "md",
    format: "yaml-frontmatter",
    ...previewOf(one.path("{{slug}}")),
    sortable_fields: Object.keys(one.schema.shape).filter((name) => sortable.includes(name)),
    // Decap refuses an empty list.
    ...(filters.length > 0 ? { view_filters: filters } : {}),
    fields: [...fieldsOf(one.schema), ...(one.body ? [body] : [])],
  };
}

// The page to open of a preview; what visitors never see has none.
function previewOf(path: string | null): Plain {
  return path === null ? {} : { preview_path: path.slice(1) };
}

const sortable = ["title", "price", "date", "starts_at", "apply_by", "renew_by"];

function filtersOf(schema: z.ZodObject): Plain[] {
  const label: Record<string, string> = { status: "已下架", stock: "售罄", headline: "头条" };
  const value: Record<string, unknown> = { status: "withdrawn", stock: "sold_out", headline: true };
  return Object.keys(schema.shape)
    .filter((name) => name in label)
    .map((name) => ({ label: label[name], field: name, pattern: value[name] }));
}

function filesOf(one: Collection): Plain {
  return {
    files: Object.entries(one.files ?? {}).map(([name, file]) => ({
      name,
      label: file.label,
      file: `${one.folder}/${name}.md`,
      ...previewOf(one.path(name)),
      fields: [...fieldsOf(file.schema), ...(file.body ? [body] : [])],
    })),
  };
}

const body = {
  name: "body",
  label: "正文",
  widget: "markdown",
  required: false,
  modes: ["rich_text"],
  buttons: [
    "bold",
    "italic",
    "link",
    "heading-two",
    "heading-three",
    "quote",
    "bulleted-list",
    "numbered-list",
  ],
  editor_components: ["image"],
};

function fieldsOf(schema: z.ZodObject): Plain[] {
  return Object.entries(schema.shape).map(([name, type]) => fieldOf(name, unwrap(type)));
}

interface Unwrapped {
  readonly type: z.ZodType;
  readonly required: boolean;
  readonly preset: unknown;
  readonly meta: PartialMeta;
}

// `.optional()` and `.default()` wrap the type; the label may stand inside or outside.
function unwrap(schema: unknown): Unwrapped {
  if (!(schema instanceof z.ZodType)) throw new Error("a field is not a Zod type");
  const meta = metaOf(schema);
  if (schema instanceof z.ZodOptional) {
    const inner = unwrap(schema.unwrap());
    return { ...inner, required: false, meta: { ...inner.meta, ...meta } };
  }
  if (schema instanceof z.ZodDefault) {
    const inner = unwrap(schema.unwrap());
    return { ...inner, preset: schema.def.defaultValue, meta: { ...inner.meta, ...meta } };
  }
  return { type: schema, required: true, preset: undefined, meta };
}

function fieldOf(name: string, { type, required, preset, meta }: Unwrapped): Plain {
  const { label = name, hint } = meta;
  return {
    name,
    label,
    // Decap takes an empty list for one that was forgotten.
    required: required && !(Array.isArray(preset) && preset.length === 0),
    ...(hint ? { hint } : {}),
    ...(preset === undefined ? {} : { default: preset }),
    ...widgetOf(type, meta),
  };
}

function widgetOf(type: z.ZodType, meta: PartialMeta): Plain {
  const { widget, options } = meta;
  if (options)
    return {
      widget: "select",
      options: Object.entries(options).map(([value, label]) => ({ value, label })),
    };
  if (widget === "date")
    return {
      widget: "datetime",
      format: "YYYY-MM-DD",
      date_format: "YYYY-MM-DD",
      time_format: false,
      picker_utc: false,
    };
  if (widget === "datetime")
    return {
      widget: "datetime",
      format: "YYYY-MM-DDTHH:mm:ssZ",
      date_format: "YYYY-MM-DD",
      time_format: "HH:mm",
    };
  if (widget === "image") return { widget, choose_url: false };
  if (widget === "file") return { widget, choose_url: false, ...namePatternOf(type, meta) };
  if (type instanceof z.ZodArray) return listOf(type, meta);
  if (type instanceof z.ZodBoolean) return { widget: "boolean" };
  if (type instanceof z.ZodNumber) return numberOf(type, meta);
  return { widget: widget ?? "string", ...patternOf(type, meta) };
}

// Decap holds the name of a chosen file alone against the pattern, without its folder.
function namePatternOf(type: z.ZodType, { patternText }: PartialMeta): Plain {
  const { pattern = "" } = z.toJSONSchema(type, { io: "input" });
  return { pattern: [`^${pattern.split("\\/").at(-1)}`, patternText] };
}

function numberOf({ minValue, maxValue }: z.ZodNumber, { widget }: PartialMeta): Plain {
  return { widget: widget ?? "number", value_type: "int", min: minValue, max: maxValue };
}

function listOf(type: z.ZodArray, meta: PartialMeta): Plain {
  const { element } = type;
  if (!(element instanceof z.ZodObject)) throw new Error("a list holds objects");
  const { minItems, maxItems } = z.toJSONSchema(type, { io: "input" });
  return {
    widget: "list",
    collapsed: meta.collapsed ?? false,
    ...(minItems ? { min: minItems } : {}),
    ...(maxItems ? { max: maxItems } : {}),
    fields: fieldsOf(element),
  };
}

// Decap knows one pattern a field, and its RegExp counts UTF-16 units where the model counts characters.
function patternOf(type: z.ZodType, meta: PartialMeta): Plain {
  const { pattern, minLength = 0, maxLength } = z.toJSONSchema(type, { io: "input" });
  const counted = `(?:[^\\uD800-\\uDFFF]|[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]){${minLength},${maxLength}}$`;
  const tooLong = `最多 ${maxLength} 个字`;
  if (pattern && maxLength)
    return {
      pattern: [`^(?=${counted})${pattern}`, `${meta.patternText ?? "格式不符"}，${tooLong}`],
    };
  if (pattern) return { pattern: [pattern, meta.patternText ?? "格式不符"] };
  return maxLength ? { pattern: [`^${counted}`, tooLong] } : {};
}
