import { problem, unprocessable } from "./errors.ts";
import { inLine } from "./line.ts";
import { unmetRules } from "./mergeability.ts";
import { closePull } from "./pull-state.ts";
import type { PullRecord } from "./records.ts";
import { settingsOf } from "./repository-settings.ts";
import { rulesFor } from "./rules.ts";
import type { Actor, Forge } from "./types.ts";
import { orConflict, recordUpdate } from "./updates.ts";
import { signatureOf, webFlow } from "./views/user.ts";

type Account = Actor & { userId: number };

interface MergeRequest {
  readonly sha?: string | undefined;
  readonly merge_method: "merge" | "squash" | "rebase";
  readonly commit_title?: string | undefined;
  readonly commit_message?: string | undefined;
}

/**
 * Merges as GitHub's merge button does (https://docs.github.com/rest/pulls/pulls#merge-a-pull-request):
 * 409 when the head is not the one that was meant, 405 when rules or conflicts stand against it.
 * The tree is git's own three-way merge, so that what others merged meanwhile survives.
 */
export function mergePull(
  forge: Forge,
  actor: Account,
  number: number,
  request: MergeRequest,
): Promise<string> {
  return inLine(forge, async () => {
    const pull = forge.store.pull.find((one) => one.number === number);
    if (!pull || pull.state === "closed") throw problem(405, "Pull Request is not mergeable");
    if (request.sha && request.sha !== pull.headSha)
      throw problem(409, "Head branch was modified. Review and try the merge again.");
    await requireMergeable(forge, actor, pull, request.merge_method);
    const ref = `refs/heads/${pull.base}`;
    const tip = await forge.git.readRef(ref);
    if (!tip) throw unprocessable("base is not a branch");
    const merge = await forge.git.mergeTree(tip, pull.headSha);
    if (!merge.clean) throw problem(405, "Pull Request is not mergeable");
    const sha = await writeMerge(forge, actor.userId, pull, request, tip, merge.tree);
    await finish(forge, actor, pull, { ref, tip, sha });
    return sha;
  });
}

async function requireMergeable(
  forge: Forge,
  actor: Account,
  pull: PullRecord,
  method: MergeRequest["merge_method"],
): Promise<void> {
  if (method === "rebase") throw problem(405, "Rebase merges are not allowed on this repository.");
  const { allow_squash_merge, allow_merge_commit } = settingsOf(forge, "repository");
  if (method === "merge" ? !allow_merge_commit : !allow_squash_merge) throw notAllowed(method);
  if (pull.draft) throw problem(405, "Pull Request is still a draft");
  const rules = rulesFor(forge, pull.base, actor, "merge");
  for (const { type, parameters } of rules) {
    const allowed = parameters.allowed_merge_methods;
    const linear = type === "required_linear_history" && method === "merge";
    if (linear || (Array.isArray(allowed) && !allowed.includes(method))) throw notAllowed(method);
  }
  const unmet = await unmetRules(forge, pull, actor);
  if (unmet.length > 0)
    throw problem(405, `Repository rule violations found\n\n${unmet.join("\n\n")}\n\n`);
}

function notAllowed(method: "merge" | "squash") {
  const what = method === "merge" ? "Merge commits" : "Squash merges";
  return problem(405, `${what} are not allowed on this repository.`);
}

// The commit is written down before the branch moves: should the process end in between, the next
// start finds it on the branch and finishes the merge.
async function finish(
  forge: Forge,
  actor: Account,
  pull: PullRecord,
  { ref, tip, sha }: { ref: string; tip: string; sha: string },
): Promise<void> {
  forge.store.pull.update(pull.id, { mergeCommit: sha, mergedById: actor.userId });
  try {
    const message = "Base branch was modified. Review and try the merge again.";
    await orConflict(() => forge.git.updateRef(ref, sha, tip), message);
  } catch (error) {
    forge.store.pull.update(pull.id, { mergeCommit: null, mergedById: null });
    throw error;
  }
  markMerged(forge, pull, actor.userId, tip);
  await recordUpdate(forge, actor.userId, { ref, before: tip, after: sha }, true);
  await deleteHead(forge, actor, pull);
}

function markMerged(forge: Forge, pull: PullRecord, actorId: number, tip: string): void {
  forge.store.pull.update(pull.id, { mergedAt: forge.now(), baseSha: tip });
  closePull(forge, actorId, pull.id);
}

/** Finishes merges that a stopped process left half done. To be called once, before serving. */
export async function finishMerges(forge: Forge): Promise<void> {
  for (const pull of forge.store.pull.filter(
    (one) => one.state === "open" && one.mergeCommit !== null,
  )) {
    const ref = `refs/heads/${pull.base}`;
    const tip = await forge.git.readRef(ref);
    const { mergeCommit, mergedById } = pull;
    if (
      tip &&
      mergeCommit &&
      mergedById !== null &&
      (await forge.git.isAncestor(mergeCommit, tip))
    ) {
      const before = (await forge.git.readCommit(mergeCommit))?.parents[0] ?? pull.baseSha;
      markMerged(forge, pull, mergedById, before);
      await recordUpdate(forge, mergedById, { ref, before, after: mergeCommit }, true);
    } else forge.store.pull.update(pull.id, { mergeCommit: null, mergedById: null });
  }
}

async function writeMerge(
  forge: Forge,
  actorId: number,
  pull: PullRecord,
  request: MergeRequest,
  tip: string,
  tree: string,
): Promise<string> {
  const squash = request.merge_method === "squash";
  const person = forge.store.user.get(squash ? pull.authorId : actorId);
  const title =
    request.commit_title ??
    (squash
      ? `${pull.title} (#${pull.number})`
      : `Merge pull request #${pull.number} from ${forge.owner}/${pull.head}`);
  const text = request.commit_message ?? (squash ? "" : pull.title);
  const date = forge.now();
  return forge.git.writeCommit({
    tree,
    parents: squash ? [tip] : [tip, pull.headSha],
    message: text === "" ? title : `${title}\n\n${text}`,
    author: { ...signatureOf(person), date },
    committer: { ...webFlow, date },
  });
}

// The repository is set to delete head branches after merging; not one that others still need.
async function deleteHead(forge: Forge, actor: Account, pull: PullRecord): Promise<void> {
  if (!settingsOf(forge, "repository").delete_branch_on_merge) return;
  const ref = `refs/heads/${pull.head}`;
  const sha = await forge.git.readRef(ref);
  const used = forge.store.pull.find(
    (one) => one.state === "open" && [one.head, one.base].includes(pull.head),
  );
  const kept = rulesFor(forge, pull.head, actor).some((rule) => rule.type === "deletion");
  if (sha !== pull.headSha || pull.head === forge.defaultBranch || used || kept) return;
  await forge.git.updateRef(ref, null, sha);
  await recordUpdate(forge, actor.userId, { ref, before: sha, after: null });
}
