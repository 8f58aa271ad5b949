import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { promisify } from "node:util";

/** Builds the company's site of one certain moment, its content having something for every case. */
export async function buildSite(env: Readonly<Record<string, string>>): Promise<void> {
  await promisify(execFile)(process.execPath, ["node_modules/astro/bin/astro.mjs", "build"], {
    // Not the whole environment: vitest's own BASE_URL would count as the site's.
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      COUNTERSIGN_NOW: "2026-11-24T10:00:00+08:00",
      ASTRO_TELEMETRY_DISABLED: "1",
      ...env,
    },
  });
}

/**
 * Every address that a built site's pages, styles and maps name on their own host, with where it
 * stands; whole addresses below `origin`, too.
 */
export function addressesOf(
  dist: string,
  origin: string,
): { readonly file: string; readonly url: string }[] {
  return readdirSync(dist, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(html|css|xml)$/.test(file))
    .flatMap((file) =>
      addressesIn(readFileSync(join(dist, file), "utf8"), origin)
        .filter((url) => !/^([a-z][a-z0-9+.-]*:|\/\/|#|$)/i.test(url))
        .map((url) => ({ file, url })),
    );
}

function addressesIn(text: string, origin: string): string[] {
  const single = /\b(?:href|src|poster|action|data)="([^"]*)"|url\(["']?([^"')]*)["']?\)/g;
  const several = /\b(?:srcset|imagesrcset)="([^"]*)"/g;
  const whole = text.split(`${origin}/`).slice(1);
  return [
    ...whole.map((rest) => `/${/^[^"'<\s]*/.exec(rest)?.[0] ?? ""}`),
    ...[...text.matchAll(single)].map(([, one = "", other = ""]) => one || other),
    ...[...text.matchAll(several)].flatMap(([, all = ""]) =>
      all.split(",").map((one) => one.trim().split(" ")[0] ?? ""),
    ),
  ];
}

/** Those that lead out of `base`, or to a file that is not there. */
export function strayAddresses(dist: string, origin: string, base: string): string[] {
  return addressesOf(dist, origin)
    .filter(({ file, url }) => !isThere(dist, base, new URL(url, `https://x${base}${file}`)))
    .map(({ file, url }) => `${posix.normalize(file)}: ${url}`);
}

function isThere(dist: string, base: string, { pathname }: URL): boolean {
  if (!pathname.startsWith(base)) return false;
  const path = join(dist, decodeURIComponent(pathname.slice(base.length)));
  return existsSync(
    statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, "index.html") : path,
  );
}
