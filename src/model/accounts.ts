import * as z from "zod";
import type { Collection, EntryData, EntryProblem } from "./collection.ts";
import { choice, day, field, slug } from "./field.ts";

/** Rules 8.1 and 8.2: which official accounts there are and who keeps them. Never a secret. */
export const accountsSchema = z.strictObject({
  title: field(z.string().min(1).max(40), { label: "账号名称" }),
  slug,
  kind: choice("类型", {
    site: "网站与服务器",
    domain: "域名",
    payment: "支付",
    shop: "网店",
    social: "社区与自媒体",
    mail: "邮箱",
    trademark: "商标",
  }),
  address: field(z.string().regex(/^https:\/\/\S+$/), {
    label: "登录网址",
    patternText: "应为 https:// 开头的网址",
  }).optional(),
  holder: field(z.string().min(1).max(40), {
    label: "登记主体",
    hint: "账号登记在哪家公司或部门名下。",
  }),
  keeper: choice("保管人", {
    site: "网站负责人",
    system: "系统管理室",
    vp: "分管领导",
    gm: "总经理",
  }),
  registered_on: day("登记日期").optional(),
  renew_by: day("到期日期", "到期前要续费或年审的日期。").optional(),
  note: field(z.string().max(200), {
    label: "备注",
    hint: "不要写密码、密钥或恢复码。",
    widget: "text",
  }).optional(),
});

const secretWords = /密码|口令|密钥|恢复码|验证码|passw(or)?d|secret|token/i;

function accountRules(data: EntryData): EntryProblem[] {
  const found = Object.entries(data).find(
    ([name, value]) => name !== "slug" && typeof value === "string" && secretWords.test(value),
  );
  return found ? [{ field: found[0], message: "账号登记里不能写密码、密钥等内容" }] : [];
}

export const accounts: Collection = {
  name: "accounts",
  label: "官方账号",
  singular: "账号",
  description: "公司官方账号的登记册，变更须总经理签字，不会出现在网站上。不记录任何密码。",
  kind: "folder",
  folder: "content/accounts",
  schema: accountsSchema,
  body: false,
  summary: "{{title}}",
  rules: accountRules,
  path: () => null,
  unique: [],
};
