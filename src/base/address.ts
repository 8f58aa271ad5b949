/** Whether an address is the web's and ends with its host: no path, no query, no slash. */
export function isOrigin(url: string): boolean {
  return /^https?:/.test(url) && URL.canParse(url) && new URL(url).origin === url;
}

/** The address of `path` on a site that may stand below a path of its own, with or without a slash at its end. */
export function addressOn(site: string, path: string): string {
  return new URL(path, site.endsWith("/") ? site : `${site}/`).href;
}
