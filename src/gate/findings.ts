import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { isRegularFile } from "../adapters/git/changes.ts";
import type { TreeFile } from "../adapters/git/objects.ts";
import type { Finding } from "../base/finding.ts";
import type { Doors } from "./doors.ts";

/** Some state of the content: all its Markdown files, and every file below content/. */
interface ContentInput {
  readonly documents: readonly Source[];
  readonly files: readonly ContentFile[];
  /** Whose own text and bytes are looked at; what files are to each other is looked at in all. */
  readonly changed: ReadonlySet<string>;
  /** The base branch's own files in `.github/`, those in `banned/` included. */
  readonly rules: readonly Source[];
  /** The bytes of a file's blob. */
  readonly read: (blob: string) => Promise<Uint8Array>;
  /** Milliseconds. */
  readonly now: number;
}

interface Source {
  readonly path: string;
  readonly source: string;
}

export type ContentCheck = (input: ContentInput) => Promise<readonly Finding[]>;

export type ContentFile = Pick<TreeFile, "path" | "blob" | "mode">;
/** The findings about files of the content, by the rules of a commit of the base branch. */
export type Findings = (
  files: readonly ContentFile[],
  tip: string,
  changed: ReadonlySet<string>,
) => Promise<readonly Finding[]>;

const kept = 64;

/** Checks a state of the content; the same files again are answered from memory. */
export function createFindings(doors: Tools): Findings {
  const known = new LRUCache<string, readonly Finding[]>({ max: kept });
  return async (files, tip, changed) => {
    const rules = (await doors.git.files(tip, ".github")).filter(isRuleFile);
    const key = keyOf([...rules, ...files], changed);
    const found = known.get(key) ?? (await check(doors, files, rules, changed));
    known.set(key, found);
    return found;
  };
}

function keyOf(files: readonly ContentFile[], changed: ReadonlySet<string>): string {
  const hash = createHash("sha256").update(JSON.stringify([...changed].sort()));
  for (const { path, blob, mode } of files) hash.update(`${mode} ${blob} ${path}\0`);
  return hash.digest("hex");
}

type Tools = Pick<Doors, "git" | "checkContent" | "now">;

function isRuleFile({ path, mode }: ContentFile): boolean {
  return /\.ya?ml$/.test(path) && isRegularFile(mode) && !path.includes("/workflows/");
}

async function check(
  { git, checkContent, now }: Tools,
  files: readonly ContentFile[],
  rules: readonly ContentFile[],
  changed: ReadonlySet<string>,
): Promise<readonly Finding[]> {
  const documents = files.filter(({ path, mode }) => path.endsWith(".md") && isRegularFile(mode));
  const blobs = await git.blobs([...documents, ...rules].map((file) => file.blob));
  const sourceOf = ({ path, blob }: ContentFile) => ({
    path,
    source: (blobs.get(blob) ?? Buffer.alloc(0)).toString("utf8"),
  });
  return checkContent({
    documents: documents.map(sourceOf),
    files,
    changed,
    rules: rules.map(sourceOf),
    read: async (blob) => (await git.blobs([blob])).get(blob) ?? Buffer.alloc(0),
    now: now(),
  });
}
