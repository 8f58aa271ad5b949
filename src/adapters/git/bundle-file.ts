import { hash } from "node:crypto";
import { type Environment, gitEnvironment } from "./environment.ts";
import { runGit, textOf } from "./run.ts";

const patience = 30 * 60_000;

/** A hash of all branches and tags: the same while nothing has changed. Null in an empty repository. */
export async function refsOf(repository: string, env: Environment): Promise<string | null> {
  const refs = textOf(
    await git(repository, env, ["for-each-ref", "--format=%(objectname) %(refname)"]),
  );
  return refs === "" ? null : hash("sha256", refs);
}

/** Writes everything in the repository into one file that `git clone` reads. */
export async function writeBundle(
  repository: string,
  env: Environment,
  file: string,
): Promise<void> {
  await git(repository, env, ["bundle", "create", "--quiet", file, "--all"]);
}

/** Throws when the file is no whole bundle, or its objects are damaged. */
export async function checkBundleFile(file: string, into: string, env: Environment): Promise<void> {
  const options = { env: gitEnvironment(env, {}), timeoutMs: patience };
  await runGit(["clone", "--quiet", "--mirror", file, into], options);
  await runGit(["-C", into, "fsck", "--full", "--no-progress"], options);
}

function git(repository: string, env: Environment, args: readonly string[]) {
  return runGit(["-C", repository, ...args], {
    env: gitEnvironment(env, { "safe.directory": "*" }),
    timeoutMs: patience,
  });
}
