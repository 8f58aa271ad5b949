import { unprocessable } from "./errors.ts";
import { tellReview } from "./events.ts";
import type { PullRecord, ReviewRecord } from "./records.ts";
import { addEvent } from "./timeline.ts";
import type { Forge } from "./types.ts";

export type Verdict = "APPROVE" | "REQUEST_CHANGES" | "COMMENT";

const stateOf = {
  APPROVE: "APPROVED",
  REQUEST_CHANGES: "CHANGES_REQUESTED",
  COMMENT: "COMMENTED",
} as const;

/**
 * Submits a review: bound to its commit, no more waiting for this person. A review with id 0 is
 * kept from here on. Throws 422 for a verdict on one's own pull request and for missing words.
 */
export function submitReview(
  forge: Forge,
  given: PullRecord,
  review: ReviewRecord,
  event: Verdict,
  body: string,
): ReviewRecord {
  const pull = forge.store.pull.get(given.id) ?? given;
  requireOther(pull, review.userId, event);
  if (event !== "APPROVE" && body === "")
    throw unprocessable("Unprocessable Entity", ["Body can't be blank"]);
  const now = forge.now();
  const { id, ...draft } = review;
  const sent = { ...draft, state: stateOf[event], body, submittedAt: now };
  const submitted = forge.store.atomically(() => {
    const kept = id === 0 ? forge.store.review.insert(sent) : forge.store.review.update(id, sent);
    const requested = pull.requested.filter((one) => one !== review.userId);
    forge.store.pull.update(pull.id, { requested, updatedAt: now });
    addEvent(forge, pull.number, "reviewed", review.userId, { review_id: kept.id });
    return kept;
  });
  tellReview(forge, "submitted", review.userId, pull, submitted);
  return submitted;
}

function requireOther(pull: PullRecord, userId: number, event: Verdict): void {
  if (pull.authorId !== userId || event === "COMMENT") return;
  const deed = event === "APPROVE" ? "approve" : "request changes on";
  throw unprocessable("Unprocessable Entity", [`Review Can not ${deed} your own pull request`]);
}

/** A review is bound to a commit of the pull request itself: not of its base, not of another. */
export async function requireOwnCommit(
  forge: Forge,
  pull: PullRecord,
  commit: string | undefined,
): Promise<void> {
  if (commit === undefined || commit === pull.headSha) return;
  const { git } = forge;
  const known = /^[0-9a-f]{40}$/.test(commit) && (await git.objectType(commit)) === "commit";
  if (known && (await git.isAncestor(commit, pull.headSha)))
    if (!(await git.isAncestor(commit, pull.baseSha))) return;
  throw unprocessable("Unprocessable Entity", ["The commit_id is not part of the pull request"]);
}
