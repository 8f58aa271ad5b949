import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { openMirror } from "../../src/adapters/git/mirror.ts";

/** A real repository and a mirror of it, both in a folder that `remove` deletes. */
export async function makeRepo() {
  const root = mkdtempSync(join(tmpdir(), "countersign-git-"));
  const work = join(root, "work");
  mkdirSync(work);
  const git = (...args: string[]) =>
    execFileSync("git", args, {
      cwd: work,
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_AUTHOR_NAME: "ed",
        GIT_AUTHOR_EMAIL: "ed@example.test",
        GIT_COMMITTER_NAME: "ed",
        GIT_COMMITTER_EMAIL: "ed@example.test",
      },
    }).trim();
  git("init", "--quiet", "--initial-branch=main");
  const url = pathToFileURL(work).href;
  const mirror = await openMirror({
    dir: join(root, "mirror.git"),
    url,
    token: async () => "secret-token",
    env: process.env,
  });
  return {
    git,
    mirror,
    root,
    write(path: string, text: string) {
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), text);
    },
    /** Commits everything and tells the commit. */
    commit(message = "change") {
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message", message);
      return git("rev-parse", "HEAD");
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export type Repo = Awaited<ReturnType<typeof makeRepo>>;
