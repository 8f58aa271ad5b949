import { countApprovals } from "./approvals.ts";
import { viewOf } from "./chain.ts";
import { checkOf, withSiblings } from "./check.ts";
import { classify, stagesOf } from "./classes.ts";
import { contributors } from "./contributors.ts";
import type { Decision } from "./decision.ts";
import { type Bare, explanationOf } from "./explain.ts";
import { opinionsOf } from "./opinions.ts";
import type { People } from "./people.ts";
import { type ParsedPolicy, type Policy, parsePolicy } from "./policy.ts";
import { beforeOpinions, beforePolicy, type Early } from "./preconditions.ts";
import { parseSnapshot, type Snapshot } from "./snapshot.ts";
import { standingVeto, type Veto } from "./veto.ts";

/**
 * The gate's decision about one pull request (approval contract, rules 1 to 13).
 * `policyInput` is the policy of the base branch as plain data, `snapshotInput` the contract's JSON
 * form, `now` milliseconds; `people` gives the explanation names and decides nothing.
 * Never throws for bad data: what cannot be read is never approved.
 */
export function decide(
  policyInput: unknown,
  snapshotInput: unknown,
  now: number,
  people: People = {},
): Decision {
  return decideParsed(parsePolicy(policyInput), snapshotInput, now, people);
}

/** As `decide`, for one who decides often under one policy: its globs are compiled already. */
export function decideParsed(
  parsed: ParsedPolicy,
  snapshotInput: unknown,
  now: number,
  people: People = {},
): Decision {
  const snapshot = parseSnapshot(snapshotInput);
  const outcome = judge(parsed, snapshot, now);
  const own = checkOf(outcome.bare.decision);
  const check = withSiblings(own, snapshot);
  const view = parsed.ok ? viewOf(parsed.policy, snapshot, outcome.bare.counted, now) : null;
  const told = { ...outcome, view, reviews: snapshot.reviews, own, check };
  const { by, ...rest } = outcome.bare;
  return {
    ...rest,
    check,
    ...(by === undefined ? {} : { by }),
    explanation: explanationOf(told, people),
  };
}

interface Outcome {
  readonly bare: Bare;
  readonly details: readonly string[];
  readonly veto: Veto | null;
}

function judge(parsed: ParsedPolicy, snapshot: Snapshot, now: number): Outcome {
  const first = beforePolicy(parsed, snapshot);
  if (first || !parsed.ok)
    return exit(first ?? { decision: "error", reason: "POLICY_INVALID", details: [] });
  const second = beforeOpinions(parsed.policy, snapshot);
  return second ? exit(second) : onOpinions(parsed.policy, snapshot, now);
}

function exit({ decision, reason, details }: Early, veto: Veto | null = null): Outcome {
  const bare = { decision, stage: null, reason, counted: {}, ignored: {}, waiting_for: [] };
  return { bare: veto ? { ...bare, by: veto.by } : bare, details, veto };
}

function onOpinions(policy: Policy, snapshot: Snapshot, now: number): Outcome {
  const stages = stagesOf(policy, classify(policy, snapshot.files ?? []));
  const chain = { policy, snapshot, stages, contributors: contributors(snapshot) };
  const opinions = opinionsOf(snapshot);
  const veto = standingVeto(chain, opinions);
  if (veto) return exit({ decision: "rejected", reason: veto.reason, details: [] }, veto);
  const { latestIgnored, waitingFor, ...state } = countApprovals(chain, opinions, now);
  const reason = waitingFor.length === 0 ? "NO_ELIGIBLE_APPROVER" : (latestIgnored ?? "WAITING");
  const verdict =
    state.stage === null
      ? ({ decision: "approved", reason: "ALL_STAGES_APPROVED" } as const)
      : ({ decision: "pending", reason } as const);
  return { bare: { ...verdict, ...state, waiting_for: waitingFor }, details: [], veto: null };
}
