import type { Decision } from "../approval/decision.ts";
import { signedAt } from "./clock.ts";
import { comment } from "./comment.ts";
import { postContent } from "./content.ts";
import { type Doors, Refusal } from "./doors.ts";
import { awaited, type Judgement, judge } from "./judge.ts";
import { type MergeOutcome, mergeApproved } from "./merge.ts";
import { turnOf } from "./notice.ts";
import { readPicture } from "./picture.ts";
import { putChanged } from "./put.ts";
import { checkName, failureReport, reportOf } from "./report.ts";
import { planLabels, planRequests } from "./requests.ts";
import { text } from "./text.ts";
import { openWorkshop, type Workshop } from "./workshop.ts";

export interface Outcome {
  readonly number: number;
  /** Null when the pull request is closed or could not be judged. */
  readonly decision: Decision | null;
  /** The merge commit, when this evaluation merged. */
  readonly merged: string | null;
  /** Approved, and what keeps it from being merged. */
  readonly blocked: string | null;
  /** When the last signature was given; null while one is missing. */
  readonly signedAt: string | null;
  /** Requests to GitHub. */
  readonly calls: number;
  readonly failed: boolean;
}

export interface Gate {
  /**
   * Reads one pull request, decides, and brings GitHub in line: check runs, review requests, merge.
   * Doing it again changes nothing. Never throws: what goes wrong is logged and never approved.
   */
  evaluate(number: number): Promise<Outcome>;
  /** Reads and decides as `evaluate` does and writes nothing; null for a closed pull request. */
  explain(number: number): Promise<Judgement | null>;
  /** The numbers of all open pull requests. */
  open(): Promise<number[]>;
}

// Each round is a new picture; a head that moves faster is judged by the event of its last push.
const rounds = 3;

export function createGate(world: Doors): Gate {
  const doors = openWorkshop(world);
  return {
    evaluate: (number) => evaluate(doors, number),
    explain: async (number) => {
      const pull = await doors.github.pull(number);
      return pull.state === "open" ? judge(doors, await readPicture(doors, pull)) : null;
    },
    open: async () => (await doors.github.openPulls()).map((one) => one.number),
  };
}

type Result = Omit<Outcome, "number" | "calls">;
const nothing: Result = {
  decision: null,
  merged: null,
  blocked: null,
  signedAt: null,
  failed: false,
};

async function evaluate(doors: Workshop, number: number): Promise<Outcome> {
  const { value, calls } = await doors.github.counted(() => safely(doors, number));
  return { number, ...value, calls };
}

async function safely(doors: Workshop, number: number): Promise<Result> {
  const seen: { head: string | null } = { head: null };
  return inRounds(doors, number, seen).catch(async (error: unknown) => {
    doors.log(`Cannot judge pull request ${number}`, error);
    if (seen.head) await postFailure(doors, seen.head, error);
    return { ...nothing, failed: true };
  });
}

async function inRounds(
  doors: Workshop,
  number: number,
  seen: { head: string | null },
): Promise<Result> {
  for (let round = 0; round < rounds; round += 1) {
    const pull = await doors.github.pull(number);
    if (pull.state !== "open") return nothing;
    seen.head = pull.head;
    const judgement = await judge(doors, await readPicture(doors, pull));
    const { decision } = judgement;
    if (judgement.headMoved) continue;
    const outcome = await carryOut(doors, judgement);
    if (outcome?.kind === "again") continue;
    const merged = outcome?.kind === "merged" ? outcome.sha : null;
    const blocked = outcome?.kind === "blocked" ? outcome.why : null;
    return { decision, merged, blocked, signedAt: signedAt(judgement), failed: false };
  }
  throw new Error(`pull request ${number} changed during each of ${rounds} readings`);
}

async function carryOut(doors: Workshop, judgement: Judgement): Promise<MergeOutcome | null> {
  const { decision, picture, check } = judgement;
  if (check === null) return null;
  // Whose turn it is comes first: people wait for it, and the content takes longer to look at.
  const report = reportOf(picture.pull.head, check, [judgement, ...judgement.siblings]);
  await putChanged(doors, report, picture.checks);
  const { fault } = await postContent(doors, picture);
  if (decision.decision === "pending" || judgement.mended) {
    await askNext(doors, judgement);
    announceTurn(doors, judgement, report.title);
  }
  if (check !== "success" || fault !== null) {
    await label(doors, picture, false);
    return check === "success" && fault !== null ? { kind: "blocked", why: fault } : null;
  }
  return attempt(doors, "merge", async () => {
    const outcome = await mergeApproved(doors, judgement);
    if (outcome.kind === "again") return outcome;
    // A merged one has left the board: it takes no label any more.
    if (outcome.kind === "blocked") await label(doors, picture, true);
    await comment(doors, picture, outcome.kind === "blocked" ? outcome.why : null);
    return outcome;
  });
}

// The commit's own check run remembers, over every restart, what has been told about it.
function announceTurn(doors: Doors, judgement: Judgement, title: string): void {
  const before = judgement.picture.checks.findLast((one) => one.name === checkName);
  const turn = turnOf(judgement);
  if (turn && before?.title !== title) doors.announce(turn);
}

async function askNext(doors: Doors, judgement: Judgement): Promise<void> {
  const { pull, timeline } = judgement.picture;
  const { ask, remove } = planRequests({
    author: pull.author,
    waitingFor: awaited(judgement),
    requested: pull.requested,
    askedByGate: timeline.askedByApp,
  });
  const { github } = doors;
  if (ask.length > 0) await attempt(doors, "ask", () => github.requestReviewers(pull.number, ask));
  if (remove.length > 0)
    await attempt(doors, "take back", () => github.removeReviewers(pull.number, remove));
}

async function label(doors: Doors, { pull }: Judgement["picture"], approved: boolean) {
  const labels = planLabels(pull.labels, approved);
  if (!labels) return;
  await attempt(doors, "label", () => doors.github.setLabels(pull.number, labels));
}

// What follows the check run is a service to people: its failure must not undo a right decision.
async function attempt<T>(doors: Doors, what: string, act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    doors.log(`Cannot ${what}`, error);
    return null;
  }
}

async function postFailure(doors: Doors, head: string, error: unknown): Promise<void> {
  const summary = error instanceof Refusal ? error.message : text.unavailableSummary;
  await attempt(doors, `post "${checkName}"`, async () => {
    await putChanged(doors, failureReport(head, summary), await doors.github.checkRuns(head));
  });
}
