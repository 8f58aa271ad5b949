import type { Policy } from "./policy.ts";
import { fingerprintOf, type Review, type Snapshot } from "./snapshot.ts";

/** Rule 6: whether a review still speaks about what the head says. */
export function isFresh({ options }: Policy, snapshot: Snapshot, review: Review): boolean {
  if (!review.commit || Number.isNaN(review.at) || isBeforeRetarget(snapshot, review)) return false;
  const { head } = snapshot.pr;
  if (review.commit === head) return true;
  if (!options.keep_if_content_identical) return false;
  return fingerprintOf(snapshot, review.commit) === fingerprintOf(snapshot, head);
}

const day = 24 * 3600 * 1000;

/** Rule 6: whether an approval is older than the policy lets it grow. */
export function isExpired({ options }: Policy, review: Review, now: number): boolean {
  const days = options.approval_ttl_days;
  return days !== null && !(now - review.at <= days * day);
}

// When the change of base has no readable time, nothing is known to be after it.
function isBeforeRetarget({ base_changed_at }: Snapshot, review: Review): boolean {
  return base_changed_at !== null && !(review.at >= base_changed_at);
}
