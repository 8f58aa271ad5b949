import * as z from "zod";
import { allow, requireUser, requireWrite } from "../access.ts";
import { readBody } from "../body.ts";
import { findPull } from "../find.ts";
import { paginate } from "../paginate.ts";
import { changePull } from "../pull-change.ts";
import { fullPull } from "../pull-full.ts";
import { openPull } from "../pull-open.ts";
import type { PullRecord } from "../records.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { pullView } from "../views/pull.ts";
import { userByLogin } from "../views/user.ts";

const newPull = z.object({
  title: z.string().min(1),
  head: z.string(),
  base: z.string(),
  body: z.string().nullable().default(null),
  draft: z.boolean().default(false),
});
const pullChange = z.object({
  title: z.string().min(1).optional(),
  body: z.string().nullable().optional(),
  state: z.enum(["open", "closed"]).optional(),
  base: z.string().optional(),
});

/** https://docs.github.com/rest/pulls/pulls */
export function pullRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/pulls", (c) => {
    allow(c, "pull_requests", "read");
    return c.json(paginate(c, listed(forge, c)).map((one) => pullView(forge, one)));
  });
  app.post("/pulls", async (c) => {
    const authorId = requireWrite(c, "pull_requests");
    const pull = await openPull(forge, authorId, await readBody(c, newPull));
    return c.json(await fullPull(forge, pull), 201);
  });
  app.get("/pulls/:number", async (c) => {
    allow(c, "pull_requests", "read");
    return c.json(await fullPull(forge, findPull(forge, c)));
  });
  app.patch("/pulls/:number", async (c) => {
    const pull = findPull(forge, c);
    // Authors may change their own words without the right to write.
    const own = requireUser(c) === pull.authorId;
    allow(c, "pull_requests", "write", own ? "read" : "write");
    const changed = await changePull(forge, requireUser(c), pull, await readBody(c, pullChange));
    return c.json(await fullPull(forge, changed));
  });
  app.get("/commits/:sha/pulls", async (c) => {
    allow(c, "pull_requests", "read");
    const sha = (await forge.git.resolve(c.req.param("sha"))) ?? c.req.param("sha");
    const found = await withCommit(forge, sha);
    return c.json(paginate(c, found).map((one) => pullView(forge, one)));
  });
}

function listed(forge: Forge, c: ForgeContext): PullRecord[] {
  const { state = "open", head, base, sort = "created", direction } = c.req.query();
  const found = forge.store.pull.filter(
    (one) =>
      (state === "all" || one.state === state) &&
      (!head || isHead(forge, one, head)) &&
      (!base || one.base === base),
  );
  const key = (one: PullRecord) => sortKey(forge, one, sort);
  const ascending = found.sort((a, b) => key(a).localeCompare(key(b)) || a.number - b.number);
  return direction === "asc" || (direction === undefined && sort !== "created")
    ? ascending
    : ascending.reverse();
}

// GitHub ignores a head without an owner.
function isHead(forge: Forge, pull: PullRecord, head: string): boolean {
  const colon = head.indexOf(":");
  if (colon < 0) return true;
  const owner = userByLogin(forge, head.slice(0, colon));
  return owner?.login === forge.owner && pull.head === head.slice(colon + 1);
}

function sortKey(forge: Forge, pull: PullRecord, sort: string): string {
  if (sort === "updated") return pull.updatedAt;
  if (sort !== "popularity") return pull.createdAt;
  const comments = forge.store.comment.filter((one) => one.pull === pull.number).length;
  return String(comments).padStart(9, "0");
}

/** Pull requests that brought a commit, or would: their head, their commits, their merge. */
async function withCommit(forge: Forge, sha: string): Promise<PullRecord[]> {
  const found: PullRecord[] = [];
  for (const pull of forge.store.pull.all())
    if (
      pull.headSha === sha ||
      (pull.mergedAt !== null && pull.mergeCommit === sha) ||
      (await isInside(forge, pull, sha))
    )
      found.push(pull);
  return found;
}

async function isInside(forge: Forge, pull: PullRecord, sha: string): Promise<boolean> {
  if (pull.state !== "open" || (await forge.git.objectType(sha)) !== "commit") return false;
  const { git } = forge;
  return (await git.isAncestor(sha, pull.headSha)) && !(await git.isAncestor(sha, pull.baseSha));
}
