import { createHash } from "node:crypto";

/** One file of a diff. The blob of a side that does not exist is all zeros, and so is its mode. */
export interface FileChange {
  readonly path: string;
  /** Where a renamed file was before. */
  readonly previousPath: string | null;
  readonly status: "added" | "removed" | "modified" | "renamed" | "changed";
  readonly oldMode: string;
  readonly newMode: string;
  readonly oldBlob: string;
  readonly newBlob: string;
}

/** Whether a mode is that of a file, executable or not: no symlink, no submodule. */
export function isRegularFile(mode: string): boolean {
  return mode.startsWith("100");
}

/** Reads `git diff-tree -r -z --raw --no-abbrev`. Throws for a line it does not understand. */
export function parseRawDiff(text: string): FileChange[] {
  const parts = text.split("\0");
  const changes: FileChange[] = [];
  for (let at = 0; at < parts.length - 1; ) {
    const match = /^:(\d{6}) (\d{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([A-Z])\d*$/.exec(
      parts[at] ?? "",
    );
    if (!match) throw new Error(`Cannot read git's diff: found "${parts[at]}"`);
    const [, oldMode = "", newMode = "", oldBlob = "", newBlob = "", letter = ""] = match;
    const moved = letter === "R" || letter === "C";
    const paths = parts.slice(at + 1, at + (moved ? 3 : 2));
    const common = { oldMode, newMode, oldBlob, newBlob, status: statusOf(letter) };
    changes.push({
      path: paths.at(-1) ?? "",
      previousPath: moved ? (paths[0] ?? "") : null,
      ...common,
    });
    at += 1 + paths.length;
  }
  return changes;
}

function statusOf(letter: string): FileChange["status"] {
  switch (letter) {
    case "A":
      return "added";
    case "D":
      return "removed";
    case "M":
      return "modified";
    case "R":
      return "renamed";
    case "T":
      return "changed";
    default:
      throw new Error(`Cannot read git's diff: unknown kind of change "${letter}"`);
  }
}

/**
 * The content fingerprint of the approval contract: sha256 over the sorted list of
 * (path, previous path, mode, old blob, new blob).
 */
export function fingerprintOf(changes: readonly FileChange[]): string {
  const lines = changes.map((one) =>
    JSON.stringify([one.path, one.previousPath, one.newMode, one.oldBlob, one.newBlob]),
  );
  return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
}
