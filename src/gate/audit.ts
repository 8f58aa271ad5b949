import type { History, HistoryCommit } from "../adapters/git/history.ts";
import type { Mirror } from "../adapters/git/mirror.ts";
import type { GitHubReader } from "../adapters/github/read.ts";
import { decide } from "../approval/decide.ts";
import { filesOf } from "./files.ts";
import { type ApprovalRecord, parseRecord } from "./record.ts";
import { readPolicy } from "./settings.ts";
import { auditText as text } from "./text.ts";

/** One commit of main and what speaks against it; nothing does when `problems` is empty. */
export interface Audited {
  readonly commit: HistoryCommit;
  readonly record: ApprovalRecord | null;
  /** Who moved main to it, as GitHub knows; null where GitHub was not asked. */
  readonly pusher: string | null;
  readonly problems: readonly string[];
  /** What could not be looked at here. */
  readonly unseen: readonly string[];
}

export interface AuditDoors {
  readonly history: History;
  readonly git: Mirror;
  /** Null audits from the records alone. */
  readonly github: Pick<GitHubReader, "pull" | "timeline" | "pushes"> | null;
}

/**
 * Whether every commit of a range came from a pull request whose chain was complete for exactly
 * that content. The class of each file, the order of the signatures and who may give them are
 * judged anew by the policy that stood before the commit; with GitHub, the reviews are looked up.
 */
export async function audit(doors: AuditDoors, range: string, branch: string): Promise<Audited[]> {
  const commits = await doors.history.commits(range);
  const pushes = (await doors.github?.pushes(branch)) ?? null;
  const pusherOf = new Map(pushes?.map((one) => [one.sha, one]));
  const audited: Audited[] = [];
  for (const commit of commits) {
    const push = pusherOf.get(commit.sha);
    const record = parseRecord(commit.message);
    const unseen: string[] = [];
    const problems = record
      ? [...(await recordProblems(doors, commit, record, unseen))]
      : [text.noRecord];
    if (pushes && record) problems.push(...(await reviewProblems(doors, record)));
    if (pushes && push?.kind !== "pr_merge") problems.push(text.notMerged(push?.kind ?? null));
    audited.push({ commit, record, pusher: push?.actor ?? null, problems, unseen });
  }
  return audited;
}

interface Since {
  readonly range: string;
  /** What the range leaves out, in words: an audit is never silent about what it did not look at. */
  readonly told: string;
}

/**
 * Everything on a branch since the gate first merged: what was there before the repository was
 * protected had no chain to be complete. The whole branch where the gate never merged.
 */
export async function sinceFirstRecord(history: History, branch: string): Promise<Since> {
  const commits = await history.commits(branch);
  const at = commits.findLastIndex((one) => parseRecord(one.message));
  const first = commits[at];
  if (!first) return { range: branch, told: text.neverMerged(branch, commits.length) };
  const before = commits.length - at - 1;
  const range = before > 0 ? `${first.sha}^..${branch}` : branch;
  return { range, told: text.since(first.sha, first.at, before) };
}

async function recordProblems(
  doors: AuditDoors,
  commit: HistoryCommit,
  record: ApprovalRecord,
  unseen: string[],
): Promise<string[]> {
  const [parent, ...others] = commit.parents;
  if (!parent || others.length > 0) return [text.notSquashed];
  const policy = await readPolicy(doors.git, parent);
  const before = await doors.git.readFile(record.policy, policyPath).catch(() => null);
  const now = await doors.git.readFile(parent, policyPath);
  return [
    ...(now && before?.equals(now) ? [] : [text.otherPolicy]),
    ...(await contentProblems(doors, commit, parent, record, unseen)),
    ...(await chainProblems(doors, commit, parent, record, policy)),
  ];
}

const policyPath = ".github/approval.yml";

async function contentProblems(
  { history, git }: AuditDoors,
  commit: HistoryCommit,
  parent: string,
  { head, fingerprint }: ApprovalRecord,
  unseen: string[],
): Promise<string[]> {
  if (!(await history.has(head))) {
    unseen.push(text.headMissing);
    return [];
  }
  const same = (await git.fingerprint(parent, head)) === fingerprint;
  const tree = await history.mergedTree(parent, head);
  return same && tree === commit.tree ? [] : [text.otherContent];
}

// The decision is made again from what the commit really changed, so that a record cannot claim a
// class, an order or a role that the policy does not give.
async function chainProblems(
  { git }: AuditDoors,
  commit: HistoryCommit,
  parent: string,
  record: ApprovalRecord,
  policy: unknown,
): Promise<string[]> {
  const changes = await git.changes(parent, commit.sha);
  const files = await filesOf(git, changes, { mergeBase: parent, tip: parent }, policy);
  const reviews = Object.values(record.signatures)
    .flat()
    .map(({ review, user, at }) => ({
      id: review,
      user,
      user_type: "User",
      state: "APPROVED",
      commit: commit.sha,
      at,
    }));
  const snapshot = {
    pr: {
      number: record.pull,
      author: record.author,
      base: branchOf(policy),
      head: commit.sha,
      state: "open",
      draft: false,
      labels: [],
    },
    files,
    commits: [
      { sha: commit.sha, author: record.author, committer: record.author, parents: [parent] },
    ],
    reviews: reviews.filter((one, at) => reviews.findIndex(({ id }) => id === one.id) === at),
  };
  const last = Math.max(0, ...reviews.map((one) => Date.parse(one.at)));
  const decision = decide(policy, snapshot, last);
  return decision.decision === "approved"
    ? []
    : [text.incomplete(decision.explanation[0] ?? decision.reason)];
}

function branchOf(policy: unknown): string {
  const named = typeof policy === "object" && policy !== null && "default_branch" in policy;
  return named ? String(policy.default_branch) : "";
}

async function reviewProblems({ github }: AuditDoors, record: ApprovalRecord): Promise<string[]> {
  if (!github) return [];
  const pull = await github.pull(record.pull).catch(() => null);
  if (!pull || pull.head !== record.head) return [text.otherPull(record.pull)];
  const { reviews } = await github.timeline(record.pull);
  return Object.values(record.signatures)
    .flat()
    .filter(({ review, user, commit }) => {
      const found = reviews.find((one) => one.id === review);
      return found?.user !== user || found.commit !== commit || found.state !== "APPROVED";
    })
    .map(({ review, user }) => text.noReview(review, user));
}
