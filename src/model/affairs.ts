import * as z from "zod";
import { articleFields, articleRules } from "./article.ts";
import type { Collection } from "./collection.ts";
import { choice } from "./field.ts";
import { specialists } from "./specialists.ts";

export const affairKinds = { event: "重大活动", foreign: "外事", visit: "来访" };

const { title, slug, date, ...others } = articleFields("affairs");

/** Rule 4.2: what comes from the corporate-culture specialist names that person. */
export const affairsSchema = z.strictObject({
  title,
  slug,
  date,
  kind: choice("类型", affairKinds),
  provided_by: choice("提供人", specialists, "提供这份材料的企业文化专员。"),
  ...others,
});

export const affairs: Collection = {
  name: "affairs",
  label: "大事与来访",
  singular: "大事",
  description: "重大活动、外事和来访，材料由企业文化专员提供，由市场部门领导签字后发布。",
  kind: "folder",
  folder: "content/affairs",
  schema: affairsSchema,
  body: true,
  summary: "{{date}} {{title}}",
  rules: articleRules,
  path: (name) => `/affairs/${name}/`,
  unique: [],
};
