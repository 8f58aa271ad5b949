import * as z from "zod";
import { allow, requireUser } from "../access.ts";
import { readBody } from "../body.ts";
import { notFound } from "../errors.ts";
import { findPull } from "../find.ts";
import { mergePull } from "../merge.ts";
import { paginate } from "../paginate.ts";
import { changesOf, commitsOf } from "../pull-size.ts";
import type { Forge, ForgeApp } from "../types.ts";
import { updateBranch } from "../update-branch.ts";
import { commitView, fileView } from "../views/commit.ts";
import { pullUrl } from "../views/pull.ts";

const mergeBody = z.object({
  sha: z.string().optional(),
  merge_method: z.enum(["merge", "squash", "rebase"]).default("merge"),
  commit_title: z.string().optional(),
  commit_message: z.string().optional(),
});
const updateBody = z.object({ expected_head_sha: z.string().optional() });

// GitHub lists this many files and commits of a pull request and no more.
const fileLimit = 3000;
const commitLimit = 250;

/** What a pull request changes, and bringing it in: https://docs.github.com/rest/pulls/pulls */
export function pullChangeRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/pulls/:number/files", async (c) => {
    allow(c, "pull_requests", "read");
    const pull = findPull(forge, c);
    const changes = (await changesOf(forge, pull)).slice(0, fileLimit);
    return c.json(paginate(c, changes).map((one) => fileView(forge, one, pull.headSha)));
  });
  app.get("/pulls/:number/commits", async (c) => {
    allow(c, "pull_requests", "read");
    const commits = (await commitsOf(forge, findPull(forge, c))).slice(0, commitLimit);
    return c.json(paginate(c, commits).map((one) => commitView(forge, one)));
  });
  app.get("/pulls/:number/comments", (c) => {
    allow(c, "pull_requests", "read");
    findPull(forge, c);
    // Comments on single lines cannot be made here, so there are none.
    return c.json([]);
  });
  mergeRoutes(app, forge);
}

function mergeRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/pulls/:number/merge", (c) => {
    allow(c, "contents", "read");
    if (!findPull(forge, c).mergedAt) throw notFound();
    return c.body(null, 204);
  });
  app.put("/pulls/:number/merge", async (c) => {
    allow(c, "contents", "write");
    const userId = requireUser(c);
    const { number } = findPull(forge, c);
    const actor = { ...c.get("actor"), userId };
    const sha = await mergePull(forge, actor, number, await readBody(c, mergeBody));
    return c.json({ sha, merged: true, message: "Pull Request successfully merged" });
  });
  app.put("/pulls/:number/update-branch", async (c) => {
    allow(c, "pull_requests", "write");
    const { number } = findPull(forge, c);
    const { expected_head_sha: expected } = await readBody(c, updateBody);
    await updateBranch(forge, requireUser(c), number, expected);
    const message = "Updating pull request branch.";
    return c.json({ message, url: pullUrl(forge, number) }, 202);
  });
}
