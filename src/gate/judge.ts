import type { RemoteRef } from "../adapters/git/refs.ts";
import type { PullRequest, PullSummary } from "../adapters/github/read.ts";
import { chainOf } from "../approval/chain.ts";
import { decide } from "../approval/decide.ts";
import type { Check, Decision } from "../approval/decision.ts";
import { sameLogin } from "../approval/login.ts";
import type { Doors } from "./doors.ts";
import { type Picture, readPicture } from "./picture.ts";
import type { Judged } from "./report.ts";
import { subjectOf } from "./subject.ts";
import { text } from "./text.ts";
import { turnSince } from "./turn.ts";
import type { Workshop } from "./workshop.ts";

export interface Judgement extends Judged {
  readonly picture: Picture;
  /** The other open pull requests with this head on the same base. */
  readonly siblings: readonly Judged[];
  /** What the commit deserves, which is the worst of all that share it. */
  readonly check: Check;
  readonly headMoved: boolean;
}

/**
 * Decides one pull request, its open siblings first: a check run belongs to the commit they share.
 * The head is read again last, so that what is posted speaks about what is there.
 */
export async function judge(doors: Workshop, picture: Picture): Promise<Judgement> {
  const { pull, policy, snapshot } = picture;
  const refs = await doors.git.refs();
  const shared = isShared(refs, pull);
  const siblings = shared ? await judgeSiblings(doors, pull) : [];
  const head = headNow(shared ? await doors.git.refs() : refs, pull);
  const posted = decide(policy, withSiblings(picture, siblings, head), doors.now());
  const judged = await judgeAlone(doors, picture);
  const headMoved = posted.reason === "HEAD_MOVED" || head !== snapshot.pr.head;
  return { ...judged, picture, siblings, check: posted.check, headMoved };
}

// Whatever shares the commit has a ref there, an open one of another repository too: only where
// git shows one that is not this pull request's own, GitHub is asked whose it is.
function isShared(refs: readonly RemoteRef[], { number, branch, head }: PullRequest): boolean {
  const own = [branchName(branch), `refs/pull/${number}/head`];
  return refs.some((one) => one.sha === head && !own.includes(one.name));
}

// The branch itself, which moves before what GitHub tells about it does; null when it is gone.
function headNow(refs: readonly RemoteRef[], { branch, head }: PullRequest): string | null {
  const shas = refs.filter((one) => one.name === branchName(branch)).map((one) => one.sha);
  return shas.find((sha) => sha !== head) ?? shas[0] ?? null;
}

function branchName(branch: string): string {
  return `refs/heads/${branch}`;
}

async function judgeSiblings(doors: Workshop, pull: PullRequest): Promise<Judged[]> {
  const sharing = await doors.github.pullsWithHead(pull.head);
  const others = sharing.filter((one) => one.number !== pull.number && one.head === pull.head);
  return Promise.all(
    others.filter((one) => one.base === pull.base).map((one) => judgeSibling(doors, one)),
  );
}

async function judgeSibling(doors: Workshop, { number }: PullSummary): Promise<Judged> {
  return judgeAlone(doors, await readPicture(doors, await doors.github.pull(number)));
}

function withSiblings(
  { pull, snapshot }: Picture,
  siblings: readonly Judged[],
  head: string | null,
) {
  const sibling_prs = siblings.map(({ number, decision }) => ({
    number,
    base: pull.base,
    decision: decision.decision,
  }));
  return { ...snapshot, head_at_post: head, sibling_prs };
}

/** The decision as if nobody shared the commit: the same whoever of those who share it is asked. */
async function judgeAlone({ git, now }: Doors, picture: Picture): Promise<Judged> {
  const { pull, policy, people, snapshot, timeline, tip } = picture;
  const at = now();
  const decision = decide(policy, snapshot, at, people);
  const conflicts = decision.decision === "approved" ? await git.conflicts(tip, pull.head) : [];
  const view = chainOf(policy, snapshot, decision, at);
  const mended = isMended(picture, decision);
  return {
    number: pull.number,
    decision,
    view,
    people,
    subject: subjectOf(snapshot.files ?? []),
    since: mended ? picture.pushedAt : turnSince(picture, decision, view.chain),
    mended,
    involved: [pull.author, ...timeline.reviews.map((one) => one.user)].filter(
      (one) => one !== null,
    ),
    hindrance: conflicts.length > 0 ? text.conflict(conflicts) : null,
  };
}

// A veto stands until whoever gave it approves, however much was mended since.
function isMended({ pull, timeline }: Picture, { reason, by }: Decision): boolean {
  if (reason !== "CHANGES_REQUESTED") return false;
  const veto = timeline.reviews.findLast(
    (one) => sameLogin(one.user, by) && one.state === "CHANGES_REQUESTED",
  );
  return veto !== undefined && veto.commit !== pull.head;
}

/** Who is to sign next: those whose turn it is, or who sent back what has been mended. */
export function awaited({ decision, mended }: Judged): readonly string[] {
  return mended && decision.by ? [decision.by] : decision.waiting_for;
}
