import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { afterAll, describe, expect, it } from "vitest";
import { studioApp } from "../../src/studio/app.ts";
import type { HookEvent } from "../../src/studio/hooks.ts";

const site = mkdtempSync(join(tmpdir(), "countersign-app-"));
afterAll(() => rmSync(site, { recursive: true, force: true }));
for (const folder of ["products/竹杯", "_astro"])
  mkdirSync(join(site, folder), { recursive: true });
const files = {
  "index.html": "首页",
  "404.html": "没有这一页",
  "products/竹杯/index.html": "竹杯",
  "_astro/a.B1.css": "a{}",
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(site, name), text);

const origin = "http://127.0.0.1:4321";
const heard: HookEvent[] = [];
const sha = "a".repeat(40);

function open(live: string | null = site) {
  const app = studioApp({
    origin,
    repository: "qinghe/website",
    relay: new Hono(),
    forge: () => new Response("forge"),
    orders: new Hono(),
    gate: () => new Response("gate"),
    readHook: async (request) =>
      (await request.text()) === "signed" ? { kind: "merged", sha } : null,
    onHook: (event) => heard.push(event),
    site: () => live,
    preview: (wanted) => (wanted === sha ? site : null),
  });
  return (path: string, init: RequestInit & { host?: string } = {}) =>
    app.fetch(
      new Request(`${origin}${path}`, {
        ...init,
        headers: { host: init.host ?? "127.0.0.1:4321" },
      }),
    );
}
const ask = open();
const textOf = async (path: string) => (await ask(path)).text();

describe("who is answered", () => {
  it("is a browser that came to the studio's own address", async () => {
    expect((await ask("/")).status).toBe(200);
    for (const host of ["evil.example", "127.0.0.1:4322", "evil.example:4321"])
      expect((await ask("/", { host })).status).toBe(421);
    expect((await ask("/api/v3/user", { host: "localhost:4321", method: "POST" })).status).toBe(
      421,
    );
  });

  it("is sent from localhost to the address that the sign-in knows", async () => {
    const answer = await ask("/admin/?a=1", { host: "localhost:4321" });
    expect([answer.status, answer.headers.get("location")]).toEqual([307, `${origin}/admin/?a=1`]);
  });
});

describe("each address", () => {
  it("leads to its part", async () => {
    expect(await textOf("/api/v3/user")).toBe("forge");
    expect(await textOf("/login/oauth/authorize")).toBe("forge");
    expect(await textOf("/qinghe/website.git/info/refs")).toBe("forge");
    expect(await (await ask("/hooks/gate", { method: "POST" })).text()).toBe("gate");
  });

  it("of a page is served from the site, Chinese names included", async () => {
    expect(await textOf("/")).toBe("首页");
    expect(await textOf("/products/%E7%AB%B9%E6%9D%AF/")).toBe("竹杯");
    const folder = await ask("/products");
    expect([folder.status, folder.headers.get("location")]).toEqual([302, "/products/"]);
  });

  it("that nobody made shows the site's own page for it", async () => {
    const answer = await ask("/nowhere/");
    expect([answer.status, await answer.text()]).toEqual([404, "没有这一页"]);
  });

  it("never leads out of the site", async () => {
    for (const path of ["/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd"])
      expect((await ask(path)).status).toBe(404);
  });

  it("says that there is no site yet", async () => {
    const answer = await open(null)("/");
    expect([answer.status, await answer.text()]).toEqual([
      503,
      expect.stringContaining("网站还没有生成成功"),
    ]);
  });

  it("is kept by the browser only where its name changes with its content", async () => {
    const kept = async (path: string) => (await ask(path)).headers.get("cache-control");
    expect(await kept("/_astro/a.B1.css")).toContain("immutable");
    expect(await kept("/")).toBe("no-cache");
  });
});

describe("a preview", () => {
  it("runs no scripts and belongs to no origin", async () => {
    const answer = await ask(`/preview/${sha}/`);
    expect(await answer.text()).toBe("首页");
    expect(answer.headers.get("content-security-policy")).toBe("sandbox; script-src 'none'");
  });

  it("that is not there says to wait", async () => {
    const answer = await ask(`/preview/${"b".repeat(40)}/`);
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining("请稍候")]);
  });
});

describe("a delivery of the forge", () => {
  it("is heard when its signature is right, and only then", async () => {
    const post = (body: string) => ask("/hooks/publish", { method: "POST", body });
    expect((await post("forged")).status).toBe(401);
    expect(heard).toEqual([]);
    expect((await post("signed")).status).toBe(202);
    expect(heard).toEqual([{ kind: "merged", sha }]);
  });
});
