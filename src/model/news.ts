import * as z from "zod";
import type { Collection } from "./collection.ts";
import { common, day, field, picture, slug } from "./field.ts";
import { commonRules } from "./rules.ts";

export const newsSchema = z.strictObject({
  title: field(z.string().min(1).max(60), { label: "标题" }),
  slug,
  date: day("日期", "新闻发生的日期。"),
  headline: field(z.boolean(), { label: "头条", hint: "在首页的要闻里显示。" }).default(false),
  summary: field(z.string().min(1).max(120), { label: "摘要", widget: "text" }),
  cover: picture("news", "题图").optional(),
  cover_alt: field(z.string().max(80), { label: "题图说明", hint: "有题图时必填。" }).optional(),
  ...common,
});

export const news: Collection = {
  name: "news",
  label: "新闻",
  singular: "新闻",
  description: "公司新闻，由市场部门领导签字后发布。",
  kind: "folder",
  folder: "content/news",
  schema: newsSchema,
  summary: "{{date}} {{title}}",
  rules: (data) => [
    ...commonRules(data),
    ...(data.cover && !data.cover_alt
      ? [{ field: "cover_alt", message: "有题图时请填写题图说明" }]
      : []),
  ],
  path: (name) => `/news/${name}/`,
  unique: [],
};
