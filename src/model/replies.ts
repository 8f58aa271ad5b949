import * as z from "zod";
import type { Collection, EntryData, EntryProblem } from "./collection.ts";
import { choice, field, slug } from "./field.ts";

/** Rule 10: what customer service says. Only for the company's own people. */
export const repliesSchema = z.strictObject({
  title: field(z.string().min(1).max(40), { label: "场景", hint: "例如：顾客询问发货时间。" }),
  slug,
  kind: choice("类型", {
    opening: "开头语",
    closing: "结束语",
    reply: "答复",
    reminder: "提醒",
    complaint: "投诉与难题",
  }),
  text: field(z.string().min(1).max(300), { label: "用语", widget: "text" }),
});

function replyRules({ kind, text }: EntryData): EntryProblem[] {
  const said = String(text ?? "");
  const says = (message: string) => [{ field: "text", message }];
  if (/你(?!们好)/.test(said)) return says("对顾客请用“您”，不用“你”");
  if (kind === "opening" && !/您好/.test(said)) return says("开头语应有“您好”");
  if (kind === "closing" && !/谢/.test(said)) return says("结束语应向顾客道谢");
  if (kind === "complaint" && !/抱歉|对不起|歉意/.test(said)) return says("遇到投诉应先致歉");
  return [];
}

export const replies: Collection = {
  name: "replies",
  label: "客服用语",
  singular: "用语",
  description: "客服的规范用语，供客服人员查用，不会出现在网站上。",
  kind: "folder",
  folder: "content/replies",
  schema: repliesSchema,
  body: false,
  summary: "{{title}}",
  rules: replyRules,
  path: () => null,
  unique: [],
};
