import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { ClaimedError } from "../src/studio/claim.ts";
import { NoPortError } from "../src/studio/server.ts";
import { startStudio } from "../src/studio/studio.ts";
import { text } from "../src/studio/text.ts";

function options() {
  try {
    return parseArgs({ options: { reset: { type: "boolean" }, help: { type: "boolean" } } }).values;
  } catch {
    console.error(text.unknownOption(process.argv.slice(2).join(" ")));
    console.error(text.usage);
    process.exit(2);
  }
}

// `git merge-tree --write-tree`, which merges without a work tree, came with 2.38.
function hasGit(): boolean {
  const version = /(\d+)\.(\d+)/.exec(
    spawnSync("git", ["--version"], { encoding: "utf8" }).stdout ?? "",
  );
  const [major, minor] = [Number(version?.[1]), Number(version?.[2])];
  return major > 2 || (major === 2 && minor >= 38);
}

const { reset = false, help = false } = options();
if (help) {
  console.log(text.usage);
  process.exit(0);
}

const given = process.env.PORT ?? "4321";
const port = Number(given);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(text.portInvalid(given));
  process.exit(2);
}
if (!hasGit()) {
  console.error(text.gitMissing);
  process.exit(2);
}

const print = (line: string) => console.log(line);
const studio = await startStudio({ root: process.cwd(), port, reset, print }).catch(
  (error: unknown) => {
    if (!(error instanceof NoPortError || error instanceof ClaimedError)) throw error;
    console.error(error.message);
    process.exit(2);
  },
);

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, async () => {
    if (stopping) process.exit(130);
    stopping = true;
    console.log(`\n${text.stopping}`);
    await studio.close();
    console.log(text.stopped);
    process.exit(0);
  });
}
