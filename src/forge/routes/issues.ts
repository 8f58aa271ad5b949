import * as z from "zod";
import { allowAny, requireUser } from "../access.ts";
import { readBody } from "../body.ts";
import { findPull } from "../find.ts";
import { setLabels } from "../labels.ts";
import { paginate } from "../paginate.ts";
import { changePull } from "../pull-change.ts";
import type { PullRecord } from "../records.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { closedBy, issueView } from "../views/issue.ts";

const issueChange = z.object({
  state: z.enum(["open", "closed"]).optional(),
  title: z.string().min(1).optional(),
  body: z.string().nullable().optional(),
  labels: z.array(z.string()).optional(),
});

const kinds = ["issues", "pull_requests"];

/** https://docs.github.com/rest/issues/issues. Every issue here is a pull request. */
export function issueRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/issues", (c) => {
    allowAny(c, kinds, "read");
    return c.json(paginate(c, listed(forge, c)).map((one) => issueView(forge, one)));
  });
  app.get("/issues/:number", (c) => {
    allowAny(c, kinds, "read");
    return c.json(single(forge, findPull(forge, c)));
  });
  app.patch("/issues/:number", async (c) => {
    const pull = findPull(forge, c);
    const userId = requireUser(c);
    allowAny(c, kinds, "write", userId === pull.authorId ? "read" : "write");
    const { labels, ...change } = await readBody(c, issueChange);
    if (labels) setLabels(forge, userId, pull, labels);
    return c.json(single(forge, await changePull(forge, userId, pull, change)));
  });
}

function single(forge: Forge, pull: PullRecord) {
  return { ...issueView(forge, pull), closed_by: closedBy(forge, pull) };
}

function listed(forge: Forge, c: ForgeContext): PullRecord[] {
  const { state = "open", labels = "", since = "" } = c.req.query();
  const wanted = labels.split(",").filter((label) => label !== "");
  return forge.store.pull
    .filter((one) => state === "all" || one.state === state)
    .filter((one) => wanted.every((label) => one.labels.includes(label)) && one.updatedAt >= since)
    .reverse();
}
