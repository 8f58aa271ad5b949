import type { FileChange } from "../adapters/git/changes.ts";
import type { Mirror } from "../adapters/git/mirror.ts";
import { parsePolicy } from "../approval/policy.ts";
import type { SnapshotInput } from "../approval/snapshot.ts";
import { type Document, readDocuments, type Versions } from "./documents.ts";
import { flagsOf } from "./flags.ts";

type File = NonNullable<SnapshotInput["files"]>[number];
type Matter = Record<string, unknown>;

/**
 * The diff as GitHub counts it. For a large change GitHub stops looking for renames; then the view
 * without them, which brings the same paths, is the one that agrees with its count.
 */
export async function readChanges(
  git: Mirror,
  mergeBase: string,
  head: string,
  count: number,
): Promise<readonly FileChange[]> {
  const renamed = await git.changes(mergeBase, head);
  if (renamed.length === count) return renamed;
  const plain = await git.changes(mergeBase, head, false);
  return plain.length === count ? plain : renamed;
}

/** The changed files in the contract's form. */
export async function filesOf(
  git: Mirror,
  changes: readonly FileChange[],
  at: { readonly mergeBase: string; readonly tip: string },
  policy: unknown,
): Promise<File[]> {
  const documents = await readDocuments(git, changes, at);
  const marks = everyMark(policy);
  return changes.map((change) => fileOf(change, documents.get(change.path), marks));
}

function fileOf(change: FileChange, versions: Versions | undefined, marks: Matter): File {
  const { path, previousPath, status, newMode } = change;
  return {
    path,
    status,
    ...(previousPath === null ? {} : { previous_path: previousPath }),
    ...(status === "removed" ? {} : { mode: newMode }),
    ...(versions ? { front_matter: matters(versions, marks) } : {}),
    flags: flagsOf(change, versions?.before ?? null, versions?.head ?? null),
  };
}

function matters(
  { base, head }: Versions,
  marks: Matter,
): { base: Matter | null; head: Matter | null } {
  const matter = (document: Document) =>
    document === "unreadable" ? marks : document && { ...document.data };
  return { base: matter(base), head: matter(head) };
}

/** Front matter that every condition of the policy matches: what cannot be read might say anything. */
function everyMark(policyInput: unknown): Matter {
  const parsed = parsePolicy(policyInput);
  const marks = new Map<string, unknown[]>();
  for (const { when } of parsed.ok ? parsed.policy.classes : [])
    for (const [key, values] of Object.entries(when ?? {}))
      marks.set(key, [...(marks.get(key) ?? []), ...values]);
  return Object.fromEntries(marks);
}
