import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../scripts/derive.ts";
import { runMain } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-derive-"));
const derive = (...args: string[]) => runMain(main, folder, args);
/** In its own process, as people run it. */
const spawned = (...args: string[]) =>
  spawnSync(join(process.cwd(), "node_modules/.bin/node"), [script, ...args], {
    cwd: folder,
    encoding: "utf8",
  });
const script = join(process.cwd(), "scripts/derive.ts");
const policy = join(folder, ".github/approval.yml");

beforeAll(() => {
  for (const file of ["approval.yml", "people.yml"])
    cpSync(join(".github", file), join(folder, ".github", file));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("npm run derive", () => {
  it("says what is stale, writes it, and is content", async () => {
    const before = spawned("--check");
    expect(before.status).toBe(1);
    expect(before.stderr).toContain(".github/CODEOWNERS 与来源不一致");
    expect(await derive()).toMatchObject({ status: 0, stderr: "" });
    expect(await derive("--check")).toMatchObject({ status: 0, stderr: "" });
  });

  it("notices one changed letter", async () => {
    const path = join(folder, ".github/CODEOWNERS");
    writeFileSync(path, readFileSync(path, "utf8").replace("@wendy", "@Wendy"));
    expect((await derive("--check")).status).toBe(1);
  });

  it("tells in Chinese what is wrong with the policy and writes nothing", async () => {
    const text = readFileSync(policy, "utf8");
    writeFileSync(policy, text.replace("unclassified: governance", "unclassified: nothing"));
    const { status, stderr } = await derive();
    writeFileSync(policy, text);
    expect(status).toBe(1);
    expect(stderr).toContain("classes 里没有“nothing”");
  });

  it("shows how, and refuses what it does not know", async () => {
    expect(await derive("--help")).toMatchObject({ status: 0, stderr: "" });
    expect((await derive("--chekc")).status).toBe(2);
    expect((await derive("--check", "x")).status).toBe(2);
  });
});
