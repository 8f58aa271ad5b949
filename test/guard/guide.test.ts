import { globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { appPermissions } from "../../src/guard/check-parts.ts";
import { deploySettings } from "../../src/guard/deploy-settings.ts";
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

  const codeOf = (...globs: string[]) =>
    globs
      .flatMap((glob) => globSync(glob))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
  const variablesIn = (text: string) => new Set(text.match(/\bCOUNTERSIGN_[A-Z0-9_]+\b/g));

  it("names no environment variable that no code reads", () => {
    const read = variablesIn(codeOf("scripts/*.ts", "src/**/*.ts", "astro.config.mjs"));
    const named = variablesIn(guide);
    expect(named.size).toBeGreaterThan(10);
    expect([...named].filter((name) => !read.has(name))).toEqual([]);
  });

  it("leaves out no secret that a workflow reads, and no variable of the relay", () => {
    const workflows = codeOf(".github/workflows/*.yml");
    const secrets = [...workflows.matchAll(/secrets\.(\w+)/g)].map(([, name = ""]) => name);
    const wanted = [...secrets, ...variablesIn(codeOf("src/relay/settings.ts"))];
    expect(wanted.length).toBeGreaterThan(10);
    const named = variablesIn(guide);
    expect(wanted.filter((name) => !named.has(name))).toEqual([]);
  });

  const leaves = (value: unknown, at = ""): [string, unknown][] =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([key, one]) => leaves(one, at ? `${at}.${key}` : key))
      : [[at, value]];

  it("names no setting that github.yml does not have, and leaves none out that must be filled in", () => {
    const keys = leaves(template).map(([key]) => key);
    const sections = Object.keys(template);
    const lines = guide.split("\n").filter((line) => line.includes(".github/github.yml"));
    const named = lines.flatMap((line) =>
      [...line.matchAll(/`([a-z_]+(?:\.[a-z_]+)?)`/g)].map(([, key = ""]) => key),
    );
    expect(named.filter((key) => !keys.includes(key) && !sections.includes(key))).toEqual([]);
    const open = leaves(template).filter(([, value]) => value === null || value === 0);
    expect(open.length).toBeGreaterThan(2);
    for (const [key] of open) expect(named).toContain(key);
  });

  it("shows every way to deploy, with settings that it has", () => {
    const shown = [...guide.matchAll(/`(\{ kind: [^`]+\})`/g)].map(([, source = ""]) =>
      z.looseObject({ kind: z.string() }).parse(parse(source)),
    );
    const ways = deploySettings.options.map(({ shape }) => shape);
    expect(shown.map((one) => one.kind)).toEqual(ways.map((one) => one.kind.value));
    for (const [at, one] of shown.entries())
      expect(Object.keys(ways[at] ?? {})).toEqual(expect.arrayContaining(Object.keys(one)));
  });
});
