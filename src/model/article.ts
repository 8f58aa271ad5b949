import * as z from "zod";
import type { EntryData, EntryProblem } from "./collection.ts";
import { common, day, field, film, picture, slug } from "./field.ts";
import { commonRules } from "./rules.ts";

/** The fields that everything with a date and a story has: news and affairs. */
export function articleFields(collection: string) {
  return {
    title: field(z.string().min(1).max(60), { label: "标题" }),
    slug,
    date: day("日期", "事情发生的日期。"),
    headline: field(z.boolean(), { label: "头条", hint: "在首页的要闻里显示。" }).default(false),
    summary: field(z.string().min(1).max(120), { label: "摘要", widget: "text" }),
    cover: picture(collection, "题图").optional(),
    video: film(collection).optional(),
    cover_alt: field(z.string().max(80), { label: "题图说明", hint: "有题图时必填。" }).optional(),
    ...common,
  };
}

export function articleRules(data: EntryData): EntryProblem[] {
  const noAlt = data.cover && !data.cover_alt;
  return [
    ...commonRules(data),
    ...(noAlt ? [{ field: "cover_alt", message: "有题图时请填写题图说明" }] : []),
  ];
}
