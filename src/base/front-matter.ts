import matter from "gray-matter";
import { parse, YAMLParseError } from "yaml";

export interface FrontMatter {
  readonly data: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Why front matter cannot be read, and where, counted from 1 in the file. */
export class FrontMatterError extends Error {
  /** `fence`, `mapping`, or the code of the YAML parser's error. */
  readonly code: string;
  readonly line: number;
  readonly column: number;

  constructor(code: string, line = 1, column = 1) {
    super(`cannot read the front matter: ${code} at ${line}:${column}`);
    this.code = code;
    this.line = line;
    this.column = column;
  }
}

const refused = {
  parse(): never {
    throw new FrontMatterError("fence");
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

const fenced = /^---[ \t]*\n((?:[\s\S]*?\n)?)---[ \t]*(?:\n|$)/;

/**
 * The YAML between the two lines `---`; null where the file has no front matter. It starts on the
 * file's second line.
 */
export function frontMatterOf(source: string): string | null {
  return fenced.exec(plain(source))?.[1] ?? null;
}

/**
 * Splits a Markdown source into its YAML front matter and its body. Never runs code.
 * A file without front matter has empty data; line ends become LF. Throws FrontMatterError when the
 * opening line is not closed, names another language, or what is between is not a YAML mapping.
 */
export function parseFrontMatter(source: string): FrontMatter {
  const text = plain(source);
  if (text.startsWith("---") && !fenced.test(text)) throw new FrontMatterError("fence");
  const file = read(text);
  if (!isRecord(file.data)) throw new FrontMatterError("mapping", 2);
  return { data: file.data, body: file.content };
}

function read(text: string) {
  try {
    // Passing options keeps gray-matter from serving a mutable object out of its cache.
    return matter(text, { engines, language: "yaml" });
  } catch (error) {
    // What stands for something that is not there is noticed only when the values are put together.
    if (error instanceof ReferenceError) throw new FrontMatterError("BAD_ALIAS");
    if (!(error instanceof YAMLParseError)) throw error;
    // The YAML is handed over with the line end of the opening line, so that lines are the file's.
    const [{ line, col }] = error.linePos ?? [{ line: 1, col: 1 }];
    throw new FrontMatterError(error.code, line, col);
  }
}

function plain(source: string): string {
  return source.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
