import { env } from "node:process";
import type { Settings } from "./shared/settings.ts";

const studio = env.COUNTERSIGN_STUDIO === "1";
const [owner = "qinghe", repo = "website"] = (env.COUNTERSIGN_REPOSITORY ?? "qinghe/website").split(
  "/",
);

/** What the pages of the desk are told when they are built. */
export const settings: Settings = {
  owner,
  repo,
  branch: "main",
  api: studio ? "" : (env.COUNTERSIGN_API ?? "https://api.github.com"),
  relay: studio ? "" : (env.COUNTERSIGN_RELAY ?? ""),
  base: (env.COUNTERSIGN_BASE ?? "/").replace(/\/$/, ""),
};

/** JSON inside a page: only `<` could end the element early. */
export function inlineJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
