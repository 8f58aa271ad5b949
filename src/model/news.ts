import * as z from "zod";
import { articleFields, articleRules } from "./article.ts";
import type { Collection } from "./collection.ts";

export const newsSchema = z.strictObject(articleFields("news"));

export const news: Collection = {
  name: "news",
  label: "新闻",
  singular: "新闻",
  description: "公司新闻，由市场部门领导签字后发布。",
  kind: "folder",
  folder: "content/news",
  schema: newsSchema,
  body: true,
  summary: "{{date}} {{title}}",
  rules: articleRules,
  path: (name) => `/news/${name}/`,
  unique: [],
};
