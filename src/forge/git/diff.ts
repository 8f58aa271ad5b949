export interface RawChange {
  readonly path: string;
  readonly previousPath?: string;
  readonly status: string;
  readonly oldMode: string;
  readonly newMode: string;
  readonly oldBlob: string;
  readonly newBlob: string;
}

export interface Change {
  readonly path: string;
  readonly previousPath?: string;
  readonly status: "added" | "removed" | "modified" | "renamed";
  readonly mode: string;
  /** The blob after the change; before it, where the file was removed. */
  readonly blob: string;
  readonly additions: number;
  readonly deletions: number;
  /** Absent for binary files and for patches over GitHub's size. */
  readonly patch?: string;
}

type Git = (args: readonly string[]) => Promise<string>;

const patchLimit = 400_000;

/** `git diff --raw -z` between two commits. */
export async function rawDiff(
  git: Git,
  base: string,
  head: string,
  flags: readonly string[],
): Promise<RawChange[]> {
  const out = await git(["diff-tree", "-r", "-z", "--raw", "--no-abbrev", ...flags, base, head]);
  const parts = out.split("\0");
  const changes: RawChange[] = [];
  for (let at = 0; at < parts.length; ) {
    const meta = parts[at] ?? "";
    if (!meta.startsWith(":")) {
      at += 1;
      continue;
    }
    const [oldMode = "", newMode = "", oldBlob = "", newBlob = "", status = ""] = meta
      .slice(1)
      .split(" ");
    const moved = status.startsWith("R") || status.startsWith("C");
    const [first = "", second = ""] = [parts[at + 1], parts[at + 2]];
    const common = { status, oldMode, newMode, oldBlob, newBlob };
    changes.push(
      moved ? { ...common, path: second, previousPath: first } : { ...common, path: first },
    );
    at += moved ? 3 : 2;
  }
  return changes;
}

/** Changes as GitHub lists them: renames found, line counts, patches. */
export async function diffTrees(git: Git, base: string, head: string): Promise<Change[]> {
  const [raw, sections] = await Promise.all([
    rawDiff(git, base, head, ["-M"]),
    patchSections(git, base, head),
  ]);
  let at = 0;
  return raw.map((one) => {
    const section = sections[at] ?? "";
    // A change of type (a file that becomes a link) is written as a removal and an addition.
    at += one.status === "T" ? 2 : 1;
    return changeOf(one, one.status === "T" ? "" : section);
  });
}

function changeOf(one: RawChange, section: string): Change {
  const start = section.indexOf("\n@@ ");
  const patch = start < 0 ? "" : section.slice(start + 1).replace(/\n$/, "");
  return {
    path: one.path,
    ...(one.previousPath === undefined ? {} : { previousPath: one.previousPath }),
    status: statusOf(one.status),
    mode: one.status === "D" ? one.oldMode : one.newMode,
    blob: one.status === "D" ? one.oldBlob : one.newBlob,
    additions: countLines(patch, "+"),
    deletions: countLines(patch, "-"),
    ...(patch === "" || patch.length > patchLimit ? {} : { patch }),
  };
}

function countLines(patch: string, sign: string): number {
  return patch.split("\n").filter((line) => line.startsWith(sign)).length;
}

function statusOf(letter: string): Change["status"] {
  if (letter === "A") return "added";
  if (letter === "D") return "removed";
  return letter.startsWith("R") ? "renamed" : "modified";
}

async function patchSections(git: Git, base: string, head: string): Promise<string[]> {
  const out = await git(["diff-tree", "-r", "-M", "-p", "--no-color", "--no-ext-diff", base, head]);
  return out.split(/^diff --git /m).slice(1);
}
