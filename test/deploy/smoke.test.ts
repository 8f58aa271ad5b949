import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Manifest, writeManifest } from "../../src/deploy/manifest.ts";
import { problemsLive } from "../../src/deploy/smoke.ts";
import { listen } from "../adapters/http/loopback.ts";

let dir: string;
let server: Awaited<ReturnType<typeof listen>>;
let manifest: Manifest;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "countersign-smoke-"));
  for (let at = 0; at < 31; at += 1) {
    mkdirSync(join(dir, `products/p${at}`), { recursive: true });
    writeFileSync(join(dir, `products/p${at}/index.html`), `产品 ${at}`);
  }
  mkdirSync(join(dir, "_astro"));
  writeFileSync(join(dir, "_astro/a.css"), "a{}");
  writeFileSync(join(dir, "index.html"), "青禾");
  writeFileSync(join(dir, "products/index.html"), "产品");
  writeFileSync(join(dir, "version.json"), '{"commit":"c0ffee"}');
  manifest = await writeManifest(dir, "c0ffee");
  const app = new Hono();
  app.get("/*", serveStatic({ root: dir }));
  app.get("/repo/*", serveStatic({ root: dir, rewriteRequestPath: (path) => path.slice(5) }));
  server = await listen(app);
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

describe("after a deploy", () => {
  it.each(["/", "", "/repo/", "/repo"])("a site at %j is as the manifest says", async (path) => {
    expect(await problemsLive(`${server.origin}${path}`, manifest)).toEqual([]);
  });

  it("an old commit is named", async () => {
    const [problem] = await problemsLive(server.origin, { ...manifest, commit: "beef" });
    expect(problem).toContain("c0ffee，刚发布的是 beef");
  });

  it("every file that somebody altered is named, whatever it is", async () => {
    const files = ["index.html", "products/index.html", "products/p30/index.html", "_astro/a.css"];
    for (const path of files) writeFileSync(join(dir, path), "改过");
    const problems = await problemsLive(server.origin, manifest);
    expect(problems.toSorted()).toEqual(files.map((path) => `${path} 与清单不符。`).toSorted());
  });

  it("a site that is not there says so", async () => {
    const [problem] = await problemsLive(`${server.origin}/elsewhere/`, manifest);
    expect(problem).toContain("404");
  });
});
