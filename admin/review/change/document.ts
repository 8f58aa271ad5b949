import { parse } from "yaml";
import { frontMatterOf } from "../../../src/base/front-matter.ts";

/** An entry's fields and text, as one version of its file has them. */
export interface Document {
  readonly data: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const fences = /^---[ \t]*\n(?:[\s\S]*?\n)?---[ \t]*(?:\n|$)/;

/** Reads a Markdown file; null for one that is not there or cannot be read. */
export function readDocument(source: string | null): Document | null {
  if (source === null) return null;
  const text = source.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  try {
    const data: unknown = parse(frontMatterOf(text) ?? "") ?? {};
    return isRecord(data) ? { data, body: text.replace(fences, "").trim() } : null;
  } catch {
    return null;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
