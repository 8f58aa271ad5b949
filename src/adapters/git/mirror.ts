import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { remember } from "../../base/remember.ts";
import { type FileChange, fingerprintOf, parseRawDiff } from "./changes.ts";
import { type Environment, gitEnvironment, remoteConfig } from "./environment.ts";
import { branchRef, fetchWanted, isSha, type Wanted } from "./fetch.ts";
import { parseBlobs, parsePresence, parseTree, type TreeFile } from "./objects.ts";
import { parseRefs, type RemoteRef } from "./refs.ts";
import { type GitAnswer, type GitOptions, runGit, textOf } from "./run.ts";

export interface MirrorSettings {
  /** A folder of the mirror's own; made when it is not there. */
  readonly dir: string;
  readonly url: string;
  /** Asked before each fetch; null for a remote that needs none. */
  readonly token: () => Promise<string | null>;
  /** The process environment; only PATH and the proxy settings are passed on. */
  readonly env: Environment;
}

/** A bare copy of the repository, filled as far as decisions need it. */
export interface Mirror {
  /**
   * Brings branches and commits here in one fetch. Returns the commits that the remote no longer
   * has. Throws GitError when a branch is missing or the remote does not answer.
   */
  fetch(wanted: Wanted): Promise<ReadonlySet<string>>;
  /** Every branch and every pull request's head as the remote has them now. */
  refs(): Promise<readonly RemoteRef[]>;
  /** The commit of a branch at the last fetch. */
  tip(branch: string): Promise<string>;
  /** Null when the two have no common history. */
  mergeBase(a: string, b: string): Promise<string | null>;
  /** The diff of two commits, renames found as GitHub finds them; without `renames`, taken apart. */
  changes(base: string, head: string, renames?: boolean): Promise<FileChange[]>;
  /** The fingerprint of the diff from the merge base with `tip` to `sha`; null without a merge base. */
  fingerprint(tip: string, sha: string): Promise<string | null>;
  /** The files below `prefix` at a commit. */
  files(commit: string, prefix?: string): Promise<TreeFile[]>;
  /** Blobs by sha; one that is absent throws. */
  blobs(shas: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
  /** Null when the commit has no such file. */
  readFile(commit: string, path: string): Promise<Buffer | null>;
  /** The paths that git cannot merge; empty when the merge is clean. */
  conflicts(ours: string, theirs: string): Promise<string[]>;
}

type Git = (args: readonly string[], options?: Partial<GitOptions>) => Promise<GitAnswer>;

const fetchPatience = 5 * 60_000;

// Answers to remember: small ones, and such as may be long lists.
const many = 5000;
const few = 60;

/** Opens the mirror of `url` in `dir`; nothing is fetched yet. */
export async function openMirror(settings: MirrorSettings): Promise<Mirror> {
  const { dir, env } = settings;
  const local = gitEnvironment(env, { "gc.auto": "0" });
  const git: Git = (args, options) =>
    runGit([`--git-dir=${dir}`, ...args], { env: local, ...options });
  if (!existsSync(join(dir, "HEAD"))) {
    await mkdir(dir, { recursive: true });
    await git(["init", "--quiet", "--bare"]);
  }
  return {
    ...reader(git),
    fetch: fetcher(settings, git),
    refs: () => remoteRefs(settings, git),
    ...differ(git),
  };
}

async function remoteRefs(settings: MirrorSettings, git: Git): Promise<readonly RemoteRef[]> {
  const config = remoteConfig(settings.url, await settings.token());
  const env = gitEnvironment(settings.env, config);
  const args = ["ls-remote", "--quiet", "--refs", "--end-of-options", settings.url];
  const patterns = ["refs/heads/*", "refs/pull/*/head"];
  return parseRefs((await git([...args, ...patterns], { env })).stdout);
}

function fetcher(settings: MirrorSettings, git: Git): Mirror["fetch"] {
  const gone = new Set<string>();
  const fetch: Mirror["fetch"] = async ({ branches, shas }) => {
    const asked = [...new Set(shas)].filter(isSha);
    const absent = await absentOf(git, asked);
    const config = remoteConfig(settings.url, await settings.token());
    const env = gitEnvironment(settings.env, { ...config, "gc.auto": "0" });
    const missing = await fetchWanted(
      (refspecs) => git(fetchArguments(settings.url, refspecs), { env, timeoutMs: fetchPatience }),
      { branches, shas: absent.filter((sha) => !gone.has(sha)) },
    );
    // GitHub never brings a dropped commit back; asking each time would cost a fetch each.
    for (const sha of missing) gone.add(sha);
    return new Set(absent.filter((sha) => gone.has(sha)));
  };
  // Two fetches at once would stand in each other's way at the refs that both write.
  let last: Promise<unknown> = Promise.resolve();
  return (wanted) => {
    const mine = last.then(() => fetch(wanted));
    last = mine.catch(() => undefined);
    return mine;
  };
}

function fetchArguments(url: string, refspecs: readonly string[]): string[] {
  const flags = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
  return ["fetch", ...flags, "--end-of-options", url, ...refspecs];
}

async function absentOf(git: Git, shas: readonly string[]): Promise<string[]> {
  const input = shas.map((sha) => `${sha}\n`).join("");
  const present = parsePresence(textOf(await git(["cat-file", "--batch-check"], { input })));
  return shas.filter((sha) => !present.has(sha));
}

function reader(git: Git) {
  return {
    async tip(branch: string) {
      const args = ["rev-parse", "--verify", "--quiet", `${branchRef(branch)}^{commit}`];
      return textOf(await git(args)).trim();
    },
    files: remember(few, async (commit: string, prefix: string = "") => {
      const flags = ["-r", "-z", "--long", "--full-tree"];
      const answer = await git(["ls-tree", ...flags, commit, ...(prefix ? [`${prefix}/`] : [])]);
      return parseTree(textOf(answer));
    }),
    async blobs(shas: readonly string[]) {
      const input = [...new Set(shas)].map((sha) => `${sha}\n`).join("");
      return parseBlobs((await git(["cat-file", "--batch"], { input })).stdout);
    },
    readFile: remember(few, async (commit: string, path: string) => {
      const args = ["cat-file", "blob", `${commit}:${path}`];
      const { code, stdout } = await git(args, { allow: [128] });
      return code === 0 ? stdout : null;
    }),
  };
}

function differ(git: Git) {
  const mergeBase = remember(many, async (a: string, b: string) => {
    const { code, stdout } = await git(["merge-base", a, b], { allow: [1] });
    return code === 0 ? stdout.toString("utf8").trim() : null;
  });
  const changes = remember(few, async (base: string, head: string, renames: boolean = true) => {
    const flags = ["-r", "-z", "--raw", "--no-abbrev", renames ? "-M" : "--no-renames"];
    return parseRawDiff(textOf(await git(["diff-tree", ...flags, base, head])));
  });
  const fingerprint = remember(many, async (base: string, sha: string) =>
    fingerprintOf(await changes(base, sha)),
  );
  return {
    mergeBase,
    changes,
    async fingerprint(tip: string, sha: string) {
      const base = await mergeBase(tip, sha);
      return base && fingerprint(base, sha);
    },
    conflicts: remember(many, async (ours: string, theirs: string) => {
      const flags = ["--write-tree", "--name-only", "--no-messages", "-z"];
      const answer = await git(["merge-tree", ...flags, ours, theirs], { allow: [1] });
      // The tree comes first, the conflicting paths after it.
      return answer.code === 0 ? [] : textOf(answer).split("\0").slice(1).filter(Boolean);
    }),
  };
}
