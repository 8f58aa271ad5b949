import * as z from "zod";

/** Where the desk finds its repository; written into the pages when the site is built. */
const settings = z.object({
  owner: z.string(),
  repo: z.string(),
  branch: z.string(),
  /** Empty: the page's own origin with `/api/v3`, as the studio serves it. */
  api: z.string(),
  /** Origin of the sign-in popup: the OAuth relay's; empty: the page's own. */
  relay: z.string(),
  /** Path of the page below `relay` that the sign-in popup opens, without a leading slash. */
  auth: z.string(),
  /** The path prefix of the site, without a trailing slash. */
  base: z.string(),
});
export type Settings = z.infer<typeof settings>;

/** The settings of this page, the page's own origin filled in. */
export function readSettings(): Settings {
  const element = document.getElementById("desk-settings");
  const read = settings.parse(JSON.parse(element?.textContent ?? ""));
  const { origin } = location;
  return { ...read, api: read.api || `${origin}/api/v3`, relay: read.relay || origin };
}
