import type { GitRepo, TreeChange } from "../forge/git/repo.ts";

const folder = "content";

/**
 * The tree of a preview: the code of `branch`, which is approved, with the content as it would be
 * once `head` is merged. Unapproved code is never run.
 */
export async function previewTree(git: GitRepo, branch: string, head: string): Promise<string> {
  const tip = await git.readRef(`refs/heads/${branch}`);
  if (!tip) throw new Error(`Cannot render a preview: there is no branch "${branch}"`);
  const merge = await git.mergeTree(tip, head);
  // A conflict is shown as its author wrote it.
  const proposed = merge.clean ? merge.tree : head;
  const [before, after] = [await contentOf(git, tip), await contentOf(git, proposed)];
  const gone = before.filter((one) => !after.some((other) => other.path === one.path));
  return git.writeTree(tip, [...gone.map((one) => ({ ...one, sha: null })), ...after]);
}

async function contentOf(git: GitRepo, rev: string): Promise<TreeChange[]> {
  const entries = (await git.readTree(`${rev}:${folder}`, true)) ?? [];
  return entries
    .filter((entry) => entry.type === "blob")
    .map(({ path, mode, sha }) => ({ path: `${folder}/${path}`, mode, sha }));
}
