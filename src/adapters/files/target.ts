import { createReadStream, existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createDurably } from "./durable.ts";

/** A place for backups. Nothing in it is ever written over. */
export interface Target {
  readonly name: string;
  /** Durable when it resolves. False, and nothing written, when the path is taken. */
  putFile(path: string, file: string): Promise<boolean>;
  putText(path: string, text: string): Promise<boolean>;
  /** Throws when there is nothing. */
  read(path: string): Promise<Readable>;
  readText(path: string): Promise<string>;
  /** Every path, in order. */
  list(): Promise<readonly string[]>;
  remove(path: string): Promise<void>;
}

/** A folder, such as a mounted disk. */
export function folderTarget(dir: string): Target {
  return {
    name: dir,
    putFile: (path, file) =>
      createDurably(join(dir, path), async (handle) => {
        for await (const chunk of createReadStream(file)) await handle.writeFile(chunk);
      }),
    putText: (path, text) => createDurably(join(dir, path), (handle) => handle.writeFile(text)),
    read: async (path) => {
      const stream = createReadStream(join(dir, path));
      await new Promise((resolve, reject) => {
        stream.once("open", resolve);
        stream.once("error", reject);
      });
      return stream;
    },
    readText: (path) => readFile(join(dir, path), "utf8"),
    async list() {
      if (!existsSync(dir)) return [];
      const entries = await readdir(dir, { recursive: true, withFileTypes: true });
      return entries
        .filter((one) => one.isFile() && !one.name.endsWith(".part"))
        .map((one) =>
          join(one.parentPath, one.name)
            .slice(dir.length + 1)
            .replaceAll("\\", "/"),
        )
        .sort();
    },
    remove: (path) => rm(join(dir, path)),
  };
}
