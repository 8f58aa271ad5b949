import { existsSync, lstatSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Files as some state of the repository holds them. */
export interface Tree {
  readonly files: readonly TreeEntry[];
  /** The bytes of files; one that is no plain file has none. */
  read(paths: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
}

export interface TreeEntry {
  readonly path: string;
  /** git's mode. */
  readonly mode: string;
  readonly size: number;
}

const folders = ["content", ".github"];

/** The content and the rules as they stand on the disk below `root`. */
export function workingTree(root: string): Tree {
  return {
    files: folders.flatMap((folder) => filesBelow(root, folder)),
    async read(paths) {
      const found = await Promise.all(
        paths.map(async (path) => [path, await readFile(join(root, path))] as const),
      );
      return new Map(found);
    },
  };
}

function filesBelow(root: string, folder: string): TreeEntry[] {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const full = join(entry.parentPath, entry.name);
      const { size, mode } = lstatSync(full);
      const path = `${folder}${full.slice(top.length)}`.replaceAll("\\", "/");
      // What is neither a file nor a link cannot be in git: it is refused as a link is.
      if (!entry.isFile()) return { path, mode: "120000", size };
      return { path, mode: mode & 0o100 ? "100755" : "100644", size };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
