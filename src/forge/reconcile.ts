import { inLine } from "./line.ts";
import type { PullRecord } from "./records.ts";
import type { Forge, RefUpdate } from "./types.ts";
import { recordUpdate } from "./updates.ts";

/**
 * Catches up with branches that moved while nobody looked, such as when the process ended between
 * a push and its record: the pull requests then follow, in the name of their authors.
 */
export async function catchUp(forge: Forge): Promise<void> {
  for (const pull of forge.store.pull.filter((one) => one.state === "open")) {
    const update = await missed(forge, pull);
    if (update) await inLine(forge, () => recordUpdate(forge, pull.authorId, update));
  }
}

async function missed(forge: Forge, pull: PullRecord): Promise<RefUpdate | null> {
  const ref = `refs/heads/${pull.head}`;
  const after = await forge.git.readRef(ref);
  return after === pull.headSha ? null : { ref, before: pull.headSha, after };
}
