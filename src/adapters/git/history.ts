import { type Environment, gitEnvironment } from "./environment.ts";
import { runGit, textOf } from "./run.ts";

export interface HistoryCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly tree: string;
  /** As git has it, `name <e-mail>`: anybody can write anything there. */
  readonly author: string;
  readonly at: string;
  readonly message: string;
}

interface ChangedPaths {
  readonly sha: string;
  readonly paths: readonly string[];
}

/** What a clone tells without asking anybody. */
export interface History {
  /** The commits of a range along the first parents, the newest first. */
  commits(range: string): Promise<HistoryCommit[]>;
  /** Which commits of a range changed what below a folder, along the first parents, the newest first. */
  changed(range: string, folder: string): Promise<ChangedPaths[]>;
  has(sha: string): Promise<boolean>;
  /** The tree that a merge of two commits makes; null when they conflict. */
  mergedTree(ours: string, theirs: string): Promise<string | null>;
}

const format = ["%H", "%P", "%T", "%an <%ae>", "%cI", "%B"].join("%x00");

/** Reads a repository's git folder; nothing is fetched and nothing written. */
export function openHistory(gitDir: string, outer: Environment): History {
  const env = gitEnvironment(outer, {});
  const git = (args: readonly string[], allow: readonly number[] = []) =>
    runGit([`--git-dir=${gitDir}`, ...args], { env, allow });
  return {
    async commits(range) {
      const args = [
        "log",
        "--first-parent",
        "-z",
        `--format=${format}%x00`,
        "--end-of-options",
        range,
      ];
      const parts = textOf(await git(args)).split("\0");
      const width = 7;
      return Array.from({ length: Math.floor(parts.length / width) }, (_, at) => {
        const [sha = "", parents = "", tree = "", author = "", time = "", message = ""] =
          parts.slice(at * width, (at + 1) * width);
        const all = parents.split(" ").filter((one) => one !== "");
        return { sha, parents: all, tree, author, at: time, message };
      });
    },
    async changed(range, folder) {
      const flags = ["--first-parent", "--diff-merges=first-parent", "--name-only", "--no-renames"];
      const args = ["log", ...flags, "-z", "--format=%H", "--end-of-options", range];
      return parseChanged(textOf(await git([...args, "--", `${folder}/`])));
    },
    async has(sha) {
      return (await git(["cat-file", "-e", `${sha}^{commit}`], [1, 128])).code === 0;
    },
    async mergedTree(ours, theirs) {
      const args = ["merge-tree", "--write-tree", "--no-messages", ours, theirs];
      const { code, stdout } = await git(args, [1]);
      return code === 0 ? stdout.toString("utf8").trim() : null;
    },
  };
}

// A commit's own field, then its paths, the first of them behind a line feed. Every path begins with the
// folder that was asked for, so that none can be taken for a commit.
function parseChanged(text: string): ChangedPaths[] {
  const found: { sha: string; paths: string[] }[] = [];
  for (const field of text.split("\0").filter((one) => one !== ""))
    if (/^[0-9a-f]{40,64}$/.test(field)) found.push({ sha: field, paths: [] });
    else found.at(-1)?.paths.push(field.replace(/^\n/, ""));
  return found;
}
