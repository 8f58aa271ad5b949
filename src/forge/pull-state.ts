import * as z from "zod";
import { forbidden } from "./errors.ts";
import { tellPull, tellReview } from "./events.ts";
import { sameContent } from "./mergeability.ts";
import type { PullRecord } from "./records.ts";
import { rulesFor } from "./rules.ts";
import { addEvent } from "./timeline.ts";
import type { Actor, Forge } from "./types.ts";

/** Closes a pull request (merged or not) and tells the hooks. */
export function closePull(forge: Forge, actorId: number, id: number): void {
  const now = forge.now();
  const pull = forge.store.atomically(() => {
    const closed = forge.store.pull.update(id, { state: "closed", closedAt: now, updatedAt: now });
    const commit = { commit_id: closed.mergeCommit };
    if (closed.mergedAt) addEvent(forge, closed.number, "merged", actorId, commit);
    addEvent(forge, closed.number, "closed", actorId, {});
    return closed;
  });
  tellPull(forge, "closed", actorId, pull);
}

/** What a push does to approvals where the rules say so, unless it left the changes as they were. */
export async function dismissStale(
  forge: Forge,
  actorId: number,
  pull: PullRecord,
  previous: string,
): Promise<void> {
  const on = rulesFor(forge, pull.base, null).some(
    (rule) => rule.parameters.dismiss_stale_reviews_on_push === true,
  );
  if (!on || (await sameContent(forge, pull, previous))) return;
  const approvals = forge.store.review.filter(
    (one) => one.pull === pull.number && one.state === "APPROVED",
  );
  for (const one of approvals)
    dismissReview(forge, actorId, one.id, null, { dismissal_commit_id: pull.headSha });
}

/** A dismissed review keeps its text; who dismissed it and what it said stand in the timeline. */
export function dismissReview(
  forge: Forge,
  actorId: number,
  id: number,
  message: string | null,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const before = forge.store.review.get(id);
  const pull = forge.store.pull.find((one) => one.number === before?.pull);
  if (!before || !pull) return;
  const dismissed = {
    state: before.state.toLowerCase(),
    review_id: id,
    dismissal_message: message,
  };
  const review = forge.store.atomically(() => {
    const detail = { dismissed_review: { ...dismissed, ...more } };
    addEvent(forge, pull.number, "review_dismissed", actorId, detail);
    return forge.store.review.update(id, { state: "DISMISSED" });
  });
  tellReview(forge, "dismissed", actorId, pull, review);
}

const restriction = z.object({
  enabled: z.boolean(),
  allowed_actors: z.array(z.object({ id: z.number(), type: z.string().optional() })).default([]),
});

/** Throws 403 where the rules name who may dismiss and the actor is not among them. */
export function mayDismiss(forge: Forge, pull: PullRecord, actor: Actor): void {
  for (const { parameters } of rulesFor(forge, pull.base, null)) {
    const { data } = restriction.safeParse(parameters.dismissal_restriction);
    if (!data?.enabled) continue;
    const ids =
      actor.kind === "app" ? [actor.userId, actor.appId] : "userId" in actor ? [actor.userId] : [];
    if (!data.allowed_actors.some((one) => ids.includes(one.id)))
      throw forbidden("You're not authorized to dismiss reviews on this branch.");
  }
}
