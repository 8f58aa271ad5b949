import * as z from "zod";
import { allow, requireUser } from "../access.ts";
import { readBody } from "../body.ts";
import { forbidden, notFound, problem, unprocessable } from "../errors.ts";
import { findPull, wholeParam } from "../find.ts";
import { paginate } from "../paginate.ts";
import { dismissReview, mayDismiss } from "../pull-state.ts";
import type { ReviewRecord } from "../records.ts";
import { requireOwnCommit, submitReview } from "../review.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { reviewView } from "../views/pull.ts";

const verdict = z.enum(["APPROVE", "REQUEST_CHANGES", "COMMENT"]);
const newReview = z.object({
  event: verdict.optional(),
  body: z.string().nullish(),
  commit_id: z.string().optional(),
  comments: z.array(z.unknown()).optional(),
});
const submission = z.object({ event: verdict, body: z.string().nullish() });
const dismissal = z.object({ message: z.string().min(1), event: z.literal("DISMISS").optional() });
const rewording = z.object({ body: z.string() });

const base = "/pulls/:number/reviews";

/** https://docs.github.com/rest/pulls/reviews */
export function reviewRoutes(app: ForgeApp, forge: Forge): void {
  readRoutes(app, forge);
  submitRoutes(app, forge);
  changeRoutes(app, forge);
}

function readRoutes(app: ForgeApp, forge: Forge): void {
  app.get(base, (c) => {
    allow(c, "pull_requests", "read");
    const { number } = findPull(forge, c);
    const reviews = forge.store.review.filter((one) => one.pull === number && isVisible(c, one));
    return c.json(paginate(c, reviews).map((one) => reviewView(forge, one)));
  });
  app.get(`${base}/:id`, (c) => {
    allow(c, "pull_requests", "read");
    return c.json(reviewView(forge, findReview(forge, c)));
  });
  app.get(`${base}/:id/comments`, (c) => {
    allow(c, "pull_requests", "read");
    findReview(forge, c);
    return c.json([]);
  });
}

function submitRoutes(app: ForgeApp, forge: Forge): void {
  app.post(base, async (c) => {
    allow(c, "pull_requests", "write", "read");
    const userId = requireUser(c);
    const pull = findPull(forge, c);
    const { event, body, commit_id: commit, comments = [] } = await readBody(c, newReview);
    if (comments.length > 0)
      throw problem(501, "Not Implemented by the forge: comments on single lines");
    await requireOwnCommit(forge, pull, commit);
    const draft = { pull: pull.number, userId, body: body ?? "", commit: commit ?? pull.headSha };
    const review = forge.store.atomically(() => {
      const pending = keepDraft(forge, draft, event === undefined);
      return event ? submitReview(forge, pull, pending, event, body ?? "") : pending;
    });
    return c.json(reviewView(forge, review));
  });
  app.post(`${base}/:id/events`, async (c) => {
    allow(c, "pull_requests", "write", "read");
    const review = findDraft(forge, c);
    const { event, body } = await readBody(c, submission);
    const pull = findPull(forge, c);
    return c.json(reviewView(forge, submitReview(forge, pull, review, event, body || review.body)));
  });
}

type Draft = Pick<ReviewRecord, "pull" | "userId" | "body" | "commit">;

// A review that is sent at once is refused before anything of it is kept.
function keepDraft(forge: Forge, draft: Draft, pending: boolean): ReviewRecord {
  const own = (one: ReviewRecord) =>
    one.state === "PENDING" && one.pull === draft.pull && one.userId === draft.userId;
  if (pending && forge.store.review.find(own))
    throw unprocessable("User can only have one pending review per pull request");
  const empty = { ...draft, state: "PENDING", submittedAt: null } as const;
  return pending ? forge.store.review.insert(empty) : { ...empty, id: 0 };
}

function changeRoutes(app: ForgeApp, forge: Forge): void {
  app.put(`${base}/:id`, async (c) => {
    allow(c, "pull_requests", "write", "read");
    const review = findReview(forge, c);
    if (review.userId !== requireUser(c)) throw forbidden("Must be the author of the review.");
    const { body } = await readBody(c, rewording);
    return c.json(reviewView(forge, forge.store.review.update(review.id, { body })));
  });
  app.delete(`${base}/:id`, (c) => {
    allow(c, "pull_requests", "write", "read");
    const review = findDraft(forge, c);
    forge.store.review.remove(review.id);
    return c.json(reviewView(forge, review));
  });
  app.put(`${base}/:id/dismissals`, async (c) => {
    allow(c, "pull_requests", "write");
    const review = findReview(forge, c);
    const { message } = await readBody(c, dismissal);
    mayDismiss(forge, findPull(forge, c), c.get("actor"));
    if (review.state !== "APPROVED" && review.state !== "CHANGES_REQUESTED")
      throw unprocessable("Can not dismiss a commented pull request review");
    dismissReview(forge, requireUser(c), review.id, message);
    return c.json(reviewView(forge, findReview(forge, c)));
  });
}

/** Nobody sees another's review before it is submitted. */
function isVisible(c: ForgeContext, review: ReviewRecord): boolean {
  const actor = c.get("actor");
  return review.state !== "PENDING" || ("userId" in actor && actor.userId === review.userId);
}

function findReview(forge: Forge, c: ForgeContext): ReviewRecord {
  const review = forge.store.review.get(wholeParam(c, "id"));
  if (review?.pull !== findPull(forge, c).number || !isVisible(c, review)) throw notFound();
  return review;
}

function findDraft(forge: Forge, c: ForgeContext): ReviewRecord {
  const review = findReview(forge, c);
  if (review.state !== "PENDING") throw unprocessable("Can not change a submitted review");
  return review;
}
