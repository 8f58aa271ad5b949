export interface DiffLine {
  readonly kind: "added" | "removed" | "same" | "gap";
  readonly text: string;
}

/** A patch of GitHub's as lines to read; hunk headers become gaps. */
export function readPatch(patch: string): DiffLine[] {
  return patch
    .split("\n")
    .filter((line) => !line.startsWith("\\"))
    .map((line) => ({ kind: kindOf(line), text: line.startsWith("@@") ? "" : line.slice(1) }));
}

function kindOf(line: string): DiffLine["kind"] {
  if (line.startsWith("@@")) return "gap";
  if (line.startsWith("+")) return "added";
  return line.startsWith("-") ? "removed" : "same";
}
