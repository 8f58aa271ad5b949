import { spawnSync } from "node:child_process";
import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initRepo } from "../forge/git/repo.ts";

const identity = {
  GIT_AUTHOR_NAME: "会签",
  GIT_AUTHOR_EMAIL: "countersign@localhost",
  GIT_COMMITTER_NAME: "会签",
  GIT_COMMITTER_EMAIL: "countersign@localhost",
};

/**
 * Makes the bare repository `gitDir` whose `branch` holds the working tree at `root` (what git does
 * not ignore) as its first commit. Neither the working tree nor its own repository is touched. The
 * repository appears whole or not at all. Throws with git's own words when git fails.
 */
export async function initializeRepository(
  root: string,
  gitDir: string,
  branch: string,
): Promise<void> {
  const making = `${gitDir}.new`;
  rmSync(making, { recursive: true, force: true });
  await initRepo(making, branch);
  commitWorkingTree(root, making, branch);
  renameSync(making, gitDir);
}

function commitWorkingTree(root: string, gitDir: string, branch: string): void {
  const scratch = mkdtempSync(join(tmpdir(), "countersign-seed-"));
  const run = (...args: string[]) => git(args, { gitDir, root, index: join(scratch, "index") });
  try {
    run("add", "--all", ".");
    const tree = run("write-tree");
    const commit = run("commit-tree", "-m", "网站的第一个版本", tree);
    run("update-ref", `refs/heads/${branch}`, commit);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function git(args: string[], at: { gitDir: string; root: string; index: string }): string {
  const result = spawnSync("git", ["--git-dir", at.gitDir, "--work-tree", at.root, ...args], {
    cwd: at.root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: {
      PATH: process.env.PATH,
      GIT_INDEX_FILE: at.index,
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CONFIG_NOSYSTEM: "1",
      ...identity,
    },
  });
  if (result.status === 0) return result.stdout.trim();
  throw new Error(`Cannot run "git ${args[0]}": ${result.stderr || result.error?.message}`);
}
