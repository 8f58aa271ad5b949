import * as z from "zod";
import type { Collection, EntryData, EntryProblem } from "./collection.ts";
import { day, field } from "./field.ts";

function clockTime(label: string) {
  return field(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), {
    label,
    hint: "北京时间，例如 08:50。",
    patternText: "应为 08:50 这样的时间",
  });
}

const shift = z.strictObject({
  from: day("从"),
  to: day("到"),
  person: field(z.string().min(1).max(20), {
    label: "值班人",
    hint: "只在内部看，不会出现在网站上。",
    private: true,
  }).optional(),
  phone: field(z.string().regex(/^[0-9-]{5,20}$/), {
    label: "转接电话",
    hint: "只在内部看，不会出现在网站上。",
    patternText: "只能用数字和短横线",
    private: true,
  }).optional(),
});

/** Rules 9.1–9.3: online service in its hours, weekends by rota, the 400 line at all other times. */
export const serviceSchema = z.strictObject({
  online_from: clockTime("在线客服开始"),
  online_to: clockTime("在线客服结束"),
  rota: field(z.array(shift).max(120), {
    label: "周末和假日值班表",
    hint: "表里的日子有人在线；不在表里的周末没有在线客服，由 400 热线接听。",
    collapsed: true,
  }).default([]),
  closed: field(
    z
      .array(
        z.strictObject({
          day: day("日期"),
          note: field(z.string().min(1).max(30), { label: "说明", hint: "例如：春节。" }),
        }),
      )
      .max(60),
    { label: "在线客服休息的日子", collapsed: true },
  ).default([]),
});

function dutyRules(data: EntryData): EntryProblem[] {
  const rota = z.array(z.looseObject({ from: z.string(), to: z.string() })).safeParse(data.rota);
  const shifts = rota.data ?? [];
  const backwards = shifts.some(({ from, to }) => to < from);
  return [
    ...(String(data.online_from) < String(data.online_to)
      ? []
      : [{ field: "online_to", message: "结束时间应晚于开始时间" }]),
    ...(backwards ? [{ field: "rota", message: "值班的最后一天不应早于第一天" }] : []),
  ];
}

export const duty: Collection = {
  name: "duty",
  label: "值班",
  singular: "值班表",
  description: "在线客服的时间和值班表，由网站部门领导签字。值班人和电话不会出现在网站上。",
  kind: "files",
  folder: "content/duty",
  schema: serviceSchema,
  files: { service: { label: "客服时间和值班表", schema: serviceSchema, body: false } },
  body: false,
  summary: "{{online_from}}–{{online_to}}",
  rules: dutyRules,
  path: () => "/contact/",
  unique: [],
};
