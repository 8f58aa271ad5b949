import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeManifest } from "../../src/deploy/manifest.ts";
import { problemsLive } from "../../src/deploy/smoke.ts";
import { listen } from "../adapters/http/loopback.ts";
import { addressesOf, buildSite, strayAddresses } from "./built-site.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-path-"));
const origin = "https://qinghe.github.io";
const dist = join(folder, "dist");
const read = (path: string) => readFileSync(join(dist, path), "utf8");

// Without a slash at its end, as it may stand in github.yml; with the desk, as it is published.
beforeAll(async () => {
  writeFileSync(join(folder, "provenance.json"), "[]");
  await buildSite({
    COUNTERSIGN_SITE: origin,
    COUNTERSIGN_BASE: "/website",
    COUNTERSIGN_COMMIT: "c0ffee",
    COUNTERSIGN_PROVENANCE: join(folder, "provenance.json"),
    COUNTERSIGN_OUT: dist,
    COUNTERSIGN_CACHE: join(folder, "cache"),
  });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a site below a project's path", () => {
  it("every address stays below it and leads to a file that is there", () => {
    expect(addressesOf(dist, origin).length).toBeGreaterThan(1_000);
    expect(strayAddresses(dist, origin, "/website/")).toEqual([]);
  });

  it("links that an editor wrote lead there, too", () => {
    const page = read("news/2026-09-08-tea-set-care/index.html");
    expect(page).toContain('<a href="/website/products/tea-set-white/">白瓷茶具</a>');
  });

  it("search engines are told whole addresses", () => {
    const places = [...read("sitemap.xml").matchAll(/<loc>([^<]*)</g)].map(([, url = ""]) => url);
    expect(places.length).toBeGreaterThan(50);
    for (const url of places) expect(url).toMatch(/^https:\/\/qinghe\.github\.io\/website\//);
    expect(places).toContain("https://qinghe.github.io/website/provenance/");
    expect(read("about/index.html")).toContain('href="https://qinghe.github.io/website/about/"');
    expect(read("robots.txt")).toContain("Disallow: /website/admin/");
  });

  it("the page for what is not there, and the one about signatures, lead back", () => {
    expect(read("404.html")).toContain('href="/website/"');
    expect(read("provenance/index.html")).toContain('href="/website/about/"');
    expect(read("index.html")).toContain('href="/website/provenance/"');
  });
});

describe("the desk below a project's path", () => {
  const given = (page: string, id: string) => {
    const [, json = ""] = new RegExp(`id="${id}"[^>]*>([^<]*)<`).exec(read(page)) ?? [];
    return JSON.parse(json);
  };

  it("is told where it stands, and where people sign in without a relay", () => {
    for (const page of ["admin", "admin/edit", "admin/review"])
      expect(given(`${page}/index.html`, "desk-settings")).toMatchObject({
        base: "/website",
        auth: "website/admin/token/index.html",
      });
  });

  it("loads the editor from there", () => {
    expect(given("admin/edit/index.html", "decap-file")).toMatch(/^\/website\/_astro\//);
  });
});

describe("published there", () => {
  it("marker, manifest and every file are found below the path", async () => {
    const manifest = await writeManifest(dist, "c0ffee");
    const app = new Hono();
    const rewriteRequestPath = (path: string) => path.slice("/website".length);
    app.get("/website/*", serveStatic({ root: dist, rewriteRequestPath }));
    const server = await listen(app);
    try {
      expect(await problemsLive(`${server.origin}/website`, manifest)).toEqual([]);
    } finally {
      await server.close();
    }
  });
});
