import type { PullRecord } from "./records.ts";
import type { Forge } from "./types.ts";
import { webFlow } from "./views/user.ts";

export interface TestMerge {
  readonly clean: boolean;
  /** The commit that merging would give now; null when it would conflict. */
  readonly sha: string | null;
}

/**
 * Tries the merge as it would be now and keeps the result as `refs/pull/N/merge`, for GitHub's
 * `mergeable` and `merge_commit_sha`. As on GitHub it is made when somebody looks.
 */
export async function testMerge(forge: Forge, pull: PullRecord): Promise<TestMerge> {
  const tip = await forge.git.readRef(`refs/heads/${pull.base}`);
  if (!tip) return { clean: false, sha: null };
  const ref = `refs/pull/${pull.number}/merge`;
  const old = await forge.git.readRef(ref);
  const known = old ? await forge.git.readCommit(old) : null;
  if (known?.parents[0] === tip && known.parents[1] === pull.headSha)
    return { clean: true, sha: old };
  const merge = await forge.git.mergeTree(tip, pull.headSha);
  if (!merge.clean) return { clean: false, sha: null };
  const date = forge.now();
  const sha = await forge.git.writeCommit({
    tree: merge.tree,
    parents: [tip, pull.headSha],
    message: `Merge ${pull.headSha} into ${tip}`,
    author: { ...webFlow, date },
    committer: { ...webFlow, date },
  });
  // Two that look at once make the same commit, one of them too late.
  await forge.git.updateRef(ref, sha, old).catch(() => undefined);
  return { clean: true, sha };
}
