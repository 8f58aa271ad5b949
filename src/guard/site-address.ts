import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseSettings } from "./settings.ts";

/** Where `file` (github.yml) says that visitors find the site; `base` begins and may end with a slash. */
export function siteAddress(file: string): {
  readonly origin: string | null;
  readonly base: string;
} {
  const { site } = parseSettings(parse(readFileSync(file, "utf8")));
  if (site === null) return { origin: null, base: "/" };
  const { origin, pathname } = new URL(site);
  return { origin, base: pathname };
}
