import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "./text.ts";

export interface ServerSettings {
  readonly host: string;
  readonly path: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Further options of ssh. */
  readonly ssh: readonly string[];
  /** The folder name of this release: the time first, so that names are in its order; no two are alike. */
  readonly release: string;
}

/** Releases that stay on the server, this one among them. */
const kept = 5;

/**
 * Sends the site into a release folder of its own and turns the link `current` to it in one step, so
 * that visitors see the old site whole until the new one is there whole. Throws when a step fails.
 */
export async function deployToServer(settings: ServerSettings, dir: string): Promise<void> {
  const { host, path, env, release } = settings;
  const ssh = [...quiet, ...settings.ssh];
  // What is half there is no release: it becomes one, and is shown, in one step.
  const incoming = `${path}/incoming`;
  const target = `${incoming}/${release}`;
  try {
    await run(
      "ssh",
      [...ssh, host, `rm -rf '${incoming}' && mkdir -p '${path}/releases' '${incoming}'`],
      env,
    );
    const link = "--link-dest=../../current/";
    const args = ["--archive", "--checksum", "--delete", link, `${dir}/`, `${host}:${target}/`];
    await run("rsync", ["--rsh", ["ssh", ...ssh].join(" "), ...args], env);
    const enter = `mv '${target}' '${path}/releases/${release}'`;
    await run("ssh", [...ssh, host, `${enter} && ${turnTo(path, release)}`], env);
  } catch (error) {
    throw new Error(text.keptOld, { cause: error });
  }
  const old = `cd '${path}/releases' && ls -1r | tail -n +${kept + 1} | xargs -r rm -rf --`;
  await run("ssh", [...ssh, host, old], env);
}

/** Turns `current` back to the release before; throws when there is none. */
export async function rollBack(settings: Omit<ServerSettings, "release">): Promise<void> {
  const { host, path, env } = settings;
  const ssh = [...quiet, ...settings.ssh];
  // Names begin with the time: the one above in the list is the one before.
  const now = `now=$(basename "$(readlink ../current)")`;
  const none = `{ echo '${text.noRelease}' >&2; exit 1; }`;
  const previous = `one=$(ls -1 | grep -xF -B1 -e "$now" | head -n 1) && test "$one" != "$now" || ${none}`;
  const step = `cd '${path}/releases' && ${now} && ${previous} && cd .. && ln -sfn "releases/$one" current.new && mv -T current.new current`;
  await run("ssh", [...ssh, host, step], env);
}

/**
 * ssh's options for a key and known hosts that stand in variables; the machine's own ssh settings
 * serve where there are none. The files are written below `dir`, readable to their owner only.
 */
export function sshOptions(dir: string, key: string, hosts: string): readonly string[] {
  if (key === "") return [];
  const [keyFile, hostsFile] = [join(dir, "key"), join(dir, "known_hosts")];
  writeFileSync(keyFile, `${key.trim()}\n`, { mode: 0o600 });
  writeFileSync(hostsFile, `${hosts.trim()}\n`, { mode: 0o600 });
  return ["-i", keyFile, "-o", "IdentitiesOnly=yes", "-o", `UserKnownHostsFile=${hostsFile}`];
}

// A server that asks for a password, or whose key is unknown, is refused rather than waited for.
const quiet = ["-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes"];

// A rename replaces the link at once; writing over it would leave a moment without any.
function turnTo(path: string, release: string): string {
  return `cd '${path}' && ln -sfn 'releases/${release}' current.new && mv -T current.new current`;
}

function run(program: string, args: readonly string[], env: ServerSettings["env"]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    child.once("error", (error) => reject(new Error(text.missing(program), { cause: error })));
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(text.failed(program, code, said.trim()))),
    );
  });
}
