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
  { history, git }: { readonly history: History; readonly git: Mirror },
  rev: string,
): Promise<Provenance[]> {
  const wanted = new Set((await git.files(rev, "content")).map((file) => file.path));
  const found: Provenance[] = [];
  for (const { sha, parents, at, message } of await history.commits(rev)) {
    const record = parseRecord(message);
    const [parent] = parents;
    if (wanted.size === 0) break;
    if (!parent) continue;
    for (const { path } of await git.changes(parent, sha)) {
      if (!wanted.delete(path) || !record) continue;
      found.push({ path, commit: sha, pull: record.pull, merged: at, signatures: rolesOf(record) });
    }
  }
  return found.sort((a, b) => a.path.localeCompare(b.path, "en"));
}

function rolesOf({ signatures }: ApprovalRecord): Provenance["signatures"] {
  return Object.entries(signatures).flatMap(([role, all]) =>
    all.map(({ at }) => ({ role, title: roleName(role), at })),
  );
}
