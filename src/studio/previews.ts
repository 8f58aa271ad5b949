import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { BuildResult } from "./builder.ts";

export interface Previews {
  /** The rendered preview of a head; null while there is none. */
  folder(sha: string): string | null;
  render(sha: string): Promise<BuildResult>;
  /** Removes the previews of heads that no open pull request has. */
  keepOnly(shas: readonly string[]): void;
}

const shaPattern = /^[0-9a-f]{40}$/;

/** One folder a head, named by its full sha; a preview that exists is whole. */
export function createPreviews(
  dir: string,
  build: (sha: string, out: string) => Promise<BuildResult>,
): Previews {
  const place = (sha: string) => join(dir, sha);
  const finished = (sha: string) => existsSync(join(place(sha), "version.json"));
  return {
    folder: (sha) => (shaPattern.test(sha) && finished(sha) ? place(sha) : null),
    async render(sha) {
      if (finished(sha)) return { ok: true };
      const result = await build(sha, place(sha));
      if (!result.ok) rmSync(place(sha), { recursive: true, force: true });
      return result;
    },
    keepOnly(shas) {
      if (!existsSync(dir)) return;
      for (const name of readdirSync(dir))
        if (!shas.includes(name)) rmSync(join(dir, name), { recursive: true, force: true });
    },
  };
}
