import type { History } from "../adapters/git/history.ts";
import type { Mirror } from "../adapters/git/mirror.ts";
import { roleName } from "../approval/people.ts";
import { type ApprovalRecord, parseRecord } from "./record.ts";

/** What stands behind a published file, without a word about who: roles only. */
interface Provenance {
  readonly path: string;
  readonly commit: string;
  readonly pull: number;
  readonly merged: string;
  readonly signatures: readonly {
    readonly role: string;
    /** The role in words. */
    readonly title: string;
    readonly at: string;
  }[];
}

/** For every file below `content/` at `rev`, the last change of it that was approved. */
export async function provenance(
  { history, git }: { readonly history: History; readonly git: Pick<Mirror, "files"> },
  rev: string,
): Promise<Provenance[]> {
  const wanted = new Set((await git.files(rev, "content")).map((file) => file.path));
  const commits = new Map((await history.commits(rev)).map((one) => [one.sha, one]));
  const found: Provenance[] = [];
  for (const { sha, paths } of await history.changed(rev, "content")) {
    const last = paths.filter((path) => wanted.delete(path));
    const commit = commits.get(sha);
    const record = commit && last.length > 0 ? parseRecord(commit.message) : null;
    if (!commit || !record) continue;
    const { pull } = record;
    const told = { commit: sha, pull, merged: commit.at, signatures: rolesOf(record) };
    found.push(...last.map((path) => ({ path, ...told })));
  }
  return found.sort((a, b) => a.path.localeCompare(b.path, "en"));
}

function rolesOf({ signatures }: ApprovalRecord): Provenance["signatures"] {
  return Object.entries(signatures).flatMap(([role, all]) =>
    all.map(({ at }) => ({ role, title: roleName(role), at })),
  );
}
