import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "countersign-derive-"));
const node = join(process.cwd(), "node_modules/.bin/node");
const script = join(process.cwd(), "scripts/derive.ts");
const derive = (...args: string[]) =>
  spawnSync(node, [script, ...args], { cwd: folder, encoding: "utf8" });
const policy = join(folder, ".github/approval.yml");

beforeAll(() => {
  for (const file of ["approval.yml", "people.yml"])
    cpSync(join(".github", file), join(folder, ".github", file));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("npm run derive", () => {
  it("says what is stale, writes it, and is content", () => {
    const before = derive("--check");
    expect(before.status).toBe(1);
    expect(before.stderr).toContain(".github/CODEOWNERS 与来源不一致");
    expect(derive()).toMatchObject({ status: 0, stderr: "" });
    expect(derive("--check")).toMatchObject({ status: 0, stderr: "" });
  });

  it("notices one changed letter", () => {
    const path = join(folder, ".github/CODEOWNERS");
    writeFileSync(path, readFileSync(path, "utf8").replace("@wendy", "@Wendy"));
    expect(derive("--check").status).toBe(1);
  });

  it("tells in Chinese what is wrong with the policy and writes nothing", () => {
    const text = readFileSync(policy, "utf8");
    writeFileSync(policy, text.replace("unclassified: governance", "unclassified: nothing"));
    const { status, stderr } = derive();
    writeFileSync(policy, text);
    expect(status).toBe(1);
    expect(stderr).toContain("classes 里没有“nothing”");
  });

  it("shows how, and refuses what it does not know", () => {
    expect(derive("--help")).toMatchObject({ status: 0, stderr: "" });
    expect(derive("--chekc").status).toBe(2);
    expect(derive("--check", "x").status).toBe(2);
  });
});
