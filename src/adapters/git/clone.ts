import { spawnSync } from "node:child_process";
import { type Environment, gitEnvironment } from "./environment.ts";
import { type History, openHistory } from "./history.ts";
import { type Mirror, openMirror } from "./mirror.ts";

/** The repository around a folder, read without asking anybody; null where there is none. */
export async function openClone(
  folder: string,
  outer: Environment,
): Promise<{ readonly history: History; readonly git: Mirror } | null> {
  const args = ["rev-parse", "--absolute-git-dir"];
  const asked = spawnSync("git", args, {
    cwd: folder,
    env: gitEnvironment(outer, {}),
    encoding: "utf8",
  });
  if (asked.status !== 0) return null;
  const dir = asked.stdout.trim();
  const git = await openMirror({ dir, url: "file:///", token: async () => null, env: outer });
  return { history: openHistory(dir, outer), git };
}
