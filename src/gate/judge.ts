import type { PullSummary } from "../adapters/github/read.ts";
import { chainOf } from "../approval/chain.ts";
import { decide } from "../approval/decide.ts";
import type { Check } from "../approval/decision.ts";
import type { Doors } from "./doors.ts";
import { type Picture, readPicture } from "./picture.ts";
import type { Judged } from "./report.ts";
import { subjectOf } from "./subject.ts";
import { text } from "./text.ts";
import { turnSince } from "./turn.ts";

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
export async function judge(doors: Doors, picture: Picture): Promise<Judgement> {
  const { pull, policy, snapshot } = picture;
  const sharing = await doors.github.pullsWithHead(pull.head);
  const others = sharing.filter((one) => one.number !== pull.number && one.head === pull.head);
  const siblings = await Promise.all(
    others.filter((one) => one.base === pull.base).map((one) => judgeSibling(doors, one)),
  );
  const head = await headNow(doors, pull.number, sharing);
  const posted = decide(policy, withSiblings(picture, siblings, head), doors.now());
  const judged = await judgeAlone(doors, picture);
  const headMoved = posted.reason === "HEAD_MOVED" || head !== snapshot.pr.head;
  return { ...judged, picture, siblings, check: posted.check, headMoved };
}

async function judgeSibling(doors: Doors, { number }: PullSummary): Promise<Judged> {
  return judgeAlone(doors, await readPicture(doors, await doors.github.pull(number)));
}

function withSiblings({ pull, snapshot }: Picture, siblings: readonly Judged[], head: string) {
  const sibling_prs = siblings.map(({ number, decision }) => ({
    number,
    base: pull.base,
    decision: decision.decision,
  }));
  return { ...snapshot, head_at_post: head, sibling_prs };
}

// The list of pull requests at the commit tells the head as well; only when the commit is no
// longer anybody's head a further call is needed.
async function headNow(doors: Doors, number: number, sharing: readonly PullSummary[]) {
  const listed = sharing.find((one) => one.number === number);
  return listed ? listed.head : (await doors.github.pull(number)).head;
}

/** The decision as if nobody shared the commit: the same whoever of those who share it is asked. */
async function judgeAlone({ git, now }: Doors, picture: Picture): Promise<Judged> {
  const { pull, policy, people, snapshot, timeline, tip } = picture;
  const at = now();
  const decision = decide(policy, snapshot, at, people);
  const conflicts = decision.decision === "approved" ? await git.conflicts(tip, pull.head) : [];
  const view = chainOf(policy, snapshot, decision, at);
  return {
    number: pull.number,
    decision,
    view,
    people,
    subject: subjectOf(snapshot.files ?? []),
    since: turnSince(picture, decision, view.chain),
    involved: [pull.author, ...timeline.reviews.map((one) => one.user)].filter(
      (one) => one !== null,
    ),
    hindrance: conflicts.length > 0 ? text.conflict(conflicts) : null,
  };
}
