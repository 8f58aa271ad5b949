import { type FileChange, isRegularFile } from "../adapters/git/changes.ts";
import type { Mirror } from "../adapters/git/mirror.ts";
import { type FrontMatter, parseFrontMatter } from "../base/front-matter.ts";

/** A Markdown file at one commit; null where there is none. */
export type Document = FrontMatter | "unreadable" | null;

/** The three versions of a changed Markdown file that a class can depend on. */
export interface Versions {
  /** Where the branch left the base branch. */
  readonly before: Document;
  readonly head: Document;
  /** On the base branch now. */
  readonly base: Document;
}

const markdown = /\.(md|mdx|markdown)$/i;

/** Reads every changed Markdown file, keyed by its path at the head. */
export async function readDocuments(
  git: Mirror,
  changes: readonly FileChange[],
  at: { readonly mergeBase: string; readonly tip: string },
): Promise<ReadonlyMap<string, Versions>> {
  const files = changes.filter((one) => markdown.test(one.path) || isFormerly(one));
  const current = await blobsAtTip(git, files, at);
  const places = files.map((one) => {
    const before = isRegularFile(one.oldMode) ? one.oldBlob : null;
    const head = isRegularFile(one.newMode) ? one.newBlob : null;
    return {
      path: one.path,
      before,
      head,
      base: current.get(one.previousPath ?? one.path) ?? before,
    };
  });
  const shas = places.flatMap(({ before, head, base }) => [before, head, base]);
  const blobs = await git.blobs(shas.filter((sha) => sha !== null));
  // Mostly the base branch has what it had when this branch left it: each blob is read once.
  const documents = new Map([...blobs].map(([sha, bytes]) => [sha, documentOf(bytes)]));
  const read = (sha: string | null) => (sha === null ? null : (documents.get(sha) ?? null));
  return new Map(
    places.map(({ path, before, head, base }) => [
      path,
      { before: read(before), head: read(head), base: read(base) },
    ]),
  );
}

function isFormerly(change: FileChange): boolean {
  return change.previousPath !== null && markdown.test(change.previousPath);
}

// The base branch may have marked a file after this branch left it: the newer mark counts.
async function blobsAtTip(
  git: Mirror,
  files: readonly FileChange[],
  { mergeBase, tip }: { readonly mergeBase: string; readonly tip: string },
): Promise<ReadonlyMap<string, string>> {
  if (mergeBase === tip || files.length === 0) return new Map();
  const regular = (await git.files(tip)).filter((file) => isRegularFile(file.mode));
  return new Map(regular.map((file) => [file.path, file.blob]));
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function documentOf(bytes: Uint8Array): Document {
  try {
    return parseFrontMatter(decoder.decode(bytes));
  } catch {
    return "unreadable";
  }
}
