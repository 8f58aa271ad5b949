import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";

export interface BuildRequest {
  /** What the finished site says it shows. */
  readonly commit: string;
  /** The tree to render: a commit's, or one composed for a preview. */
  readonly tree: string;
  /** A folder name below the checkouts: builds of one name follow each other and share a cache. */
  readonly workspace: string;
  readonly out: string;
  /** Extra environment of the site build (`COUNTERSIGN_*`, see astro.config.mjs). */
  readonly env: Readonly<Record<string, string>>;
}

export type BuildResult = { readonly ok: true } | { readonly ok: false; readonly log: string };

interface BuilderSettings {
  readonly root: string;
  readonly repository: string;
  readonly checkouts: string;
  readonly cache: string;
}

const timeLimit = 5 * 60_000;
const logLimit = 20_000;

/**
 * Checks `tree` out beside the repository and renders the site from it in a process of its own.
 * Never throws for a broken site: the result carries the log. `signal` ends the process.
 */
export async function buildSite(
  settings: BuilderSettings,
  request: BuildRequest,
  signal: AbortSignal,
): Promise<BuildResult> {
  const checkout = join(settings.checkouts, request.workspace);
  const cache = join(settings.cache, request.workspace);
  mkdirSync(checkout, { recursive: true });
  mkdirSync(cache, { recursive: true });
  rmSync(request.out, { recursive: true, force: true });
  const placed = await checkOut(settings.repository, checkout, request.tree, signal);
  if (!placed.ok) return placed;
  linkModules(settings.root, checkout);
  return run(process.execPath, [join(settings.root, "node_modules/astro/bin/astro.mjs"), "build"], {
    cwd: checkout,
    signal,
    env: {
      PATH: process.env.PATH,
      HOME: cache,
      ASTRO_TELEMETRY_DISABLED: "1",
      NO_COLOR: "1",
      COUNTERSIGN_COMMIT: request.commit,
      COUNTERSIGN_OUT: request.out,
      COUNTERSIGN_CACHE: cache,
      ...request.env,
    },
  });
}

// A symlink is written as a plain text file, so that content cannot point outside the checkout.
function checkOut(repository: string, checkout: string, tree: string, signal: AbortSignal) {
  const args = ["-c", "core.symlinks=false", "--git-dir", repository, "--work-tree", checkout];
  return run("git", [...args, "read-tree", "--reset", "-u", tree], {
    cwd: checkout,
    signal,
    env: {
      PATH: process.env.PATH,
      GIT_INDEX_FILE: `${checkout}.index`,
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CONFIG_NOSYSTEM: "1",
    },
  });
}

function linkModules(root: string, checkout: string): void {
  const link = join(checkout, "node_modules");
  if (!existsSync(link)) symlinkSync(join(root, "node_modules"), link, "dir");
}

interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

function run(command: string, args: string[], options: RunOptions): Promise<BuildResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(timeLimit)]),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let log = "";
    const keep = (chunk: Buffer) => {
      log = (log + chunk.toString("utf8")).slice(-logLimit);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => resolve({ ok: false, log: `${log}\n${error.message}` }));
    child.on("close", (code) => resolve(code === 0 ? { ok: true } : { ok: false, log }));
  });
}
