import { loginKey } from "./login.ts";
import { bySubmission, type Dismissal, type Review, type Snapshot } from "./snapshot.ts";

type Word = "APPROVED" | "CHANGES_REQUESTED";

/** A review that says something. */
export interface Opinion {
  readonly review: Review;
  /** What was said; null when a dismissed review's words are not known. */
  readonly said: Word | null;
  readonly dismissed: boolean;
}

/**
 * Rule 5: what people said, earlier first. COMMENTED and PENDING say nothing; a review listed in
 * `dismissals` is dismissed.
 */
export function opinionsOf(snapshot: Snapshot): readonly Opinion[] {
  const dismissals = Map.groupBy(snapshot.dismissals, (one) => one.review_id);
  return [...snapshot.reviews]
    .sort(bySubmission)
    .flatMap((review) => opinionOf(review, dismissals.get(review.id) ?? []));
}

/** The opinions of each named person, earlier first, by login key. */
export function byPerson(opinions: readonly Opinion[]): ReadonlyMap<string, Opinion[]> {
  const named = opinions.filter(({ review }) => review.user !== null);
  return Map.groupBy(named, ({ review }) => loginKey(review.user ?? ""));
}

/** Rule 5: an approval stands while everything its author said later is an approval too. */
export function isSuperseded(opinion: Opinion, own: readonly Opinion[]): boolean {
  return own.slice(own.indexOf(opinion) + 1).some((later) => !isApproval(later));
}

export function isApproval({ said, dismissed }: Opinion): boolean {
  return said === "APPROVED" && !dismissed;
}

function opinionOf(review: Review, dismissals: readonly Dismissal[]): Opinion[] {
  const { state } = review;
  const dismissed = dismissals.length > 0 || state === "DISMISSED";
  if (state === "DISMISSED") return wordsBefore(review, dismissals);
  return isWord(state) ? [{ review, said: state, dismissed }] : [];
}

function wordsBefore(review: Review, dismissals: readonly Dismissal[]): Opinion[] {
  const states = dismissals.map((one) => one.previous_state?.toUpperCase());
  const said = words.find((word) => states.includes(word)) ?? null;
  return [{ review, said, dismissed: true }];
}

// A veto first: of two accounts of what was said, the less favourable one counts.
const words: readonly Word[] = ["CHANGES_REQUESTED", "APPROVED"];

function isWord(state: string): state is Word {
  return words.some((word) => word === state);
}
