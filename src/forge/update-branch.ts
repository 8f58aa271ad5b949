import { unprocessable } from "./errors.ts";
import { inLine } from "./line.ts";
import type { Forge } from "./types.ts";
import { recordUpdate } from "./updates.ts";
import { signatureOf, webFlow } from "./views/user.ts";

/**
 * Merges the base into the head branch, as the button "Update branch" does:
 * https://docs.github.com/rest/pulls/pulls#update-a-pull-request-branch
 */
export function updateBranch(
  forge: Forge,
  actorId: number,
  number: number,
  expected: string | undefined,
): Promise<void> {
  return inLine(forge, async () => {
    const pull = forge.store.pull.find((one) => one.number === number);
    const tip = pull && (await forge.git.readRef(`refs/heads/${pull.base}`));
    if (!pull || !tip || pull.state === "closed") throw unprocessable("Pull Request is not open");
    if (expected && expected !== pull.headSha)
      throw unprocessable("expected head sha didn't match current head ref.");
    if (await forge.git.isAncestor(tip, pull.headSha))
      throw unprocessable("There are no new commits on the base branch.");
    const merge = await forge.git.mergeTree(pull.headSha, tip);
    if (!merge.clean) throw unprocessable("merge conflict between base and head");
    const date = forge.now();
    const sha = await forge.git.writeCommit({
      tree: merge.tree,
      parents: [pull.headSha, tip],
      message: `Merge branch '${pull.base}' into ${pull.head}`,
      author: { ...signatureOf(forge.store.user.get(actorId)), date },
      committer: { ...webFlow, date },
    });
    const ref = `refs/heads/${pull.head}`;
    await forge.git.updateRef(ref, sha, pull.headSha);
    await recordUpdate(forge, actorId, { ref, before: pull.headSha, after: sha });
  });
}
