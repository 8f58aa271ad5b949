import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const base = "/website";
const folder = mkdtempSync(join(tmpdir(), "countersign-path-"));
const dist = join(folder, "dist");
const files = () => readdirSync(dist, { recursive: true, encoding: "utf8" });
const read = (path: string) => readFileSync(join(dist, path), "utf8");

// As publish.yml builds it: with the desk, for GitHub's own address.
beforeAll(async () => {
  await promisify(execFile)(process.execPath, ["node_modules/astro/bin/astro.mjs", "build"], {
    env: {
      ...process.env,
      COUNTERSIGN_SITE: "https://qinghe.github.io",
      COUNTERSIGN_BASE: `${base}/`,
      COUNTERSIGN_OUT: dist,
      COUNTERSIGN_CACHE: join(folder, "cache"),
      COUNTERSIGN_REPOSITORY: "qinghe/website",
      ASTRO_TELEMETRY_DISABLED: "1",
    },
  });
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every address below the site's origin that a page, a style or a map of the site names. */
function addressesIn(source: string): string[] {
  const attributes = [...source.matchAll(/\s(?:href|src|action|poster)="(\/[^"]*)"/g)];
  const sets = [...source.matchAll(/\ssrcset="([^"]*)"/g)].flatMap(([, set = ""]) =>
    set.split(",").map((one) => ["", one.trim().split(" ")[0] ?? ""]),
  );
  const styles = [...source.matchAll(/url\(["']?(\/[^"')]*)["']?\)/g)];
  const whole = [...source.matchAll(/https:\/\/qinghe\.github\.io(\/[^"<\s]*)/g)];
  const all = [...attributes, ...sets, ...styles, ...whole].map(([, address = ""]) => address);
  return [...new Set(all.filter((one) => one.startsWith("/") && !one.startsWith("//")))];
}

function isThere(address: string): boolean {
  const path = decodeURIComponent(address.slice(base.length).replace(/[?#].*$/, ""));
  return [path, `${path}/index.html`, `${path}.html`].some((one) => {
    const file = join(dist, one);
    return existsSync(file) && !(one === path && path.endsWith("/"));
  });
}

describe("a site below a project's path", () => {
  it("names nothing outside that path, and nothing that is not there", () => {
    const pages = files().filter((one) => /\.(html|css|xml)$/.test(one));
    expect(pages.length).toBeGreaterThan(60);
    const wrong = pages.flatMap((page) =>
      addressesIn(read(page))
        .filter((one) => !`${one}/`.startsWith(`${base}/`) || !isThere(one))
        .map((one) => `${page}: ${one}`),
    );
    expect(wrong).toEqual([]);
  });

  it("leads its desk to the repository and to its own files", () => {
    const start = read("admin/index.html");
    expect(start).toContain('"base":"/website"');
    expect(start).toContain('"repo":"website"');
    expect(start).toContain('"auth":"website/admin/token/index.html"');
  });

  it("has the page for what is not found, and says which commit it shows", () => {
    expect(read("404.html")).toContain(`href="${base}/`);
    expect(JSON.parse(read("version.json"))).toHaveProperty("commit");
  });
});
