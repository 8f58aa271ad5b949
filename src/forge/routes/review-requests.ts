import * as z from "zod";
import { allow, requireUser } from "../access.ts";
import { readBody } from "../body.ts";
import { unprocessable } from "../errors.ts";
import { tellPull } from "../events.ts";
import { findPull } from "../find.ts";
import type { PullRecord } from "../records.ts";
import { addEvent } from "../timeline.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { pullView } from "../views/pull.ts";
import { userByLogin, userView } from "../views/user.ts";

const asked = z.object({
  reviewers: z.array(z.string()).default([]),
  team_reviewers: z.array(z.string()).default([]),
});

const path = "/pulls/:number/requested_reviewers";
const mostRequests = 15;

/** https://docs.github.com/rest/pulls/review-requests */
export function reviewRequestRoutes(app: ForgeApp, forge: Forge): void {
  app.get(path, (c) => {
    allow(c, "pull_requests", "read");
    const { requested } = findPull(forge, c);
    return c.json({ users: requested.map((id) => userView(forge, id)), teams: [] });
  });
  app.post(path, async (c) => {
    allow(c, "pull_requests", "write");
    const people = await askedPeople(forge, c);
    return c.json(pullView(forge, request(forge, requireUser(c), findPull(forge, c), people)), 201);
  });
  app.delete(path, async (c) => {
    allow(c, "pull_requests", "write");
    const people = await askedPeople(forge, c);
    return c.json(pullView(forge, withdraw(forge, requireUser(c), findPull(forge, c), people)));
  });
}

async function askedPeople(forge: Forge, c: ForgeContext): Promise<number[]> {
  const { reviewers, team_reviewers: teams } = await readBody(c, asked);
  const people = reviewers.map((login) => userByLogin(forge, login));
  const known = people.filter((one) => one?.type === "User");
  if (teams.length > 0 || known.length < reviewers.length)
    throw unprocessable(
      "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the repository.",
    );
  return known.flatMap((one) => (one ? [one.id] : []));
}

function request(
  forge: Forge,
  actorId: number,
  pull: PullRecord,
  people: readonly number[],
): PullRecord {
  if (people.includes(pull.authorId))
    throw unprocessable("Review cannot be requested from pull request author.");
  const fresh = people.filter((id) => !pull.requested.includes(id));
  const requested = [...pull.requested, ...new Set(fresh)];
  if (requested.length > mostRequests)
    throw unprocessable(`Only ${mostRequests} reviewers can be requested.`);
  if (fresh.length === 0) return pull;
  const changed = forge.store.pull.update(pull.id, { requested, updatedAt: forge.now() });
  for (const id of new Set(fresh)) note(forge, actorId, changed, id, "review_requested");
  return changed;
}

function withdraw(
  forge: Forge,
  actorId: number,
  pull: PullRecord,
  people: readonly number[],
): PullRecord {
  const gone = pull.requested.filter((id) => people.includes(id));
  if (gone.length === 0) return pull;
  const requested = pull.requested.filter((id) => !people.includes(id));
  const changed = forge.store.pull.update(pull.id, { requested, updatedAt: forge.now() });
  for (const id of gone) note(forge, actorId, changed, id, "review_request_removed");
  return changed;
}

function note(
  forge: Forge,
  actorId: number,
  pull: PullRecord,
  reviewerId: number,
  event: "review_requested" | "review_request_removed",
): void {
  addEvent(forge, pull.number, event, actorId, { reviewer: reviewerId });
  tellPull(forge, event, actorId, pull, { requested_reviewer: userView(forge, reviewerId) });
}
