import { type Environment, gitEnvironment } from "./environment.ts";
import { parseBlobs, parseTree } from "./objects.ts";
import { runGit, textOf } from "./run.ts";

/** A branch that this program keeps, beside whatever is checked out. */
export interface BranchPlace {
  /** The repository's folder, bare or not. */
  readonly repository: string;
  readonly branch: string;
  readonly env: Environment;
}

const committer = "Countersign <orders@countersign.invalid>";

/** Adds a file to the branch in a commit of its own; makes the branch when it is not there. */
export async function commitFile(
  place: BranchPlace,
  path: string,
  content: string,
  message: string,
): Promise<void> {
  const ref = `refs/heads/${place.branch}`;
  const old = await tipOf(place);
  // fast-import touches no working tree and moves the branch forward only.
  const commands = [
    `commit ${ref}`,
    `committer ${committer} now`,
    data(message),
    ...(old === null ? [] : [`from ${old}`]),
    `M 100644 inline ${path}`,
    data(content),
    "done",
    "",
  ];
  await git(place, ["fast-import", "--quiet", "--done", "--date-format=now"], commands.join("\n"));
}

/** The contents of the branch's files whose names `wanted` accepts; none when there is no branch. */
export async function readFiles(
  place: BranchPlace,
  wanted: (name: string) => boolean,
): Promise<string[]> {
  const tip = await tipOf(place);
  if (tip === null) return [];
  const listed = await git(place, ["ls-tree", "-r", "-z", "--long", tip]);
  const shas = parseTree(textOf(listed)).flatMap(({ path, blob }) => (wanted(path) ? [blob] : []));
  const input = shas.map((sha) => `${sha}\n`).join("");
  const blobs = parseBlobs((await git(place, ["cat-file", "--batch"], input)).stdout);
  return shas.map((sha) => blobs.get(sha)?.toString("utf8") ?? "");
}

async function tipOf(place: BranchPlace): Promise<string | null> {
  const ref = `refs/heads/${place.branch}`;
  const answer = await git(place, ["rev-parse", "--verify", "--quiet", ref], undefined, [1]);
  return answer.code === 0 ? textOf(answer).trim() : null;
}

function git(
  { repository, env }: BranchPlace,
  args: readonly string[],
  input?: string,
  allow: readonly number[] = [],
) {
  return runGit(["-C", repository, ...args], {
    env: gitEnvironment(env, { "safe.directory": "*" }),
    allow,
    ...(input === undefined ? {} : { input }),
  });
}

const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}`;
