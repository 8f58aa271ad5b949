import * as z from "zod";
import type { Collection, EntryData, EntryProblem } from "./collection.ts";
import { common, day, field, slug } from "./field.ts";
import { commonRules } from "./rules.ts";

/** Rules 1 and 2: specialists are recruited online. */
export const jobsSchema = z.strictObject({
  title: field(z.string().min(1).max(40), { label: "岗位" }),
  slug,
  department: field(z.string().min(1).max(20), { label: "部门" }),
  place: field(z.string().min(1).max(20), { label: "工作地点" }),
  openings: field(z.int().min(1).max(99), { label: "人数" }),
  salary: field(z.string().max(40), { label: "薪资", hint: "例如：8–12 千元 / 月。" }).optional(),
  summary: field(z.string().min(1).max(120), { label: "一句话介绍", widget: "text" }),
  posted_on: day("发布日期"),
  apply_by: day("截止日期", "这一天结束后自动撤下。"),
  apply_to: field(z.string().regex(/^[A-Za-z0-9._-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/), {
    label: "投递邮箱",
    hint: "公司的招聘邮箱，不用个人邮箱。",
    patternText: "应为邮箱地址",
  }),
  ...common,
});

/** The moment at which a post is taken off: the end of its last day in Beijing. */
export function closesAt(applyBy: string): string {
  return `${applyBy}T24:00:00+08:00`;
}

function jobRules(data: EntryData): EntryProblem[] {
  if (String(data.apply_by) >= String(data.posted_on)) return [];
  return [{ field: "apply_by", message: "截止日期不应早于发布日期" }];
}

export const jobs: Collection = {
  name: "jobs",
  label: "招聘",
  singular: "岗位",
  description: "公开招聘的岗位，由网站部门领导签字后发布。",
  kind: "folder",
  folder: "content/jobs",
  schema: jobsSchema,
  body: true,
  summary: "{{title}}（{{department}}）",
  rules: (data) => [...commonRules(data), ...jobRules(data)],
  path: (name) => `/jobs/${name}/`,
  unique: [],
};
