import type { GitRepo } from "../../src/forge/git/repo.ts";

/** Makes the first commit of main. */
export async function fill(git: GitRepo, files: Readonly<Record<string, string>>): Promise<void> {
  const changes = await Promise.all(
    Object.entries(files).map(async ([path, text]) => ({
      path,
      mode: "100644",
      sha: await git.writeBlob(Buffer.from(text)),
    })),
  );
  const who = { name: "ed", email: "ed@users.noreply.github.com", date: "2026-03-01T00:00:00Z" };
  const tree = await git.writeTree(null, changes);
  const common = { parents: [], message: "start", author: who, committer: who };
  await git.updateRef("refs/heads/main", await git.writeCommit({ tree, ...common }), null);
}
