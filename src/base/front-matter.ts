import matter from "gray-matter";
import { parse } from "yaml";

export interface FrontMatter {
  readonly data: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const refused = {
  parse(): never {
    throw new Error("front matter must be YAML");
  },
};

// gray-matter runs `---js` front matter through eval: every engine but YAML is a refusal.
// YAML is read by the 1.2 core schema, where a date stays the text that stands in the file.
const engines = {
  yaml: { parse: (text: string) => parse(text) ?? {} },
  js: refused,
  javascript: refused,
  json: refused,
  toml: refused,
  coffee: refused,
  cson: refused,
};

/**
 * Splits a Markdown source into its YAML front matter and its body. Never runs code.
 * A file without front matter has empty data. Throws when the front matter is not a YAML mapping.
 */
export function parseFrontMatter(source: string): FrontMatter {
  const text = source.replace(/^\uFEFF/, "");
  // Passing options keeps gray-matter from serving a mutable object out of its cache.
  const file = matter(text, { engines, language: "yaml" });
  if (!isRecord(file.data)) throw new Error("front matter is not a mapping of names to values");
  return { data: file.data, body: file.content };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
