import type { Tree, TreeEntry } from "../files/tree.ts";
import { isRegularFile, parseRawDiff } from "./changes.ts";
import { type Environment, gitEnvironment } from "./environment.ts";
import { parseBlobs, parsePresence, parseTree } from "./objects.ts";
import { GitError, runGit, textOf } from "./run.ts";

/** A file that some commit of a range brought. */
export interface Brought {
  readonly commit: string;
  readonly path: string;
  readonly mode: string;
  readonly blob: string;
}

/** A repository with a working tree, read as data: nothing of it is run. */
export interface Worktree {
  /**
   * What would be committed now, and which paths of it differ from the last commit. Null when nothing
   * in the folders of content and rules differs, nothing removed either.
   */
  staged(): Promise<{ tree: GitTree; changed: ReadonlySet<string> } | null>;
  /** A commit, and which paths differ from where it left `base`. Null when there is no such commit. */
  range(base: string): Promise<Range | null>;
}

export interface GitTree extends Tree {
  readonly files: readonly (TreeEntry & { readonly blob: string })[];
  blobs(shas: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
}

interface Range {
  readonly head: GitTree;
  readonly base: GitTree;
  readonly changed: ReadonlySet<string>;
  /** Every file of every commit of the range. */
  readonly brought: readonly Brought[];
}

const folders = ["content", ".github"];
// A hook of git is told in this way which index it is about.
const hookVariables = [
  "GIT_DIR",
  "GIT_INDEX_FILE",
  "GIT_WORK_TREE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
];

export function openWorktree(root: string, outer: Environment): Worktree {
  const passed = hookVariables.flatMap((name) => {
    const value = outer[name];
    return value === undefined ? [] : [[name, value]];
  });
  // The one who runs the check need not own the folder, as in a container.
  const env = {
    ...gitEnvironment(outer, { "safe.directory": "*" }),
    ...Object.fromEntries(passed),
  };
  const git = (args: readonly string[], input?: string) =>
    runGit(["-C", root, ...args], { env, ...(input === undefined ? {} : { input }) });
  const blobs = async (shas: readonly string[]) => {
    const input = [...new Set(shas)].map((sha) => `${sha}\n`).join("");
    return shas.length === 0
      ? new Map()
      : parseBlobs((await git(["cat-file", "--batch"], input)).stdout);
  };
  const treeOf = (
    entries: readonly { path: string; mode: string; blob: string; size: number }[],
  ): GitTree => ({
    files: entries,
    blobs,
    async read(paths) {
      const wanted = new Set(paths);
      const files = entries.filter((one) => wanted.has(one.path) && isRegularFile(one.mode));
      const found = await blobs(files.map((one) => one.blob));
      return new Map(
        files.flatMap(({ path, blob }) => {
          const bytes = found.get(blob);
          return bytes ? [[path, bytes] as const] : [];
        }),
      );
    },
  });
  const commitTree = async (commit: string) =>
    treeOf(
      parseTree(
        textOf(
          await git([
            "ls-tree",
            "-r",
            "-z",
            "--long",
            "--full-tree",
            commit,
            ...folders.map((one) => `${one}/`),
          ]),
        ),
      ),
    );
  return {
    async staged() {
      const ours = folders.map((one) => `:/${one}`);
      const differs = await runGit(["-C", root, "diff", "--cached", "--quiet", "--", ...ours], {
        env,
        allow: [1],
      });
      if (differs.code === 0) return null;
      const listed = textOf(await git(["ls-files", "-s", "-z", "--full-name", "--", ...ours]));
      const entries = parseIndex(listed);
      const sizes = await sizesOf(
        git,
        entries.map((one) => one.blob),
      );
      const names = textOf(
        await git(["diff", "--cached", "--name-only", "-z", "--no-renames", "--diff-filter=d"]),
      );
      const tree = treeOf(entries.map((one) => ({ ...one, size: sizes.get(one.blob) ?? 0 })));
      return { tree, changed: new Set(names.split("\0").filter(Boolean)) };
    },
    async range(base) {
      const from = await resolve(git, base);
      const to = await resolve(git, "HEAD");
      if (!from || !to) return null;
      const { stdout } = await git(["merge-base", from, to]);
      const start = stdout.toString("utf8").trim();
      const changed = parseRawDiff(
        textOf(
          await git(["diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", start, to]),
        ),
      );
      return {
        head: await commitTree(to),
        base: await commitTree(from),
        changed: new Set(changed.filter((one) => one.status !== "removed").map((one) => one.path)),
        brought: await broughtBy(git, from, to),
      };
    },
  };
}

type Git = (args: readonly string[], input?: string) => ReturnType<typeof runGit>;

async function resolve(git: Git, name: string): Promise<string | null> {
  try {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
    return textOf(await git(args)).trim();
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}

/** Reads `git ls-files -s -z`. */
function parseIndex(text: string) {
  return text
    .split("\0")
    .filter(Boolean)
    .map((line) => {
      const [head = "", path = ""] = line.split("\t");
      const [mode = "", blob = ""] = head.split(" ");
      return { path, mode, blob };
    });
}

async function sizesOf(git: Git, shas: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (shas.length === 0) return new Map();
  const text = textOf(
    await git(["cat-file", "--batch-check"], shas.map((sha) => `${sha}\n`).join("")),
  );
  const present = parsePresence(text);
  const sizes = text.split("\n").map((line) => line.split(" "));
  return new Map(
    sizes.flatMap(([sha = "", , size]) => (present.has(sha) ? [[sha, Number(size)]] : [])),
  );
}

// Merges are taken apart, so that nothing hides in one.
async function broughtBy(git: Git, from: string, to: string): Promise<Brought[]> {
  const commits = textOf(await git(["rev-list", "--reverse", `${from}..${to}`]))
    .split("\n")
    .filter(Boolean);
  const brought: Brought[] = [];
  for (const commit of commits) {
    const args = [
      "diff-tree",
      "-r",
      "-z",
      "--raw",
      "--no-abbrev",
      "--no-renames",
      "-m",
      "--root",
      "--no-commit-id",
      commit,
    ];
    const raw = textOf(await git(args));
    for (const change of parseRawDiff(raw))
      if (change.status !== "removed")
        brought.push({ commit, path: change.path, mode: change.newMode, blob: change.newBlob });
  }
  return brought;
}
