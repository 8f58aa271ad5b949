import { invalid, unprocessable } from "./errors.ts";
import { tellPull } from "./events.ts";
import { inLine } from "./line.ts";
import { requireNoTwin } from "./pull-open.ts";
import { closePull } from "./pull-state.ts";
import type { PullRecord } from "./records.ts";
import { addEvent } from "./timeline.ts";
import type { Forge } from "./types.ts";
import { setPullRef } from "./updates.ts";

interface PullChange {
  readonly title?: string | undefined;
  readonly body?: string | null | undefined;
  readonly state?: "open" | "closed" | undefined;
  readonly base?: string | undefined;
}

/** `PATCH` of a pull request or of the issue that it is; each change leaves its event. */
export function changePull(
  forge: Forge,
  actorId: number,
  given: PullRecord,
  change: PullChange,
): Promise<PullRecord> {
  return inLine(forge, async () => {
    const pull = forge.store.pull.get(given.id) ?? given;
    const base = change.base !== undefined && change.base !== pull.base ? change.base : undefined;
    if (base !== undefined) await retarget(forge, actorId, pull, base);
    rewrite(forge, actorId, pull, change);
    if (change.state === "closed" && pull.state === "open") closePull(forge, actorId, pull.id);
    if (change.state === "open" && pull.state === "closed") await reopen(forge, actorId, pull);
    return forge.store.pull.get(pull.id) ?? pull;
  });
}

function rewrite(forge: Forge, actorId: number, pull: PullRecord, change: PullChange): void {
  const { title = pull.title, body = pull.body } = change;
  if (title === pull.title && body === pull.body) return;
  forge.store.pull.update(pull.id, { title, body, updatedAt: forge.now() });
  const rename = { from: pull.title, to: title };
  if (title !== pull.title) addEvent(forge, pull.number, "renamed", actorId, { rename });
  const changes = {
    ...(title === pull.title ? {} : { title: { from: pull.title } }),
    ...(body === pull.body ? {} : { body: { from: pull.body ?? "" } }),
  };
  tellPull(forge, "edited", actorId, pull, { changes });
}

async function retarget(forge: Forge, actorId: number, pull: PullRecord, base: string) {
  const baseSha = await forge.git.readRef(`refs/heads/${base}`);
  if (!baseSha) throw invalid("PullRequest", "base");
  if (pull.state === "closed")
    throw invalid("PullRequest", "base", "Cannot change the base branch of a closed pull request.");
  requireNoTwin(forge, pull.head, base, pull.id);
  forge.store.pull.update(pull.id, { base, baseSha, updatedAt: forge.now() });
  addEvent(forge, pull.number, "base_ref_changed", actorId, {});
  const changes = { base: { ref: { from: pull.base }, sha: { from: pull.baseSha } } };
  tellPull(forge, "edited", actorId, pull, { changes });
}

async function reopen(forge: Forge, actorId: number, pull: PullRecord): Promise<void> {
  if (pull.mergedAt) throw unprocessable("Validation Failed");
  const headSha = await forge.git.readRef(`refs/heads/${pull.head}`);
  if (!headSha)
    throw invalid(
      "PullRequest",
      "state",
      `state cannot be changed. The ${pull.head} branch has been deleted.`,
    );
  if (headSha !== pull.headSha && !(await forge.git.isAncestor(pull.headSha, headSha)))
    throw invalid(
      "PullRequest",
      "state",
      `state cannot be changed. The ${pull.head} branch was force-pushed or recreated.`,
    );
  requireNoTwin(forge, pull.head, pull.base, pull.id);
  const opened = forge.store.pull.update(pull.id, {
    state: "open",
    closedAt: null,
    headSha,
    updatedAt: forge.now(),
  });
  await setPullRef(forge, opened);
  addEvent(forge, pull.number, "reopened", actorId, {});
  tellPull(forge, "reopened", actorId, opened);
}
