import * as z from "zod";
import { allowAny, requireUser } from "../access.ts";
import { readBody } from "../body.ts";
import { notFound } from "../errors.ts";
import { tellComment } from "../events.ts";
import { findPull, wholeParam } from "../find.ts";
import { paginate } from "../paginate.ts";
import type { PullRecord, RecordOf } from "../records.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { commentView } from "../views/comment.ts";

const commentBody = z.object({ body: z.string().min(1).max(65_536) });
const kinds = ["issues", "pull_requests"];

/** https://docs.github.com/rest/issues/comments */
export function commentRoutes(app: ForgeApp, forge: Forge): void {
  app.get("/issues/:number/comments", (c) => {
    allowAny(c, kinds, "read");
    const { number } = findPull(forge, c);
    const since = c.req.query("since") ?? "";
    const all = forge.store.comment.filter((one) => one.pull === number && one.updatedAt >= since);
    return c.json(paginate(c, all).map((one) => commentView(forge, one)));
  });
  app.post("/issues/:number/comments", async (c) => {
    allowAny(c, kinds, "write", "read");
    const userId = requireUser(c);
    const pull = findPull(forge, c);
    const { body } = await readBody(c, commentBody);
    const now = forge.now();
    const made = forge.store.comment.insert({
      pull: pull.number,
      userId,
      body,
      createdAt: now,
      updatedAt: now,
    });
    forge.store.pull.update(pull.id, { updatedAt: now });
    tellComment(forge, "created", userId, pull, made);
    return c.json(commentView(forge, made), 201);
  });
  singleComment(app, forge);
}

function singleComment(app: ForgeApp, forge: Forge): void {
  const path = "/issues/comments/:id";
  app.get(path, (c) => {
    allowAny(c, kinds, "read");
    return c.json(commentView(forge, find(forge, c).comment));
  });
  app.patch(path, async (c) => {
    const { comment, pull } = own(forge, c);
    const { body } = await readBody(c, commentBody);
    const changed = forge.store.comment.update(comment.id, { body, updatedAt: forge.now() });
    const changes = { body: { from: comment.body } };
    tellComment(forge, "edited", requireUser(c), pull, changed, { changes });
    return c.json(commentView(forge, changed));
  });
  app.delete(path, (c) => {
    const { comment, pull } = own(forge, c);
    forge.store.comment.remove(comment.id);
    tellComment(forge, "deleted", requireUser(c), pull, comment);
    return c.body(null, 204);
  });
}

function find(forge: Forge, c: ForgeContext): { comment: RecordOf<"comment">; pull: PullRecord } {
  const comment = forge.store.comment.get(wholeParam(c, "id"));
  const pull = forge.store.pull.find((one) => one.number === comment?.pull);
  if (!comment || !pull) throw notFound();
  return { comment, pull };
}

// One's own words, and with the right to write those of others too.
function own(forge: Forge, c: ForgeContext) {
  const found = find(forge, c);
  allowAny(c, kinds, "write", found.comment.userId === requireUser(c) ? "read" : "write");
  return found;
}
