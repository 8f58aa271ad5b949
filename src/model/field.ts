import * as z from "zod";

const widgets = ["text", "markdown", "image", "file", "price", "slug", "date", "datetime"] as const;

/** What the desk needs to know of a field beside its type; travels as Zod metadata. */
const fieldMeta = z.object({
  /** Chinese, on the form and in every message. */
  label: z.string(),
  hint: z.string().optional(),
  /** Decap's widget; found from the type where it is not named. */
  widget: z.enum(widgets).optional(),
  /** Labels of an enum's values. */
  options: z.record(z.string(), z.string()).optional(),
  /** Said after the label when the pattern is not met. */
  patternText: z.string().optional(),
  collapsed: z.boolean().optional(),
  /** For the company's own people: never reaches the site. */
  private: z.boolean().optional(),
});
export type FieldMeta = z.infer<typeof fieldMeta>;
const partialMeta = fieldMeta.partial();
export type PartialMeta = z.infer<typeof partialMeta>;

/** Attaches what the desk needs; the type stays what it was. */
export function field<T extends z.ZodType>(schema: T, meta: FieldMeta): T {
  return schema.meta({ ...meta });
}

export function metaOf(schema: z.ZodType): PartialMeta {
  return partialMeta.parse(schema.meta() ?? {});
}

/** One of a fixed list, shown in Chinese. */
export function choice<const T extends Record<string, string>>(
  label: string,
  options: T,
  hint?: string,
) {
  const values = Object.keys(options) as [keyof T & string, ...(keyof T & string)[]];
  return field(z.enum(values), { label, options, ...(hint ? { hint } : {}) });
}

/** A day such as 2026-03-02 that the calendar has. */
export function day(label: string, hint?: string) {
  const meta = { label, widget: "date" as const, patternText: "应为 2026-03-02 这样的日期" };
  return field(z.iso.date(), { ...meta, ...(hint ? { hint } : {}) });
}

/** A moment with its time zone. */
export function moment(label: string, hint?: string) {
  const meta = { label, widget: "datetime" as const, patternText: "应为带时区的日期和时间" };
  return field(z.iso.datetime({ offset: true }), { ...meta, ...(hint ? { hint } : {}) });
}

/** The name in the address of a page: fixed once the entry exists. */
export const slug = field(
  z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
  {
    label: "网址名",
    hint: "网址里的名字，只用小写字母、数字和连字符，例如 bamboo-cup。保存以后不能再改。",
    widget: "slug",
    patternText: "只能用小写字母、数字和连字符",
  },
);

export function picture(collection: string, label: string, hint?: string) {
  const pattern = new RegExp(`^\\.\\./media/${collection}/(?!\\.{1,2}$)[^/\\\\\\n\\r]+$`);
  const path = z.string().regex(pattern);
  return field(path, {
    label,
    widget: "image",
    patternText: "应为本栏目文件夹里的图片",
    ...(hint ? { hint } : {}),
  });
}

/** A film that browsers play without help: MP4 or WebM. */
export function film(collection: string) {
  const pattern = new RegExp(`^\\.\\./media/${collection}/[^/\\\\\\n\\r]+\\.(?:mp4|webm)$`);
  return field(z.string().regex(pattern), {
    label: "视频",
    widget: "file",
    hint: "MP4 或 WebM，不超过 30 MB。",
    patternText: "应为 .mp4 或 .webm 结尾的视频",
  });
}

/** Fields that every entry has for the rules on rights, secrecy, times and withdrawal. */
export const common = {
  status: choice(
    "状态",
    { published: "上架", withdrawn: "下架" },
    "改为“下架”并提交审批，页面就会撤下。",
  ).default("published"),
  rights: choice(
    "版权",
    { own: "本公司所有", licensed: "已获授权", "third-party": "第三方所有" },
    "不是本公司所有的内容，需部门领导同意、总经理批准。",
  ).default("own"),
  confidentiality: choice(
    "密级",
    { public: "公开", internal: "内部", confidential: "机密" },
    "“内部”和“机密”的内容，需部门领导同意、总经理批准后才能发布。",
  ).default("public"),
  publish_at: moment("发布时间", "留空表示批准后立即发布。").optional(),
  expires_at: moment("到期时间", "到时自动从网站上撤下。留空表示长期有效。").optional(),
};
