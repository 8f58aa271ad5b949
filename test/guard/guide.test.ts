import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { appPermissions } from "../../src/guard/check-parts.ts";
import { parseSettings } from "../../src/guard/settings.ts";
import { complaints, type Hub, startHub } from "./hub.ts";

const guide = readFileSync("docs/go-live.zh-CN.md", "utf8");
const template = parseSettings(parse(readFileSync(".github/github.yml", "utf8")));

describe("a new administrator with the guide alone", () => {
  let hub: Hub;
  beforeAll(async () => {
    hub = await startHub();
  });
  afterAll(() => hub.forge.stop());

  it("before anything is done: every missing step is named, in Chinese", async () => {
    const said = complaints(await hub.doctor(hub.at, template));
    expect(said).toContain("app.id");
    expect(said).toContain("第 2 步");
    expect(said).toContain("运行 npm run github -- setup");
    for (const part of ["规则", "环境", "标签", "COUNTERSIGN_APP_KEY"])
      expect(said).toContain(part);
  });

  it("step 3 filled in, step 4 run: what is left is the key", async () => {
    const permissions = { metadata: "read" as const, ...appPermissions };
    hub.forge.forge.store.app.update(1, { permissions });
    await hub.setup();
    const said = complaints(await hub.doctor());
    expect(said).toContain("COUNTERSIGN_APP_KEY");
    expect(said.split("\n").filter((line) => line.startsWith("✗"))).toHaveLength(1);
  });

  it("step 5, the key in its environment: nothing is left, and nobody pushes to main", async () => {
    await hub.putKey();
    expect(complaints(await hub.doctor())).toBe("");
    for (const login of ["ed", "adam"])
      await expect(hub.forge.commit(login, "main", { "x.md": "x\n" })).rejects.toMatchObject({
        status: 422,
      });
  });
});

describe("the guide", () => {
  const scripts = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync("package.json", "utf8"))).scripts;

  it("names no command that is not there", () => {
    const named = [...guide.matchAll(/npm run ([a-z:]+)/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it("names no setting that github.yml does not have, and leaves none out that must be filled in", () => {
    for (const key of ["app.id", "app.slug", "site", "sign_in", "deploy"])
      expect(guide).toContain(`\`${key}\``);
  });
});
