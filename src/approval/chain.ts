import { type ClassOfFiles, classify, stagesOf } from "./classes.ts";
import type { Decision } from "./decision.ts";
import { principalOf, requiredCount, type StandIn, signers, standIns } from "./eligible.ts";
import { type Policy, parsePolicy } from "./policy.ts";
import { parseSnapshot, type Review, type Snapshot } from "./snapshot.ts";

interface Signature {
  readonly login: string;
  readonly review: number;
  /** Milliseconds. */
  readonly at: number;
  /** Whose deputy the signer was; null for a holder of the role. */
  readonly principal: string | null;
}

export interface ChainSlot {
  readonly role: string;
  /** Who may sign it now, deputies included. */
  readonly holders: readonly string[];
  /** Those of them who are deputies. */
  readonly deputies: readonly StandIn[];
  readonly required: number;
  readonly signed: readonly Signature[];
}

export interface ChainRank {
  readonly rank: string;
  readonly slots: readonly ChainSlot[];
}

/**
 * The chain as a person wants to see it: the ids of the classes, and every rank in order with who
 * signed it and who may. Empty when the policy is invalid or the files are not known.
 */
export function chainOf(
  policyInput: unknown,
  snapshotInput: unknown,
  decision: Pick<Decision, "counted">,
  now: number,
): { readonly classes: readonly string[]; readonly chain: readonly ChainRank[] } {
  const parsed = parsePolicy(policyInput);
  if (!parsed.ok) return { classes: [], chain: [] };
  const view = viewOf(parsed.policy, parseSnapshot(snapshotInput), decision.counted, now);
  return { classes: view.classes.map((one) => one.id), chain: view.chain };
}

export interface ChainView {
  readonly classes: readonly ClassOfFiles[];
  readonly chain: readonly ChainRank[];
}

/** As `chainOf`, for what is read already, with the paths of each class. */
export function viewOf(
  policy: Policy,
  snapshot: Snapshot,
  counted: Decision["counted"],
  now: number,
): ChainView {
  const classes = classify(policy, snapshot.files ?? []);
  const reviews = new Map(snapshot.reviews.map((one) => [one.id, one]));
  const slotOf = (role: string): ChainSlot => ({
    role,
    holders: signers(policy, role, now),
    deputies: standIns(policy, role, now),
    required: requiredCount(policy, role),
    signed: (counted[role] ?? []).flatMap((id) => signature(policy, role, reviews.get(id))),
  });
  const chain = stagesOf(policy, classes).map(({ rank, slots }) => ({
    rank,
    slots: slots.map(slotOf),
  }));
  return { classes, chain };
}

function signature(policy: Policy, role: string, review: Review | undefined): Signature[] {
  if (!review?.user) return [];
  const { user: login, id, at } = review;
  return [{ login, review: id, at, principal: principalOf(policy, role, login, at) }];
}
