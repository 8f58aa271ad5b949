import * as z from "zod";
import type { Collection } from "./collection.ts";
import { metaOf, type PartialMeta } from "./field.ts";
import { collections } from "./paths.ts";

/** The editors' guide to every field, in Chinese Markdown (docs/field-guide.md). */
export function fieldGuide(): string {
  const parts = collections.flatMap((one) => [
    `## ${one.label}`,
    "",
    one.description,
    "",
    ...tables(one),
  ]);
  return `${["# 编辑字段说明", "", "本页由内容模型生成，请勿手改。", "", ...parts].join("\n").trimEnd()}\n`;
}

function tables(one: Collection): string[] {
  if (!one.files) return table(one.schema);
  return Object.values(one.files).flatMap((file) => [
    `### ${file.label}`,
    "",
    ...table(file.schema),
  ]);
}

function table(schema: z.ZodObject): string[] {
  const rows = Object.entries(schema.shape).map(([name, type]) => row(name, type));
  return ["| 字段 | 必填 | 说明 |", "|---|---|---|", ...rows, ""];
}

function row(name: string, type: z.ZodType): string {
  const meta = deepMeta(type);
  const optional = type instanceof z.ZodOptional || type instanceof z.ZodDefault;
  const choices = Object.values(meta.options ?? {}).join("、");
  const notes = [meta.hint, choices && `可选：${choices}。`].filter(Boolean).join("");
  return `| ${meta.label ?? name} | ${optional ? "" : "是"} | ${notes} |`;
}

function deepMeta(type: z.ZodType): PartialMeta {
  const inner =
    type instanceof z.ZodOptional || type instanceof z.ZodDefault ? type.unwrap() : null;
  return { ...(inner instanceof z.ZodType ? deepMeta(inner) : {}), ...metaOf(type) };
}
