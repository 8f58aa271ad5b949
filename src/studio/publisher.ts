import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { BuildResult } from "./builder.ts";

/** `dist/version.json`: which commit a built site shows, and when it must be built again. */
const versionSchema = z.object({
  commit: z.string(),
  next_change: z.string().nullish(),
});
type Version = z.infer<typeof versionSchema>;

export interface Publisher {
  /** The folder of the site that visitors get now; null before the first build. */
  current(): string | null;
  version(): Version | null;
  /**
   * Renders `sha` beside the live site and swaps it in at once. A failed build changes nothing.
   * Throws nothing; the result tells.
   */
  publish(sha: string): Promise<BuildResult>;
}

/** `build` renders a commit into a folder. `sites` holds one folder a build and the pointer file. */
export function createPublisher(
  sites: string,
  build: (sha: string, out: string) => Promise<BuildResult>,
): Publisher {
  const pointer = join(sites, "current");
  let live = readPointer(sites, pointer);
  return {
    current: () => live,
    version: () => (live ? readVersion(live) : null),
    async publish(sha) {
      const name = freeName(sites, sha);
      const out = join(sites, name);
      const result = await build(sha, out);
      if (!result.ok) {
        rmSync(out, { recursive: true, force: true });
        return result;
      }
      writeFileSync(`${pointer}.new`, name);
      renameSync(`${pointer}.new`, pointer);
      const previous = live;
      live = out;
      removeOthers(sites, [out, previous]);
      return result;
    },
  };
}

function readPointer(sites: string, pointer: string): string | null {
  if (!existsSync(pointer)) return null;
  const dir = join(sites, readFileSync(pointer, "utf8"));
  return readVersion(dir) ? dir : null;
}

function readVersion(dir: string): Version | null {
  const file = join(dir, "version.json");
  if (!existsSync(file)) return null;
  return versionSchema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data ?? null;
}

function freeName(sites: string, sha: string): string {
  for (let count = 0; ; count++) {
    const name = `${sha}-${count}`;
    if (!existsSync(join(sites, name))) return name;
  }
}

// The previous site stays: a visitor's page may still be asking for its pictures.
function removeOthers(sites: string, keep: (string | null)[]): void {
  for (const entry of readdirSync(sites, { withFileTypes: true })) {
    const dir = join(sites, entry.name);
    if (entry.isDirectory() && !keep.includes(dir)) rmSync(dir, { recursive: true, force: true });
  }
}
