import * as z from "zod";
import type { Collection, EntryData, EntryProblem } from "./collection.ts";
import { choice, common, field, moment, picture, slug } from "./field.ts";
import { rightsRules, timesInOrder } from "./rules.ts";

const { status, rights, confidentiality } = common;

export const bannersSchema = z.strictObject({
  title: field(z.string().min(1).max(30), { label: "标题", hint: "访客看到的一句话。" }),
  slug,
  form: choice("形式", { bar: "顶部横条", card: "首页卡片", floating: "右下角浮动" }),
  link: field(z.string().regex(/^(\/([^\s/]\S*)?|https:\/\/\S+)$/), {
    label: "链接",
    hint: "本站网页写 /products/ 这样的地址，外部网页写 https:// 开头的网址。",
    patternText: "应以 / 或 https:// 开头",
  }),
  image: picture("banners", "图片", "首页卡片必填。").optional(),
  image_alt: field(z.string().max(80), { label: "图片说明", hint: "有图片时必填。" }).optional(),
  ad: field(z.boolean(), {
    label: "标明“广告”",
    hint: "推销商品或服务的，依法必须标明。",
  }).default(true),
  starts_at: moment("开始时间", "从这一刻起显示。"),
  ends_at: moment("结束时间", "到这一刻自动撤下。"),
  evidence: field(z.string().regex(/^https:\/\/\S+$/), {
    label: "依据链接",
    hint: "使用他人内容时，授权或出处的网址。",
    patternText: "应为 https:// 开头的网址",
  }).optional(),
  ...{ status, rights, confidentiality },
});

function bannerRules(data: EntryData): EntryProblem[] {
  const problems: EntryProblem[] = [];
  if (!timesInOrder(data, "starts_at", "ends_at"))
    problems.push({ field: "ends_at", message: "结束时间应晚于开始时间" });
  if (data.form === "card" && !data.image)
    problems.push({ field: "image", message: "首页卡片需要图片" });
  if (data.image && !data.image_alt)
    problems.push({ field: "image_alt", message: "有图片时请填写图片说明" });
  return problems;
}

export const banners: Collection = {
  name: "banners",
  label: "横幅",
  singular: "横幅",
  description: "顶部横条、首页卡片和浮动广告，由市场部门领导签字后按时显示和撤下。",
  kind: "folder",
  folder: "content/banners",
  schema: bannersSchema,
  body: false,
  summary: "{{title}}（{{starts_at}} 起）",
  rules: (data) => [...bannerRules(data), ...rightsRules(data)],
  path: () => "/",
  unique: [],
};
