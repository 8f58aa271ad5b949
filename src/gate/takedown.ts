import type { History } from "../adapters/git/history.ts";
import type { Mirror } from "../adapters/git/mirror.ts";
import type { Proposal } from "../adapters/github/propose.ts";
import { type People, personName, roleName } from "../approval/people.ts";
import { canBeWithdrawn } from "../model/paths.ts";
import { parseRecord } from "./record.ts";
import { takedownText as text } from "./text.ts";

/** A commit of the main branch that brought a file to where it is. */
export interface PublishedChange {
  readonly sha: string;
  readonly at: string;
  /** Who is told as the author where the commit has no record. */
  readonly author: string;
  readonly message: string;
}

export interface Takedown {
  readonly paths: readonly string[];
  readonly reason: string;
  readonly branch: string;
  readonly base: string;
  /** Who is told: the general manager. */
  readonly tell: readonly string[];
  readonly people: People;
}

/** What was asked cannot be taken down; the message tells people why and what to do. */
export class TakedownError extends Error {}

interface Doors {
  readonly history: History;
  readonly git: Mirror;
}

/**
 * A pull request that only withdraws: a page's status becomes `withdrawn`, everything else of it
 * stays; a file without front matter is removed. It names who wrote and who signed (rule 6.7).
 * Throws TakedownError for a path that is not there, and for a page that has no status to withdraw it by.
 */
export async function takedownOf(doors: Doors, given: Takedown): Promise<Proposal> {
  const files = await Promise.all(
    given.paths.map((path) => withdrawn(doors.git, given.base, path)),
  );
  const changed = await Promise.all(
    given.paths.map(async (path) => ({
      path,
      changes: await changesOf(doors, given.base, path),
    })),
  );
  return {
    branch: given.branch,
    base: given.base,
    title: text.title(given.paths),
    body: takedownBody(given, changed),
    label: "decap-cms/pending_review",
    files,
  };
}

/** What the pull request says: why, who wrote and who signed each change of each file, who is told. */
export function takedownBody(
  { reason, tell, people }: Pick<Takedown, "reason" | "tell" | "people">,
  files: readonly { readonly path: string; readonly changes: readonly PublishedChange[] }[],
): string {
  const reports = files.flatMap(({ path, changes }) => [
    text.file(path),
    ...changes.map((one) => lineOf(one, people)),
  ]);
  return [text.reason(reason), ...reports, text.tell(tell)].join("\n\n");
}

async function withdrawn(git: Mirror, rev: string, path: string) {
  const bytes = await git.readFile(rev, path);
  if (!bytes) throw new TakedownError(text.missing(path));
  if (path.endsWith(".md") && !canBeWithdrawn(path)) throw new TakedownError(text.noStatus(path));
  return { path, text: withdrawnText(bytes.toString("utf8"), path) };
}

/** The page with nothing but its status changed; null for what can only be removed. */
export function withdrawnText(source: string, path: string): string | null {
  const matter = /^---\r?\n[\s\S]*?\r?\n---/.exec(source)?.[0];
  if (!path.endsWith(".md") || !matter) return null;
  const status = /^status:.*$/m;
  const next = status.test(matter)
    ? matter.replace(status, "status: withdrawn")
    : matter.replace(/^---(\r?\n)/, "---$1status: withdrawn$1");
  return next + source.slice(matter.length);
}

/** How many changes of a file are told. */
export const changesTold = 20;

/** The changes of a file, the newest first. */
async function changesOf(
  { history, git }: Doors,
  rev: string,
  path: string,
): Promise<PublishedChange[]> {
  const found: PublishedChange[] = [];
  for (const one of await history.commits(rev)) {
    if (found.length === changesTold) break;
    const before = one.parents[0] ? await git.readFile(one.parents[0], path) : null;
    const after = await git.readFile(one.sha, path);
    if (before === after || (before && after && before.equals(after))) continue;
    found.push(one);
  }
  return found;
}

function lineOf({ sha, at, author, message }: PublishedChange, people: People): string {
  const record = parseRecord(message);
  const signers = Object.entries(record?.signatures ?? {}).flatMap(([role, all]) =>
    all.map((one) => text.signer(roleName(role), personName(people, one.user), one.at)),
  );
  const what = record ? `#${record.pull}` : sha.slice(0, 12);
  return text.change(what, at, personName(people, record?.author ?? author), signers);
}
