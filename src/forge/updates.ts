import { problem, unprocessable } from "./errors.ts";
import { nothing, tellPull, tellPush } from "./events.ts";
import { GitError } from "./git/run.ts";
import { inLine } from "./line.ts";
import { closePull, dismissStale } from "./pull-state.ts";
import type { PullRecord } from "./records.ts";
import { refuseUpdate } from "./rules.ts";
import { addEvent } from "./timeline.ts";
import type { Actor, Forge, RefUpdate } from "./types.ts";

/**
 * Moves a ref for REST: refuses what the rules forbid (422), then records what follows from it.
 * Throws GitError when the ref is not at `before` any more.
 */
export async function moveRef(
  forge: Forge,
  actor: Actor & { userId: number },
  update: RefUpdate,
): Promise<void> {
  await inLine(forge, async () => {
    const refused = await refuseUpdate(forge, actor, update, forge.git);
    if (refused) throw problem(422, `Repository rule violations found\n\n${refused}\n\n`);
    await swap(forge, update);
    await recordUpdate(forge, actor.userId, update);
  });
}

// A branch `a` leaves no room for a branch `a/b`; that is the asker's mistake, not a fault of ours.
async function swap(forge: Forge, { ref, after, before }: RefUpdate): Promise<void> {
  try {
    await forge.git.updateRef(ref, after, before);
  } catch (error) {
    const taken = error instanceof GitError && error.stderr.includes("cannot create");
    throw taken ? unprocessable("Reference update failed") : error;
  }
}

/**
 * What follows from a ref that has moved: the activity log, the pull requests of that branch, the
 * `push` event. To be called within `inLine`, in the order of the moves.
 */
export async function recordUpdate(
  forge: Forge,
  actorId: number,
  update: RefUpdate,
  merge = false,
): Promise<void> {
  if (!update.ref.startsWith("refs/heads/")) return;
  const forced = await isForced(forge, update);
  forge.store.push.insert({
    ref: update.ref,
    before: update.before ?? nothing,
    after: update.after ?? nothing,
    actorId,
    type: merge ? "pr_merge" : typeOf(update, forced),
    at: forge.now(),
  });
  await tellPush(forge, actorId, update, forced);
  const branch = update.ref.slice("refs/heads/".length);
  const open = forge.store.pull.filter((one) => one.state === "open");
  for (const pull of open.filter((one) => one.head === branch))
    await moveHead(forge, actorId, pull, update, forced);
  for (const pull of open.filter((one) => one.base === branch))
    await moveBase(forge, actorId, pull, update);
}

async function isForced(forge: Forge, { before, after }: RefUpdate): Promise<boolean> {
  return before !== null && after !== null && !(await forge.git.isAncestor(before, after));
}

function typeOf({ before, after }: RefUpdate, forced: boolean) {
  if (before === null) return "branch_creation";
  if (after === null) return "branch_deletion";
  return forced ? "force_push" : "push";
}

async function moveHead(
  forge: Forge,
  actorId: number,
  pull: PullRecord,
  { before, after }: RefUpdate,
  forced: boolean,
): Promise<void> {
  if (after === null) {
    closePull(forge, actorId, pull.id);
    addEvent(forge, pull.number, "head_ref_deleted", actorId, {});
    return;
  }
  const moved = forge.store.pull.update(pull.id, { headSha: after, updatedAt: forge.now() });
  await setPullRef(forge, moved);
  // GitHub names no commits in this event; the activity log has both.
  if (forced) addEvent(forge, pull.number, "head_ref_force_pushed", actorId, {});
  await dismissStale(forge, actorId, moved, pull.headSha);
  tellPull(forge, "synchronize", actorId, moved, { before, after });
  // A branch that has nothing of its own any more has nothing to offer.
  const tip = await forge.git.readRef(`refs/heads/${pull.base}`);
  if (tip && (await forge.git.isAncestor(after, tip))) closePull(forge, actorId, pull.id);
}

/** `refs/pull/N/head` lets anyone fetch what a pull request offers. */
export async function setPullRef(forge: Forge, pull: PullRecord): Promise<void> {
  const ref = `refs/pull/${pull.number}/head`;
  const before = await forge.git.readRef(ref);
  if (before !== pull.headSha) await forge.git.updateRef(ref, pull.headSha, before);
}

async function moveBase(forge: Forge, actorId: number, pull: PullRecord, { after }: RefUpdate) {
  if (after === null) return closePull(forge, actorId, pull.id);
  // Commits that reach the base some other way count as merged.
  if (await forge.git.isAncestor(pull.headSha, after)) {
    const merged = { mergedAt: forge.now(), mergedById: actorId, mergeCommit: after };
    forge.store.pull.update(pull.id, merged);
    closePull(forge, actorId, pull.id);
  } else forge.store.pull.update(pull.id, { baseSha: after });
}

/** Runs `work`; a ref that somebody else moved meanwhile becomes GitHub's 409. */
export async function orConflict<T>(work: () => Promise<T>, message: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GitError) throw problem(409, message);
    throw error;
  }
}
