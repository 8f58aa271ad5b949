import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Document } from "../../checks/document.ts";
import { isRuleFile } from "../../checks/settings.ts";

/** The files below a folder's `.github/` that say what content may be. */
export function readRuleFiles(root: string): Document[] {
  const folder = join(root, ".github");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => `.github/${name.replaceAll("\\", "/")}`)
    .filter(isRuleFile)
    .sort()
    .map((path) => ({ path, source: readFileSync(join(root, path), "utf8") }));
}
