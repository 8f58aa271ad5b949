export interface TreeFile {
  readonly path: string;
  readonly mode: string;
  readonly blob: string;
  /** Bytes; 0 for a submodule, which has none. */
  readonly size: number;
}

/** Reads `git ls-tree -r -z --long`. */
export function parseTree(text: string): TreeFile[] {
  return text
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => {
      const tab = line.indexOf("\t");
      const [mode = "", , blob = "", size = "-"] = line.slice(0, tab).split(/ +/);
      return { path: line.slice(tab + 1), mode, blob, size: Number(size) || 0 };
    });
}

/** Reads `git cat-file --batch-check`: the objects that are there. */
export function parsePresence(text: string): ReadonlySet<string> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.endsWith(" missing"));
  return new Set(lines.map((line) => line.slice(0, line.indexOf(" "))));
}

const newline = 0x0a;

/** Reads `git cat-file --batch`. Throws when an object is missing or is no blob. */
export function parseBlobs(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(newline, at);
    const [sha = "", type = "", size = ""] = bytes.toString("utf8", at, end).split(" ");
    if (type !== "blob") throw new Error(`Cannot read the blob ${sha}: git says "${type}"`);
    const start = end + 1;
    blobs.set(sha, bytes.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return blobs;
}
