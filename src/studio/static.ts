import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Context } from "hono";

const month = 30 * 24 * 3600;

/**
 * Answers a GET from the built site in `dir`, whose pages were built for the path prefix `base`
 * ("" or "/preview/<sha>"). Null when there is no such file.
 */
export async function serveFile(c: Context, dir: string, base: string): Promise<Response | null> {
  const path = c.req.path.slice(base.length) || "/";
  if (isFolder(dir, path)) return c.redirect(`${base}${path}/`, 302);
  const serve = serveStatic({ root: dir, rewriteRequestPath: (full) => full.slice(base.length) });
  const found = await serve(c, async () => {});
  if (!found) return null;
  // Names below _astro/ carry a hash of their content; everything else must be asked for again.
  const hashed = path.startsWith("/_astro/");
  found.headers.set("Cache-Control", hashed ? `public, max-age=${month}, immutable` : "no-cache");
  return found;
}

function isFolder(dir: string, path: string): boolean {
  if (path.endsWith("/") || path.includes("..")) return false;
  const file = join(dir, path);
  return existsSync(file) && statSync(file).isDirectory();
}
