import { createHash } from "node:crypto";
import { isRegularFile } from "../adapters/git/changes.ts";
import type { TreeFile } from "../adapters/git/objects.ts";
import type { Finding } from "../base/finding.ts";
import type { Doors } from "./doors.ts";

/** Some state of the content: all its Markdown files, and every file below content/. */
interface ContentInput {
  readonly documents: readonly { readonly path: string; readonly source: string }[];
  readonly paths: ReadonlySet<string>;
}

export type ContentCheck = (input: ContentInput) => readonly Finding[];

export type ContentFile = Pick<TreeFile, "path" | "blob" | "mode">;
export type Findings = (files: readonly ContentFile[]) => Promise<readonly Finding[]>;

const kept = 64;

/** Checks a state of the content; the same files again are answered from memory. */
export function createFindings(doors: Pick<Doors, "git" | "checkContent">): Findings {
  const known = new Map<string, readonly Finding[]>();
  return async (files) => {
    const key = keyOf(files);
    const found = known.get(key) ?? (await check(doors, files));
    known.delete(key);
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > kept && oldest !== undefined) known.delete(oldest);
    return found;
  };
}

function keyOf(files: readonly ContentFile[]): string {
  const hash = createHash("sha256");
  for (const { path, blob, mode } of files) hash.update(`${mode} ${blob} ${path}\0`);
  return hash.digest("hex");
}

async function check(
  { git, checkContent }: Pick<Doors, "git" | "checkContent">,
  files: readonly ContentFile[],
) {
  const documents = files.filter(({ path, mode }) => path.endsWith(".md") && isRegularFile(mode));
  const blobs = await git.blobs(documents.map((file) => file.blob));
  return checkContent({
    documents: documents.map(({ path, blob }) => ({
      path,
      source: (blobs.get(blob) ?? Buffer.alloc(0)).toString("utf8"),
    })),
    paths: new Set(files.map((file) => file.path)),
  });
}
