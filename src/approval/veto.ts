import type { Stage } from "./classes.ts";
import { holds, isShared } from "./eligible.ts";
import { loginKey, sameLogin } from "./login.ts";
import { byPerson, type Opinion } from "./opinions.ts";
import type { Policy } from "./policy.ts";
import { bySubmission, type Dismissal, type Snapshot } from "./snapshot.ts";

export interface Veto {
  readonly reason: "CHANGES_REQUESTED" | "VETO_DISMISSED_BY_UNAUTHORISED";
  readonly by: string;
  /** When it was said, in milliseconds. */
  readonly at: number;
}

export interface Chain {
  readonly policy: Policy;
  readonly snapshot: Snapshot;
  readonly stages: readonly Stage[];
  readonly contributors: ReadonlySet<string>;
}

/** Rule 9: the latest veto that still stands, of anyone who holds a slot of the chain. */
export function standingVeto(chain: Chain, opinions: readonly Opinion[]): Veto | null {
  const standing = [...byPerson(opinions).values()]
    .flatMap(notLifted)
    .filter((opinion) => isVeto(chain, opinion))
    .sort((a, b) => bySubmission(a.review, b.review));
  const latest = standing.at(-1);
  if (!latest) return null;
  const reason = latest.dismissed ? "VETO_DISMISSED_BY_UNAUTHORISED" : "CHANGES_REQUESTED";
  return { reason, by: latest.review.user ?? "", at: latest.review.at };
}

// Approving lifts what the same person asked for before, even when that approval is dismissed later.
function notLifted(own: readonly Opinion[]): readonly Opinion[] {
  return own.slice(own.findLastIndex(({ said }) => said === "APPROVED") + 1);
}

function isVeto(chain: Chain, opinion: Opinion): boolean {
  const rank = rankOfPerson(chain, opinion.review.user, opinion.review.at);
  if (rank < 0) return false;
  // What was said before is unknown: it may have been a veto, so no dismissal can be checked.
  if (opinion.said === null || !opinion.dismissed) return true;
  return !chain.snapshot.dismissals
    .filter((one) => one.review_id === opinion.review.id)
    .some((one) => mayDismiss(chain, one, opinion.review.user, rank));
}

function mayDismiss(
  chain: Chain,
  { actor, at }: Dismissal,
  by: string | null,
  rank: number,
): boolean {
  const { policy } = chain;
  if (!actor || contributed(chain, actor) || isShared(policy, actor)) return false;
  return sameLogin(actor, by) || rankOfPerson(chain, actor, at) >= rank;
}

/** The place of the highest rank of this chain that a person holds at a time; -1 for none. */
function rankOfPerson({ policy, stages }: Chain, login: string | null, at: number): number {
  return stages.findLastIndex(({ slots }) => slots.some((slot) => holds(policy, slot, login, at)));
}

function contributed({ snapshot, contributors }: Chain, login: string): boolean {
  return sameLogin(login, snapshot.pr.author) || contributors.has(loginKey(login));
}
