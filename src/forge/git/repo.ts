import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Change, diffTrees, type RawChange, rawDiff } from "./diff.ts";
import { type CommitData, logFormat, parseCommits, type Signature } from "./log.ts";
import { GitError, runGit } from "./run.ts";

export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size?: number;
}

/** One change of a tree; a null sha removes the path. */
export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  readonly sha: string | null;
}

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

export type MergeResult =
  | { readonly clean: true; readonly tree: string }
  | { readonly clean: false; readonly conflicts: readonly string[] };

const shaPattern = /^[0-9a-f]{40}$/;
const nobody = "0".repeat(40);

/** Makes an empty bare repository with the settings that the forge relies on. */
export async function initRepo(dir: string, defaultBranch: string): Promise<GitRepo> {
  await runGit(dir, ["init", "--quiet", "--bare", `--initial-branch=${defaultBranch}`, dir]);
  const settings = {
    "http.uploadpack": "true",
    // GitHub too serves every commit of a pull request by its sha.
    "uploadpack.allowAnySHA1InWant": "true",
    "receive.advertisePushOptions": "false",
    "transfer.hideRefs": "refs/hidden",
    "receive.hideRefs": "refs/pull",
    "core.logAllRefUpdates": "true",
    "gc.auto": "0",
  };
  for (const [key, value] of Object.entries(settings)) await runGit(dir, ["config", key, value]);
  await writeFile(join(dir, "hooks/pre-receive"), preReceive, { mode: 0o755 });
  return new GitRepo(dir);
}

// The verdict is reached before git starts; the hook says it in git's own way, for the whole push.
const preReceive = `#!/bin/sh
[ -z "$COUNTERSIGN_REFUSAL" ] && exit 0
echo "error: GH013: Repository rule violations found" >&2
echo "$COUNTERSIGN_REFUSAL" >&2
exit 1
`;

/** A bare repository; shas, diffs, renames and merges are the git binary's own. */
export class GitRepo {
  readonly dir: string;
  readonly #env: Readonly<Record<string, string>>;

  /** `env` lets a push be judged while its objects are still in quarantine. */
  constructor(dir: string, env: Readonly<Record<string, string>> = {}) {
    this.dir = dir;
    this.#env = env;
  }

  async #run(args: readonly string[], options: Parameters<typeof runGit>[2] = {}) {
    return runGit(this.dir, args, { ...options, env: { ...this.#env, ...options?.env } });
  }

  async #text(args: readonly string[], options: Parameters<typeof runGit>[2] = {}) {
    return (await this.#run(args, options)).stdout.toString("utf8");
  }

  /** The commit that a sha, branch or tag names; null when there is none. */
  async resolve(rev: string): Promise<string | null> {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${rev}^{commit}`];
    const { code, stdout } = await this.#run(args, { allow: [1, 128] });
    return code === 0 ? stdout.toString("utf8").trim() : null;
  }

  async objectType(sha: string): Promise<string | null> {
    if (!shaPattern.test(sha)) return null;
    const { code, stdout } = await this.#run(["cat-file", "-t", sha], { allow: [1, 128] });
    return code === 0 ? stdout.toString("utf8").trim() : null;
  }

  async readBlob(sha: string): Promise<Buffer | null> {
    if ((await this.objectType(sha)) !== "blob") return null;
    return (await this.#run(["cat-file", "blob", sha])).stdout;
  }

  async writeBlob(bytes: Uint8Array): Promise<string> {
    return (await this.#text(["hash-object", "-w", "--stdin"], { input: bytes })).trim();
  }

  /** The entries of a tree, or of the tree that a commit or `commit:folder` names; null when none. */
  async readTree(rev: string, recursive: boolean): Promise<TreeEntry[] | null> {
    const flags = ["-z", "--long", ...(recursive ? ["-r", "-t"] : [])];
    const { code, stdout } = await this.#run(["ls-tree", ...flags, "--end-of-options", rev], {
      allow: [128],
    });
    return code === 0 ? splitZ(stdout.toString("utf8")).map(parseTreeLine) : null;
  }

  /** Writes the tree that `changes` make of `base` (null: of nothing). */
  async writeTree(base: string | null, changes: readonly TreeChange[]): Promise<string> {
    const scratch = await mkdtemp(join(tmpdir(), "countersign-index-"));
    try {
      const env = { GIT_INDEX_FILE: join(scratch, "index") };
      await this.#run(["read-tree", base ?? "--empty"], { env });
      const lines = changes.map(
        (one) => `${one.sha ? one.mode : "0"} ${one.sha ?? nobody}\t${one.path}\0`,
      );
      await this.#run(["update-index", "-z", "--index-info"], { env, input: lines.join("") });
      return (await this.#text(["write-tree"], { env })).trim();
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  async readCommit(rev: string): Promise<CommitData | null> {
    const sha = await this.resolve(rev);
    if (!sha) return null;
    const [commit] = await this.log({ rev: sha, limit: 1, skip: 0 });
    return commit ?? null;
  }

  async writeCommit(commit: NewCommit): Promise<string> {
    const parents = commit.parents.flatMap((parent) => ["-p", parent]);
    const { author, committer } = commit;
    const env = {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_AUTHOR_DATE: author.date,
      GIT_COMMITTER_NAME: committer.name,
      GIT_COMMITTER_EMAIL: committer.email,
      GIT_COMMITTER_DATE: committer.date,
    };
    const args = ["commit-tree", commit.tree, ...parents, "-F", "-"];
    return (await this.#text(args, { env, input: commit.message })).trim();
  }

  async listRefs(prefix: string): Promise<{ ref: string; sha: string }[]> {
    const text = await this.#text(["for-each-ref", "--format=%(refname) %(objectname)", prefix]);
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const [ref = "", sha = ""] = line.split(" ");
        return { ref, sha };
      });
  }

  async readRef(ref: string): Promise<string | null> {
    const { code, stdout } = await this.#run(["rev-parse", "--verify", "--quiet", ref], {
      allow: [1, 128],
    });
    return code === 0 ? stdout.toString("utf8").trim() : null;
  }

  /** Compare and swap: throws GitError when the ref is not at `before` any more. */
  async updateRef(ref: string, after: string | null, before: string | null): Promise<void> {
    const old = before ?? nobody;
    await this.#run(after ? ["update-ref", ref, after, old] : ["update-ref", "-d", ref, old]);
  }

  async isRefName(ref: string): Promise<boolean> {
    return (await this.#run(["check-ref-format", ref], { allow: [1, 128, 129] })).code === 0;
  }

  async log(query: {
    rev: string;
    path?: string | undefined;
    skip: number;
    limit: number;
  }): Promise<CommitData[]> {
    const range = [
      `--skip=${query.skip}`,
      `--max-count=${query.limit}`,
      "--end-of-options",
      query.rev,
    ];
    const paths = query.path ? ["--", `:(literal)${query.path}`] : ["--"];
    return parseCommits(await this.#text(["log", "-z", logFormat, ...range, ...paths]));
  }

  /** What `head` has and `base` has not, earlier first. */
  async commitsBetween(base: string, head: string): Promise<CommitData[]> {
    const args = ["log", "-z", "--reverse", "--topo-order", logFormat, `${base}..${head}`, "--"];
    return parseCommits(await this.#text(args));
  }

  async countBetween(base: string, head: string): Promise<number> {
    return Number(await this.#text(["rev-list", "--count", `${base}..${head}`]));
  }

  async mergeBase(a: string, b: string): Promise<string | null> {
    const { code, stdout } = await this.#run(["merge-base", a, b], { allow: [1] });
    return code === 0 ? stdout.toString("utf8").trim() : null;
  }

  async isAncestor(ancestor: string, of: string): Promise<boolean> {
    const args = ["merge-base", "--is-ancestor", ancestor, of];
    return (await this.#run(args, { allow: [1] })).code === 0;
  }

  /** The changes between two commits with renames found and patches written, as GitHub lists them. */
  diff(base: string, head: string): Promise<Change[]> {
    return diffTrees((args) => this.#text(args), base, head);
  }

  /** The same without renames: modes and blobs of both sides. */
  rawDiff(base: string, head: string): Promise<RawChange[]> {
    return rawDiff((args) => this.#text(args), base, head, ["--no-renames"]);
  }

  /** git's own three-way merge of two commits, without a work tree. */
  async mergeTree(ours: string, theirs: string): Promise<MergeResult> {
    const args = ["merge-tree", "--write-tree", "--name-only", "-z", "--no-messages", ours, theirs];
    try {
      const { code, stdout } = await this.#run(args, { allow: [1] });
      const [tree = "", ...conflicts] = splitZ(stdout.toString("utf8"));
      return code === 0 ? { clean: true, tree } : { clean: false, conflicts };
    } catch (error) {
      if (error instanceof GitError && error.stderr.includes("unrelated histories"))
        return { clean: false, conflicts: [] };
      throw error;
    }
  }
}

function splitZ(text: string): string[] {
  return text.split("\0").filter((part) => part !== "");
}

function parseTreeLine(line: string): TreeEntry {
  const tab = line.indexOf("\t");
  const [mode = "", type = "", sha = "", size = "-"] = line.slice(0, tab).split(/ +/);
  const entry = { path: line.slice(tab + 1), mode, type, sha };
  return size === "-" ? entry : { ...entry, size: Number(size) };
}
