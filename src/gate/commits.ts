import { LRUCache } from "lru-cache";
import type { GitHubReader, PullCommit, PullRequest } from "../adapters/github/read.ts";

/** The commits of a pull request, earlier first, as GitHub tells them. */
export type Commits = (pull: PullRequest) => Promise<readonly PullCommit[]>;

const kept = 256;

/**
 * The commits of pull requests, asked for once: while head, base and count stay, they are the same.
 * Where GitHub knows no account of an author or committer it is asked again: one may be told later.
 */
export function createCommits(github: Pick<GitHubReader, "commits">): Commits {
  const known = new LRUCache<string, readonly PullCommit[]>({ max: kept });
  return async ({ number, head, base, commitCount }) => {
    const key = JSON.stringify([number, head, base, commitCount]);
    const found = known.get(key) ?? (await github.commits(number));
    const isTold = found.every((one) => one.author !== null && one.committer !== null);
    if (isTold && found.length === commitCount) known.set(key, found);
    return found;
  };
}
