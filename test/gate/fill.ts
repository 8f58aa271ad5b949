import type { GitRepo } from "../../src/forge/git/repo.ts";
import { treeOf } from "../tree-of.ts";

/** Makes the first commit of main. */
export async function fill(git: GitRepo, files: Readonly<Record<string, string>>): Promise<void> {
  const who = { name: "ed", email: "ed@users.noreply.github.com", date: "2026-03-01T00:00:00Z" };
  const tree = await treeOf(git, null, files);
  const common = { parents: [], message: "start", author: who, committer: who };
  await git.updateRef("refs/heads/main", await git.writeCommit({ tree, ...common }), null);
}
