import type { Check } from "./decision.ts";
import type { Snapshot } from "./snapshot.ts";

/** Rule 11: what one decision alone posts; a decision that is not known counts as failure. */
export function checkOf(decision: string | null | undefined): Check {
  if (decision === "approved") return "success";
  if (decision === "pending") return "in_progress";
  return decision === "not_applicable" ? null : "failure";
}

/** Rule 11: the worst of this result and those of the open siblings on the same base. */
export function withSiblings(own: Check, { pr, sibling_prs }: Snapshot): Check {
  if (own === null) return null;
  const others = sibling_prs
    .filter((one) => !one.base || one.base === pr.base)
    .filter((one) => one.number !== pr.number)
    .map((one) => checkOf(one.decision) ?? "failure");
  const all = [own, ...others];
  if (all.includes("failure")) return "failure";
  return all.includes("in_progress") ? "in_progress" : "success";
}
