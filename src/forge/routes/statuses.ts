import * as z from "zod";
import { allow, requireUser } from "../access.ts";
import { readBody } from "../body.ts";
import { notFound, unprocessable } from "../errors.ts";
import { tellStatus } from "../events.ts";
import { findCommit } from "../find.ts";
import { paginate } from "../paginate.ts";
import type { RecordOf } from "../records.ts";
import type { Forge, ForgeApp } from "../types.ts";
import { statusView } from "../views/check.ts";
import { repositoryUrl, repositoryView } from "../views/repository.ts";
import { userView } from "../views/user.ts";

const newStatus = z.object({
  state: z.enum(["error", "failure", "pending", "success"]),
  target_url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  description: z.string().max(140).nullable().default(null),
  context: z.string().min(1).default("default"),
});

// A commit takes so many statuses of one context and no more.
const mostStatuses = 1000;

/** https://docs.github.com/rest/commits/statuses */
export function statusRoutes(app: ForgeApp, forge: Forge): void {
  app.post("/statuses/:sha", async (c) => {
    allow(c, "statuses", "write");
    const creatorId = requireUser(c);
    const { target_url: targetUrl, ...given } = await readBody(c, newStatus);
    const sha = c.req.param("sha");
    if ((await forge.git.objectType(sha)) !== "commit")
      throw unprocessable(`No commit found for SHA: ${sha}`);
    const twins = forge.store.status.filter(
      (one) => one.sha === sha && one.context === given.context,
    );
    if (twins.length >= mostStatuses)
      throw unprocessable("This SHA and context has reached the maximum number of statuses.");
    const made = forge.store.status.insert({
      ...given,
      sha,
      targetUrl,
      creatorId,
      createdAt: forge.now(),
    });
    await tellStatus(forge, creatorId, made);
    return c.json(withCreator(forge, made), 201);
  });
  app.get("/commits/:ref{.+}/statuses", async (c) => {
    allow(c, "statuses", "read");
    const all = newestFirst(forge, await findCommit(forge, c, notFound));
    return c.json(paginate(c, all).map((one) => withCreator(forge, one)));
  });
  app.get("/commits/:ref{.+}/status", async (c) => {
    allow(c, "statuses", "read");
    const sha = await findCommit(forge, c, notFound);
    const latest = latestOf(newestFirst(forge, sha));
    const url = `${repositoryUrl(forge)}/commits/${sha}`;
    return c.json({
      state: combined(latest.map((one) => one.state)),
      statuses: paginate(c, latest).map((one) => statusView(forge, one)),
      sha,
      total_count: latest.length,
      repository: repositoryView(forge),
      commit_url: url,
      url: `${url}/status`,
    });
  });
}

type Status = RecordOf<"status">;

function withCreator(forge: Forge, status: Status) {
  return { ...statusView(forge, status), creator: userView(forge, status.creatorId) };
}

function newestFirst(forge: Forge, sha: string): Status[] {
  return forge.store.status.filter((one) => one.sha === sha).reverse();
}

function latestOf(all: readonly Status[]): Status[] {
  return all.filter((one, at) => all.findIndex((other) => other.context === one.context) === at);
}

function combined(states: readonly string[]): string {
  if (states.some((one) => one === "failure" || one === "error")) return "failure";
  return states.length > 0 && states.every((one) => one === "success") ? "success" : "pending";
}
