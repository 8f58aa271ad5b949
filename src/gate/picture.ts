import type { FileChange } from "../adapters/git/changes.ts";
import type { CheckRun, PullCommit, PullRequest, Push } from "../adapters/github/read.ts";
import type { Timeline } from "../adapters/github/timeline.ts";
import type { People } from "../approval/people.ts";
import type { SnapshotInput } from "../approval/snapshot.ts";
import { type Doors, Refusal } from "./doors.ts";
import { filesOf, readChanges } from "./files.ts";
import { readPeople, readPolicy } from "./settings.ts";
import { text } from "./text.ts";
import type { Workshop } from "./workshop.ts";

/** Everything that was read about one pull request, at one moment. */
export interface Picture {
  readonly pull: PullRequest;
  readonly snapshot: SnapshotInput;
  /** The base branch's own, never the pull request's. */
  readonly policy: unknown;
  readonly people: People;
  readonly timeline: Timeline;
  readonly checks: readonly CheckRun[];
  readonly changes: readonly FileChange[];
  /** When the head was pushed; null where GitHub's activity does not reach back that far. */
  readonly pushedAt: string | null;
  /** The commit of the base branch. */
  readonly tip: string;
}

/** Reads a pull request whole. Throws Refusal for one that cannot be judged at all. */
export async function readPicture(doors: Workshop, pull: PullRequest): Promise<Picture> {
  const { github } = doors;
  if (pull.fromFork) throw new Refusal(text.fromFork);
  const [commits, timeline, allPushes, checks] = await Promise.all([
    doors.commits(pull),
    github.timeline(pull.number),
    github.pushes(pull.branch),
    github.checkRuns(pull.head),
  ]);
  const pushes = ofThisLife(allPushes, pull.createdAt);
  const history = await readHistory(doors, pull, { commits, timeline, pushes });
  const snapshot = {
    pr: {
      number: pull.number,
      author: pull.author,
      base: pull.base,
      head: pull.head,
      state: pull.state,
      draft: pull.draft,
      labels: [...pull.labels],
    },
    files: history.files,
    files_total: pull.fileCount,
    commits: commits.map((one) => ({ ...one, parents: [...one.parents] })),
    commits_total: pull.commitCount,
    reviews: [...timeline.reviews],
    pushes: pushes.map(({ sha, actor, at }) => ({ sha, actor, at })),
    fingerprints: history.fingerprints,
    dismissals: [...timeline.dismissals],
    base_changed_at: timeline.baseChangedAt,
  };
  const { policy, people, changes, tip } = history;
  const pushedAt = pushes.at(-1)?.at ?? null;
  return { pull, snapshot, policy, people, timeline, checks, changes, pushedAt, tip };
}

interface Histories {
  readonly commits: readonly PullCommit[];
  readonly timeline: Timeline;
  readonly pushes: readonly Push[];
}

/** What git tells, after one fetch. */
async function readHistory({ github, git }: Doors, pull: PullRequest, histories: Histories) {
  const branches = [...new Set([github.defaultBranch, pull.base])];
  const told = commitsToCompare(pull.head, histories);
  const missing = await git.fetch({ branches, shas: told });
  const tip = await git.tip(pull.base);
  const trusted = branches.length > 1 ? await git.tip(github.defaultBranch) : tip;
  const mergeBase = await git.mergeBase(tip, pull.head);
  if (!mergeBase) throw new Refusal(text.noHistory);
  const policy = await readPolicy(git, trusted);
  const changes = await readChanges(git, mergeBase, pull.head, pull.fileCount);
  const fingerprints: Record<string, string> = {};
  for (const sha of told.filter((one) => !missing.has(one))) {
    const fingerprint = await git.fingerprint(tip, sha);
    if (fingerprint) fingerprints[sha] = fingerprint;
  }
  const files = await filesOf(git, changes, { mergeBase, tip }, policy);
  return { policy, people: await readPeople(git, trusted), changes, tip, files, fingerprints };
}

/** The commits whose content a rule compares: reviewed, pushed, and merges with their first parent. */
function commitsToCompare(head: string, { commits, timeline, pushes }: Histories): string[] {
  const merges = commits.filter((one) => one.parents.length === 2);
  const shas = [
    head,
    ...timeline.reviews.map((one) => one.commit),
    ...pushes.map((one) => one.sha),
    ...merges.flatMap((one) => [one.sha, one.parents[0] ?? null]),
  ];
  return [...new Set(shas.filter((sha) => sha !== null))];
}

// A branch name lives more than once: what was pushed to it before this pull request's branch was
// made belongs to an earlier one.
function ofThisLife(pushes: readonly Push[], createdAt: string): readonly Push[] {
  const made = pushes.findLastIndex(
    (one) => one.kind === "branch_creation" && Date.parse(one.at) <= Date.parse(createdAt),
  );
  return pushes.slice(Math.max(made, 0));
}
