import { type Assignment, assign } from "./assign.ts";
import type { IgnoredReason } from "./decision.ts";
import { requiredCount, signers } from "./eligible.ts";
import { isExcluded, passedOver, refusal, rolesAt } from "./ignored.ts";
import { loginKey } from "./login.ts";
import { byPerson, isApproval, type Opinion } from "./opinions.ts";
import { type Candidate, type Puzzle, puzzleFor } from "./puzzle.ts";
import type { Chain } from "./veto.ts";
import { waitingFor } from "./waiting.ts";

export interface ApprovalState {
  /** The rank that waits; null when every slot is filled. */
  readonly stage: string | null;
  readonly counted: Readonly<Record<string, readonly number[]>>;
  readonly ignored: Readonly<Record<string, IgnoredReason>>;
  readonly waitingFor: readonly string[];
  /** Why the latest approval that does not count is passed over; null when there is none. */
  readonly latestIgnored: IgnoredReason | null;
}

/** Rules 2 to 8: which approvals count for which slot, why the others do not, and who is next. */
export function countApprovals(
  chain: Chain,
  opinions: readonly Opinion[],
  now: number,
): ApprovalState {
  const judged = judge(chain, opinions, now);
  const puzzle = puzzleOf(
    chain,
    judged.flatMap(({ candidate }) => candidate ?? []),
    now,
  );
  const assignment = assign(puzzle);
  const ignored = judged.flatMap(({ id, refused, candidate }) => {
    const reason = refused ?? (candidate && passedOver(puzzle, assignment, candidate));
    return reason ? [[id, reason] as const] : [];
  });
  return {
    stage: puzzle.ranks[assignment.completed]?.rank ?? null,
    counted: countedIds(puzzle, assignment),
    ignored: Object.fromEntries(ignored),
    waitingFor: waitingFor(puzzle, assignment, (role) => signers(chain.policy, role, now)),
    latestIgnored: ignored.at(-1)?.[1] ?? null,
  };
}

interface Judged {
  readonly id: number;
  readonly refused: IgnoredReason | null;
  readonly candidate: Candidate | null;
}

/** Every approval, earlier first: refused by itself, or a candidate. */
function judge(chain: Chain, opinions: readonly Opinion[], now: number): Judged[] {
  const people = byPerson(opinions);
  return opinions.filter(isApproval).map((opinion) => {
    const { review } = opinion;
    const own = people.get(loginKey(review.user ?? "")) ?? [];
    const refused = refusal(chain, opinion, own, now);
    return { id: review.id, refused, candidate: refused ? null : candidateOf(chain, opinion) };
  });
}

function candidateOf(chain: Chain, { review }: Opinion): Candidate {
  const user = review.user ?? "";
  return { review, person: loginKey(user), roles: rolesAt(chain, user, review.at) };
}

function puzzleOf(chain: Chain, candidates: readonly Candidate[], now: number): Puzzle {
  const { policy, stages } = chain;
  const free = (role: string) =>
    signers(policy, role, now)
      .filter((login) => !isExcluded(chain, login))
      .map(loginKey);
  const slotOf = (role: string) => ({
    role,
    needed: requiredCount(policy, role),
    free: free(role),
  });
  const ranks = stages.map(({ rank, slots }) => ({ rank, slots: slots.map(slotOf) }));
  return puzzleFor(ranks, candidates, policy.options.distinct_approvers);
}

function countedIds({ ranks }: Puzzle, { seating }: Assignment): Record<string, number[]> {
  const filled = ranks
    .flatMap(({ slots }) => slots)
    .map(({ role }) => [role, (seating.get(role) ?? []).map((one) => one.review.id)] as const)
    .filter(([, ids]) => ids.length > 0);
  return Object.fromEntries(filled);
}
