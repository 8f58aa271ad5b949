import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPublisher } from "../../src/studio/publisher.ts";

let sites: string;
beforeEach(() => {
  sites = mkdtempSync(join(tmpdir(), "countersign-sites-"));
});
afterEach(() => rmSync(sites, { recursive: true, force: true }));

async function render(sha: string, out: string) {
  mkdirSync(out, { recursive: true });
  if (sha === "broken") return { ok: false as const, log: "产品缺少价格" };
  writeFileSync(join(out, "version.json"), JSON.stringify({ commit: sha }));
  return { ok: true as const };
}

describe("publishing", () => {
  it("shows a commit only once it is rendered whole", async () => {
    const publisher = createPublisher(sites, render);
    expect(publisher.current()).toBeNull();
    await publisher.publish("aaa");
    expect(publisher.version()?.commit).toBe("aaa");
  });

  it("keeps the old site when a build fails, and leaves no half site behind", async () => {
    const publisher = createPublisher(sites, render);
    await publisher.publish("aaa");
    expect(await publisher.publish("broken")).toEqual({ ok: false, log: "产品缺少价格" });
    expect(publisher.version()?.commit).toBe("aaa");
    expect(readdirSync(sites).filter((name) => name.startsWith("broken"))).toEqual([]);
  });

  it("goes on with the live site after a restart", async () => {
    await createPublisher(sites, render).publish("aaa");
    expect(createPublisher(sites, render).version()?.commit).toBe("aaa");
  });

  it("keeps one older site for the pages that are still open, and no more", async () => {
    const publisher = createPublisher(sites, render);
    for (const sha of ["aaa", "bbb", "ccc"]) await publisher.publish(sha);
    expect(existsSync(join(sites, "bbb-0"))).toBe(true);
    expect(existsSync(join(sites, "aaa-0"))).toBe(false);
  });

  it("renders the same commit again, for an entry whose time has come", async () => {
    const publisher = createPublisher(sites, render);
    await publisher.publish("aaa");
    const before = publisher.current();
    await publisher.publish("aaa");
    expect(publisher.current()).not.toBe(before);
  });
});
