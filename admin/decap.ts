import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as z from "zod";

const packageFile = createRequire(import.meta.url).resolve("decap-cms/package.json");

/** Where the package's built files lie. */
export const decapDist = join(dirname(packageFile), "dist");

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(packageFile, "utf8")));

/**
 * Where the desk serves them. The version is part of the address, so that browsers keep them for good
 * like everything below `_astro/`.
 */
export const decapFolder = `_astro/decap-${version}`;

export function decapFile(base: string): string {
  return `${base}/${decapFolder}/decap-cms.js`;
}
