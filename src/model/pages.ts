import * as z from "zod";
import type { Collection } from "./collection.ts";
import { choice, day, field } from "./field.ts";

/** What the home page can be made of. */
const sections = {
  hero: "大标题",
  banners: "横幅卡片",
  headlines: "要闻",
  featured: "推荐产品",
  categories: "产品类别",
  about: "关于我们",
};

export const homeSchema = z.strictObject({
  title: field(z.string().min(1).max(40), { label: "大标题" }),
  tagline: field(z.string().min(1).max(80), { label: "副标题" }),
  sections: field(
    z
      .array(
        z.strictObject({
          kind: choice("版块", sections),
          title: field(z.string().max(30), { label: "版块标题" }).optional(),
        }),
      )
      .min(1)
      .max(8),
    {
      label: "版面（从上到下）",
      hint: "拖动可调整次序。版面改动须部门领导、分管领导、总经理依次签字。",
    },
  ),
  reviewed_on: day("最近审定日期", "首页每年至少审定一次。"),
});

export const pageSchema = z.strictObject({
  title: field(z.string().min(1).max(40), { label: "标题" }),
  summary: field(z.string().min(1).max(120), { label: "摘要", widget: "text" }),
});

export const pages: Collection = {
  name: "pages",
  label: "页面",
  singular: "页面",
  description: "首页的版面和公司的固定页面。",
  kind: "files",
  folder: "content/pages",
  schema: pageSchema,
  body: true,
  files: {
    home: { label: "首页版面", schema: homeSchema, body: false },
    about: { label: "公司简介", schema: pageSchema, body: true },
    contact: { label: "联系我们", schema: pageSchema, body: true },
  },
  summary: "{{title}}",
  rules: () => [],
  path: (name) => (name === "home" ? "/" : `/${name}/`),
  unique: [],
};
