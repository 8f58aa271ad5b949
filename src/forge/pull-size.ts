import { baseTip, mergeBaseOf } from "./mergeability.ts";
import type { PullRecord } from "./records.ts";
import type { Forge } from "./types.ts";

/** What the head has and the base has not, earlier first. */
export async function commitsOf(forge: Forge, pull: PullRecord) {
  return forge.git.commitsBetween(await baseTip(forge, pull), pull.headSha);
}

/** The files as git compares them: since the branch left its base, renames found. */
export async function changesOf(forge: Forge, pull: PullRecord) {
  const base = await mergeBaseOf(forge, pull);
  return base ? forge.git.diff(base, pull.headSha) : [];
}

/** How much a pull request changes. */
export async function sizeOf(forge: Forge, pull: PullRecord) {
  const [changes, commits] = await Promise.all([changesOf(forge, pull), commitsOf(forge, pull)]);
  return {
    commits: commits.length,
    additions: changes.reduce((sum, one) => sum + one.additions, 0),
    deletions: changes.reduce((sum, one) => sum + one.deletions, 0),
    changed_files: changes.length,
  };
}
