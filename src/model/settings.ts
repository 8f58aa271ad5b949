import * as z from "zod";
import type { Collection } from "./collection.ts";
import { field } from "./field.ts";

/** What stands on every page. */
export const siteSchema = z.strictObject({
  company: field(z.string().min(1).max(40), { label: "公司全称" }),
  brand: field(z.string().min(1).max(12), { label: "品牌名" }),
  hotline: field(z.string().regex(/^400-?\d{3}-?\d{4}$/), {
    label: "400 热线",
    patternText: "应为 400-000-0000 这样的号码",
  }),
  address: field(z.string().min(1).max(80), { label: "地址" }),
  icp: field(z.string().regex(/^[\u4e00-\u9fa5]ICP备\d{8}号(-\d+)?$/), {
    label: "ICP 备案号",
    hint: "与备案一致，显示在每页底部，链接到工信部。",
    patternText: "应为“浙ICP备00000000号”这样的备案号",
  }),
  police: field(z.string().regex(/^[\u4e00-\u9fa5]公网安备\d{14}号$/), {
    label: "公安备案号",
    hint: "开通后三十日内办理，没有时留空。",
    patternText: "应为“浙公网安备00000000000000号”这样的备案号",
  }).optional(),
});

export const settings: Collection = {
  name: "settings",
  label: "网站设置",
  singular: "设置",
  description:
    "每一页都有的内容：公司名称、热线、备案号。改动须部门领导、分管领导、总经理依次签字。",
  kind: "files",
  folder: "content/settings",
  schema: siteSchema,
  files: { site: { label: "公司和备案", schema: siteSchema, body: false } },
  body: false,
  summary: "{{company}}",
  rules: () => [],
  path: () => "/",
  unique: [],
};
