import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Environment, gitEnvironment, remoteConfig } from "./environment.ts";
import { runGit, textOf } from "./run.ts";

export interface BundleSettings {
  readonly url: string;
  readonly token: string | null;
  /** The process environment; only PATH and the proxy settings are passed on. */
  readonly env: Environment;
  readonly file: string;
}

const patience = 20 * 60_000;

/**
 * Writes a whole repository with every branch, tag, note and pull request into one file, and reads
 * it back. Returns how many refs it holds. Throws GitError when the remote does not answer or the
 * file does not verify.
 */
export async function bundleRepository(settings: BundleSettings): Promise<number> {
  const { url, token, file } = settings;
  const dir = await mkdtemp(join(tmpdir(), "countersign-bundle-"));
  const env = gitEnvironment(settings.env, { ...remoteConfig(url, token), "gc.auto": "0" });
  const options = { env, timeoutMs: patience };
  const git = (...args: string[]) => runGit([`--git-dir=${dir}`, ...args], options);
  try {
    await runGit(["clone", "--quiet", "--mirror", "--end-of-options", url, dir], options);
    await git("bundle", "create", "--quiet", resolve(file), "--all");
    await git("bundle", "verify", "--quiet", resolve(file));
    return textOf(await git("bundle", "list-heads", resolve(file)))
      .split("\n")
      .filter((line) => /^[0-9a-f]{40} refs\//.test(line)).length;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
