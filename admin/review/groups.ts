import type { Overview } from "./api/read.ts";
import { turnOf } from "./report.ts";

export interface Groups {
  /** What waits for this person, the longest wait first. */
  readonly mine: readonly Overview[];
  readonly waiting: readonly Overview[];
  /** Drafts and what was sent back. */
  readonly stopped: readonly Overview[];
}

export function groupsOf(open: readonly Overview[], login: string): Groups {
  const mine = (one: Overview) =>
    turnOf(one.report, login, one.pull.user?.login ?? null) === "mine";
  const stopped = ({ report }: Overview) => report !== null && report.decision.stage === null;
  const others = open.filter((one) => !mine(one));
  return {
    mine: open.filter(mine).toSorted((a, b) => sinceOf(a).localeCompare(sinceOf(b))),
    waiting: others.filter((one) => !stopped(one)),
    stopped: others.filter(stopped),
  };
}

/** Since when a change waits for the one whose turn it is. */
export function sinceOf({ report, pull }: Overview): string {
  return report?.since ?? pull.created_at;
}
