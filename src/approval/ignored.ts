import type { Assignment } from "./assign.ts";
import type { IgnoredReason } from "./decision.ts";
import { holds, isShared } from "./eligible.ts";
import { isExpired, isFresh } from "./freshness.ts";
import { loginKey, sameLogin } from "./login.ts";
import { isSuperseded, type Opinion } from "./opinions.ts";
import { type Candidate, openSeats, type Puzzle, seatedIn } from "./puzzle.ts";
import { bySubmission } from "./snapshot.ts";
import type { Chain } from "./veto.ts";

/** The first reason that concerns an approval by itself; null when it may fill a slot. */
export function refusal(
  chain: Chain,
  opinion: Opinion,
  own: readonly Opinion[],
  now: number,
): IgnoredReason | null {
  const { policy, snapshot } = chain;
  const { review } = opinion;
  if (!review.user) return "UNKNOWN_REVIEWER";
  if (review.user_type !== "User") return "BOT_REVIEW";
  if (isAuthor(chain, review.user)) return "SELF_APPROVAL";
  if (isExcludedContributor(chain, review.user)) return "CONTRIBUTOR_APPROVAL";
  if (rolesAt(chain, review.user, review.at).length === 0) return "NOT_ELIGIBLE";
  if (isSuperseded(opinion, own)) return "SUPERSEDED";
  if (!isFresh(policy, snapshot, review)) return "STALE_APPROVAL";
  return isExpired(policy, review, now) ? "EXPIRED" : null;
}

/** Rule 8: whether a signature of `login` can never count for this pull request. */
export function isExcluded(chain: Chain, login: string): boolean {
  return isAuthor(chain, login) || isExcludedContributor(chain, login);
}

/** The slots of the chain that `login` may fill with a review submitted at `at`. */
export function rolesAt({ policy, stages }: Chain, login: string, at: number): string[] {
  if (isShared(policy, login)) return [];
  return stages.flatMap(({ slots }) => slots).filter((slot) => holds(policy, slot, login, at));
}

/** Why an approval that may fill a slot fills none; null when it does fill one. */
export function passedOver(
  puzzle: Puzzle,
  { seating, completed }: Assignment,
  one: Candidate,
): IgnoredReason | null {
  const seated = [...seating.values()].flat();
  if (seated.some((other) => other.review.id === one.review.id)) return null;
  const isEarly = (at: number) =>
    at > completed ||
    puzzle.ranks
      .slice(0, at)
      .flatMap(({ slots }) => slots.flatMap((slot) => seatedIn(seating, slot.role)))
      .some((other) => bySubmission(one.review, other.review) <= 0);
  const open = puzzle.ranks.flatMap(({ slots }, at) =>
    slots
      .filter((slot) => one.roles.includes(slot.role) && openSeats(seating, slot) > 0)
      .map(() => at),
  );
  if (open.length === 0) return "NOT_NEEDED";
  // In turn and yet passed over: its author counts for another rank, or for this slot, already.
  return open.some(isEarly) ? "OUT_OF_TURN" : "SAME_PERSON";
}

function isAuthor({ snapshot }: Chain, login: string): boolean {
  return sameLogin(login, snapshot.pr.author);
}

function isExcludedContributor({ policy, contributors }: Chain, login: string): boolean {
  return policy.options.exclude_contributors && contributors.has(loginKey(login));
}
