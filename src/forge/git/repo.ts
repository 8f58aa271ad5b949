import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { remember } from "../../base/remember.ts";
import { CatFile } from "./cat-file.ts";
import { type Change, diffTrees, type RawChange, rawDiff } from "./diff.ts";
import {
  type CommitData,
  logFormat,
  parseCommitObject,
  parseCommits,
  type Signature,
} from "./log.ts";
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

// Three steps in git's own shell: starting a program from a large process costs more than running it.
const build =
  '!f() { git read-tree "$1" && git update-index -z --index-info && git write-tree; }; f';

// How many answers are remembered: of small ones, and of such as may be long lists.
const many = 5000;
const few = 60;

/** Makes an empty bare repository with the settings that the forge relies on. */
export async function initRepo(dir: string, defaultBranch: string): Promise<GitRepo> {
  await runGit(dir, ["init", "--quiet", "--bare", `--initial-branch=${defaultBranch}`, dir]);
  await appendFile(join(dir, "config"), settings);
  await writeFile(join(dir, "hooks/pre-receive"), preReceive, { mode: 0o755 });
  return new GitRepo(dir);
}

// GitHub too serves every commit of a pull request by its sha.
const settings = `
[http]
	uploadpack = true
[uploadpack]
	allowAnySHA1InWant = true
[transfer]
	hideRefs = refs/hidden
[receive]
	advertisePushOptions = false
	hideRefs = refs/pull
[core]
	logAllRefUpdates = true
[gc]
	auto = 0
`;

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
  readonly #objects: CatFile;

  /** `env` lets a push be judged while its objects are still in quarantine. */
  constructor(dir: string, env: Readonly<Record<string, string>> = {}) {
    this.dir = dir;
    this.#env = env;
    this.#objects = new CatFile(dir, env);
  }

  /** Ends the process that the repository keeps; it is usable still, and starts another. */
  close(): void {
    this.#objects.close();
  }

  async #run(args: readonly string[], options: Parameters<typeof runGit>[2] = {}) {
    return runGit(this.dir, args, { ...options, env: { ...this.#env, ...options?.env } });
  }

  async #text(args: readonly string[], options: Parameters<typeof runGit>[2] = {}) {
    return (await this.#run(args, options)).stdout.toString("utf8");
  }

  /** The commit that a sha, branch or tag names; null when there is none. */
  async resolve(rev: string): Promise<string | null> {
    return (await this.#objects.info(`${rev}^{commit}`))?.sha ?? null;
  }

  async objectType(sha: string): Promise<string | null> {
    if (!shaPattern.test(sha)) return null;
    return (await this.#objects.info(sha))?.type ?? null;
  }

  async readBlob(sha: string): Promise<Buffer | null> {
    if (!shaPattern.test(sha)) return null;
    const object = await this.#objects.contents(sha);
    return object?.type === "blob" ? object.content : null;
  }

  async writeBlob(bytes: Uint8Array): Promise<string> {
    return (await this.#text(["hash-object", "-w", "--stdin"], { input: bytes })).trim();
  }

  /** Writes many at once; their shas in the same order. */
  async writeBlobs(contents: readonly Uint8Array[]): Promise<string[]> {
    if (contents.length === 0) return [];
    const scratch = await mkdtemp(join(tmpdir(), "countersign-blobs-"));
    try {
      const paths = contents.map((_, at) => join(scratch, String(at)));
      await Promise.all(contents.map((bytes, at) => writeFile(paths[at] ?? "", bytes)));
      const args = ["hash-object", "-w", "--no-filters", "--stdin-paths"];
      return splitLines(await this.#text(args, { input: paths.join("\n") }));
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
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
      const lines = changes.map(
        (one) => `${one.sha ? one.mode : "0"} ${one.sha ?? nobody}\t${one.path}\0`,
      );
      const args = ["-c", `alias.build=${build}`, "build", base ?? "--empty"];
      return (await this.#text(args, { env, input: lines.join("") })).trim();
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  async readCommit(rev: string): Promise<CommitData | null> {
    const sha = await this.resolve(rev);
    if (!sha) return null;
    return this.#commit(sha);
  }

  readonly #commit = remember(many, async (sha: string) => {
    const object = await this.#objects.contents(sha);
    const read = object && parseCommitObject(sha, object.content);
    return read ?? (await this.log({ rev: sha, limit: 1, skip: 0 }))[0] ?? null;
  });

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
    return splitLines(text).map((line) => {
      const [ref = "", sha = ""] = line.split(" ");
      return { ref, sha };
    });
  }

  async readRef(ref: string): Promise<string | null> {
    return (await this.#objects.info(ref))?.sha ?? null;
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
    /** Committed at or after, and at or before (ISO 8601). */
    since?: string | undefined;
    until?: string | undefined;
    skip: number;
    limit: number;
  }): Promise<CommitData[]> {
    const range = [
      ...(query.since ? [`--since=${query.since}`] : []),
      ...(query.until ? [`--until=${query.until}`] : []),
      `--skip=${query.skip}`,
      `--max-count=${query.limit}`,
      "--end-of-options",
      query.rev,
    ];
    const paths = query.path ? ["--", `:(literal)${query.path}`] : ["--"];
    return parseCommits(await this.#text(["log", "-z", logFormat, ...range, ...paths]));
  }

  /** What `head` has and `base` has not, earlier first. */
  readonly commitsBetween = ofCommits(few, async (base, head): Promise<readonly CommitData[]> => {
    const args = ["log", "-z", "--reverse", "--topo-order", logFormat, `${base}..${head}`, "--"];
    return parseCommits(await this.#text(args));
  });

  readonly countBetween = ofCommits(many, async (base, head) =>
    Number(await this.#text(["rev-list", "--count", `${base}..${head}`])),
  );

  /** Null when the two have no common history. */
  readonly mergeBase = ofCommits(many, async (a, b) => {
    const { code, stdout } = await this.#run(["merge-base", a, b], { allow: [1] });
    return code === 0 ? stdout.toString("utf8").trim() : null;
  });

  /** Of two commits on one line the earlier is their merge base. */
  async isAncestor(ancestor: string, of: string): Promise<boolean> {
    return ancestor === of || (await this.mergeBase(ancestor, of)) === ancestor;
  }

  /** The changes between two commits with renames found and patches written, as GitHub lists them. */
  readonly diff = ofCommits(
    few,
    (base, head): Promise<readonly Change[]> => diffTrees((args) => this.#text(args), base, head),
  );

  /** The same without renames: modes and blobs of both sides. */
  readonly rawDiff = ofCommits(
    few,
    (base, head): Promise<readonly RawChange[]> =>
      rawDiff((args) => this.#text(args), base, head, ["--no-renames"]),
  );

  /** git's own three-way merge of two commits, without a work tree. */
  readonly mergeTree = ofCommits(many, async (ours, theirs): Promise<MergeResult> => {
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
  });
}

type OfCommits<T> = (a: string, b: string) => Promise<T>;

/** What two commits have to do with each other never changes: remembered, when both are named by sha. */
function ofCommits<T>(limit: number, ask: OfCommits<T>): OfCommits<T> {
  const known = remember(limit, ask);
  return (a, b) => (shaPattern.test(a) && shaPattern.test(b) ? known(a, b) : ask(a, b));
}

function splitLines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
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
