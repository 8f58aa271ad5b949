import type { History } from "../adapters/git/history.ts";
import type { Mirror } from "../adapters/git/mirror.ts";
import type { Proposal } from "../adapters/github/propose.ts";
import { type People, personName, roleName } from "../approval/people.ts";
import { canBeWithdrawn } from "../model/paths.ts";
import { parseRecord } from "./record.ts";
import { takedownText as text } from "./text.ts";

/** One change that brought a file to where it is, and who answers for it. */
interface Responsible {
  readonly commit: string;
  readonly at: string;
  /** The login of the author; for a commit without a record, what git has. */
  readonly author: string;
  readonly pull: number | null;
  readonly signatures: readonly {
    readonly role: string;
    readonly user: string;
    readonly at: string;
  }[];
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

interface Doors {
  readonly history: History;
  readonly git: Mirror;
}

/**
 * A pull request that only withdraws: a page's status becomes `withdrawn`, everything else of it
 * stays; a file without front matter is removed. It names who wrote and who signed (rule 6.7).
 * Throws for a path that is not there, and for a page that has no status to withdraw it by.
 */
export async function takedownOf(doors: Doors, given: Takedown): Promise<Proposal> {
  const files = await Promise.all(
    given.paths.map((path) => withdrawn(doors.git, given.base, path)),
  );
  const reports = await Promise.all(
    given.paths.map(async (path) => [
      text.file(path),
      ...(await responsible(doors, given.base, path)).map((one) => lineOf(one, given.people)),
    ]),
  );
  return {
    branch: given.branch,
    base: given.base,
    title: text.title(given.paths),
    body: [text.reason(given.reason), ...reports.flat(), text.tell(given.tell)].join("\n\n"),
    label: "decap-cms/pending_review",
    files,
  };
}

async function withdrawn(git: Mirror, rev: string, path: string) {
  if (path.endsWith(".md") && !canBeWithdrawn(path)) throw new Error(text.noStatus(path));
  const bytes = await git.readFile(rev, path);
  if (!bytes) throw new Error(text.missing(path));
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

const enough = 20;

/** Who wrote and who signed each change of a file, the newest first. */
async function responsible(
  { history, git }: Doors,
  rev: string,
  path: string,
): Promise<Responsible[]> {
  const found: Responsible[] = [];
  for (const { sha, parents, at, author, message } of await history.commits(rev)) {
    if (found.length === enough) break;
    const before = parents[0] ? await git.readFile(parents[0], path) : null;
    const after = await git.readFile(sha, path);
    if (before === after || (before && after && before.equals(after))) continue;
    const record = parseRecord(message);
    const signatures = Object.entries(record?.signatures ?? {}).flatMap(([role, all]) =>
      all.map((one) => ({ role, user: one.user, at: one.at })),
    );
    const who = record ? record.author : author;
    found.push({ commit: sha, at, author: who, pull: record?.pull ?? null, signatures });
  }
  return found;
}

function lineOf({ commit, at, author, pull, signatures }: Responsible, people: People): string {
  const signers = signatures.map((one) =>
    text.signer(roleName(one.role), personName(people, one.user), one.at),
  );
  return text.change(
    pull === null ? commit.slice(0, 12) : `#${pull}`,
    at,
    personName(people, author),
    signers,
  );
}
