import { invalid } from "./errors.ts";
import { tellPull } from "./events.ts";
import type { PullRecord } from "./records.ts";
import type { Forge } from "./types.ts";
import { setPullRef } from "./updates.ts";

interface NewPull {
  readonly title: string;
  readonly body: string | null;
  /** `branch` or `owner:branch`. */
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
}

/** Opens a pull request; throws GitHub's 422 for branches that do not allow one. */
export async function openPull(
  forge: Forge,
  authorId: number,
  given: NewPull,
): Promise<PullRecord> {
  const head = branchOf(forge, given.head);
  const [headSha, baseSha] = await Promise.all([
    head === null ? null : forge.git.readRef(`refs/heads/${head}`),
    forge.git.readRef(`refs/heads/${given.base}`),
  ]);
  if (head === null || !headSha) throw invalid("PullRequest", "head");
  if (!baseSha) throw invalid("PullRequest", "base");
  if ((await forge.git.countBetween(baseSha, headSha)) === 0)
    throw invalid("PullRequest", null, `No commits between ${given.base} and ${head}`);
  if (!(await forge.git.mergeBase(baseSha, headSha)))
    throw invalid(
      "PullRequest",
      null,
      `The ${head} branch has no history in common with ${given.base}`,
    );
  requireNoTwin(forge, head, given.base);
  const pull = insertPull(forge, authorId, { ...given, head, headSha, baseSha });
  await setPullRef(forge, pull);
  tellPull(forge, "opened", authorId, pull);
  return pull;
}

function branchOf(forge: Forge, head: string): string | null {
  const colon = head.indexOf(":");
  if (colon < 0) return head;
  const own = head.slice(0, colon).toLowerCase() === forge.owner.toLowerCase();
  return own ? head.slice(colon + 1) : null;
}

/** Two open pull requests never offer the same branch to the same base. */
export function requireNoTwin(forge: Forge, head: string, base: string, except?: number): void {
  const twin = forge.store.pull.find(
    (one) => one.state === "open" && one.head === head && one.base === base && one.id !== except,
  );
  if (twin)
    throw invalid("PullRequest", null, `A pull request already exists for ${forge.owner}:${head}.`);
}

function insertPull(
  forge: Forge,
  authorId: number,
  given: NewPull & { readonly headSha: string; readonly baseSha: string },
): PullRecord {
  const now = forge.now();
  const { title, body, draft, base, head, baseSha, headSha } = given;
  const number = Math.max(0, ...forge.store.pull.all().map((one) => one.number)) + 1;
  return forge.store.pull.insert({
    ...{ number, title, body, draft, authorId, base, head, baseSha, headSha },
    state: "open",
    labels: [],
    requested: [],
    mergeCommit: null,
    mergedById: null,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    mergedAt: null,
  });
}
