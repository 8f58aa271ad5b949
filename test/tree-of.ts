import type { GitRepo } from "../src/forge/git/repo.ts";

/** Writes the tree that these files make of `base` (null: of nothing); a null text removes. */
export async function treeOf(
  git: GitRepo,
  base: string | null,
  files: Readonly<Record<string, string | null>>,
): Promise<string> {
  const written = Object.entries(files).filter((one): one is [string, string] => one[1] !== null);
  const shas = await git.writeBlobs(written.map(([, text]) => Buffer.from(text)));
  const blobs = new Map(written.map(([path], at) => [path, shas[at] ?? null]));
  const changes = Object.keys(files).map((path) => ({
    path,
    mode: "100644",
    sha: blobs.get(path) ?? null,
  }));
  return git.writeTree(base, changes);
}
