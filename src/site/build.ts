import { env } from "node:process";

/** The moment that this build shows, in milliseconds. */
export const now = env.COUNTERSIGN_NOW ? Date.parse(env.COUNTERSIGN_NOW) : Date.now();
/** The commit that this build shows. */
export const commit = env.COUNTERSIGN_COMMIT ?? env.GITHUB_SHA ?? "local";

const base = import.meta.env.BASE_URL.replace(/\/$/, "");
export const isPreview = base.startsWith("/preview/");

/** A place of the site as an address that works below any base path. */
export function link(path: string): string {
  return `${base}${path}`;
}
