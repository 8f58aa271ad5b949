import { allowAny } from "../access.ts";
import { findPull } from "../find.ts";
import { paginate } from "../paginate.ts";
import { commitsOf } from "../pull-size.ts";
import type { PullRecord } from "../records.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { commentedView, committedView, eventView, reviewedView } from "../views/event.ts";

/** https://docs.github.com/rest/issues/timeline and …/rest/issues/events */
export function timelineRoutes(app: ForgeApp, forge: Forge): void {
  const read = (c: ForgeContext) => allowAny(c, ["issues", "pull_requests"], "read");
  app.get("/issues/:number/events", (c) => {
    read(c);
    const { number } = findPull(forge, c);
    const all = forge.store.event.filter((one) => one.pull === number && one.event !== "reviewed");
    return c.json(paginate(c, all).map((one) => eventView(forge, one)));
  });
  app.get("/issues/:number/timeline", async (c) => {
    read(c);
    const entries = await timelineOf(forge, findPull(forge, c));
    return c.json(paginate(c, entries).map((one) => one.view()));
  });
}

interface Entry {
  readonly at: string;
  readonly view: () => Record<string, unknown>;
}

/** Everything that happened, earlier first; commits by the time they were made. */
async function timelineOf(forge: Forge, pull: PullRecord): Promise<Entry[]> {
  const commits = (await commitsOf(forge, pull)).map((one) => ({
    at: one.committer.date,
    view: () => committedView(forge, one),
  }));
  const comments = forge.store.comment
    .filter((one) => one.pull === pull.number)
    .map((one) => ({ at: one.createdAt, view: () => commentedView(forge, one) }));
  const entries = [...commits, ...comments, ...eventsOf(forge, pull)];
  return entries.sort((a, b) => a.at.localeCompare(b.at));
}

function eventsOf(forge: Forge, pull: PullRecord): Entry[] {
  const events = forge.store.event.filter((one) => one.pull === pull.number);
  return events.flatMap((event): Entry[] => {
    if (event.event !== "reviewed")
      return [{ at: event.createdAt, view: () => eventView(forge, event) }];
    const review = forge.store.review.get(Number(event.detail.review_id));
    return review ? [{ at: event.createdAt, view: () => reviewedView(forge, review) }] : [];
  });
}
