import { env } from "node:process";
import { parse } from "yaml";
import source from "../.github/github.yml?raw";
import { parseSettings } from "../src/guard/settings.ts";
import type { Settings } from "./shared/settings.ts";

const studio = env.COUNTERSIGN_STUDIO === "1";
const [owner = "", repo = ""] = (
  env.COUNTERSIGN_REPOSITORY ??
  env.GITHUB_REPOSITORY ??
  "qinghe/website"
).split("/");
const base = import.meta.env.BASE_URL.replace(/\/$/, "");
const relay = parseSettings(parse(source)).sign_in;

/** What the pages of the desk are told when they are built. */
export const settings: Settings = {
  owner,
  repo,
  branch: "main",
  api: studio ? "" : (env.COUNTERSIGN_API ?? env.GITHUB_API_URL ?? "https://api.github.com"),
  relay: studio ? "" : (relay ?? ""),
  // Its own file name: not every host leads from a folder to it with the query kept.
  auth: studio || relay ? "auth" : `${base}/admin/token/index.html`.slice(1),
  base,
};

/** JSON inside a page: only `<` could end the element early. */
export function inlineJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
