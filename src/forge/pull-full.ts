import { behind, unmetRules } from "./mergeability.ts";
import { sizeOf } from "./pull-size.ts";
import type { PullRecord } from "./records.ts";
import { allPassed } from "./required-checks.ts";
import { testMerge } from "./test-merge.ts";
import type { Forge } from "./types.ts";
import { singleView } from "./views/pull.ts";

/** One pull request with everything that only its own page has. */
export async function fullPull(forge: Forge, pull: PullRecord) {
  const [size, state] = await Promise.all([sizeOf(forge, pull), mergeState(forge, pull)]);
  return { ...singleView(forge, pull), ...size, ...state };
}

/** `mergeable_state` as GitHub's GraphQL names it: MergeStateStatus, in lower case. */
async function mergeState(forge: Forge, pull: PullRecord) {
  if (pull.state === "closed") return {};
  const merge = await testMerge(forge, pull);
  if (!merge.clean) return { mergeable: false, mergeable_state: "dirty", merge_commit_sha: null };
  const state = await stateOf(forge, pull);
  return { mergeable: true, mergeable_state: state, merge_commit_sha: merge.sha };
}

async function stateOf(forge: Forge, pull: PullRecord): Promise<string> {
  if (pull.draft) return "draft";
  const unmet = await unmetRules(forge, pull, null);
  if (unmet.some((one) => one !== behind)) return "blocked";
  if (unmet.length > 0) return "behind";
  return allPassed(forge, pull.headSha) ? "clean" : "unstable";
}
