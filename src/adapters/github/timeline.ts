import * as z from "zod";

interface TimelineReview {
  readonly id: number;
  readonly user: string | null;
  readonly user_type: string | null;
  /** In capitals, as the reviews API spells it. */
  readonly state: string;
  readonly commit: string | null;
  readonly at: string;
}

interface TimelineDismissal {
  readonly review_id: number;
  readonly actor: string | null;
  readonly previous_state: string;
  readonly at: string;
}

/** What the history of a pull request tells a gate. */
export interface Timeline {
  readonly reviews: readonly TimelineReview[];
  readonly dismissals: readonly TimelineDismissal[];
  /** When the pull request was last pointed at another branch. */
  readonly baseChangedAt: string | null;
  /** Whose signature the App itself asked for. */
  readonly askedByApp: ReadonlySet<string>;
  /** The App's own comments, earlier first. */
  readonly comments: readonly { readonly id: number; readonly body: string }[];
}

const account = z.object({ login: z.string(), type: z.string().nullish() }).nullish();
type Account = z.infer<typeof account>;

const base = z.object({ actor: account, created_at: z.string() });
const reviewed = z.object({
  id: z.number(),
  user: account,
  state: z.string(),
  commit_id: z.string().nullish(),
  submitted_at: z.string(),
});
const dismissed = base.extend({
  dismissed_review: z.object({ review_id: z.number(), state: z.string() }),
});
const requested = z.object({ review_requester: account, requested_reviewer: account });
const commented = z.object({ id: z.number(), user: account, body: z.string().nullish() });

/**
 * Reads the events of `GET issues/{n}/timeline`, earlier first, as the App `self` sees them. Kinds
 * that decide nothing are passed over; a deciding one in another form throws.
 */
export function readTimeline(events: readonly unknown[], self: string): Timeline {
  const retargets = [
    ...pick(events, "base_ref_changed", base),
    ...pick(events, "automatic_base_change_succeeded", base),
  ];
  const asked = pick(events, "review_requested", requested).filter((one) =>
    isSelf(one.review_requester, self),
  );
  return {
    reviews: pick(events, "reviewed", reviewed).map((one) => ({
      id: one.id,
      user: loginOf(one.user),
      user_type: one.user?.type ?? null,
      state: one.state.toUpperCase(),
      commit: one.commit_id ?? null,
      at: one.submitted_at,
    })),
    dismissals: pick(events, "review_dismissed", dismissed).map((one) => ({
      review_id: one.dismissed_review.review_id,
      actor: loginOf(one.actor),
      previous_state: one.dismissed_review.state.toUpperCase(),
      at: one.created_at,
    })),
    baseChangedAt: latest(retargets.map((one) => one.created_at)),
    askedByApp: new Set(
      asked.flatMap(({ requested_reviewer: one }) => (one ? [one.login.toLowerCase()] : [])),
    ),
    comments: pick(events, "commented", commented)
      .filter((one) => isSelf(one.user, self))
      .map((one) => ({ id: one.id, body: one.body ?? "" })),
  };
}

/** GitHub shows a deleted account as nobody, or as the account "ghost". */
export function loginOf(user: Account): string | null {
  return user && user.login !== "ghost" ? user.login : null;
}

function isSelf(user: Account, self: string): boolean {
  return user?.login.toLowerCase() === self.toLowerCase();
}

function pick<T extends z.ZodType>(
  events: readonly unknown[],
  kind: string,
  schema: T,
): z.infer<T>[] {
  return events.filter((one) => kindOf(one) === kind).map((one) => schema.parse(one));
}

function kindOf(event: unknown): unknown {
  return typeof event === "object" && event !== null && "event" in event ? event.event : null;
}

function latest(times: readonly string[]): string | null {
  return times.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null;
}
