import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Hub, startHub } from "./hub.ts";

let hub: Hub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.forge.stop());

const command = promisify(execFile);

async function github(
  args: readonly string[],
  more: Record<string, string> = {},
  script = "github",
  cwd = ".",
) {
  const env = { PATH: process.env.PATH, COUNTERSIGN_API: hub.forge.forge.api, ...more };
  return command(process.execPath, [resolve(`scripts/${script}.ts`), ...args], { env, cwd }).then(
    (said) => ({ ...said, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
}

it("setup --dry-run shows the plan as a diff and changes nothing", async () => {
  const place = {
    COUNTERSIGN_REPOSITORY: "qinghe/website",
    COUNTERSIGN_TOKEN: hub.forge.token("adam"),
  };
  const { stdout, code } = await github(["setup", "--dry-run"], place);
  expect(code).toBe(1);
  expect(stdout).toContain("- allow_merge_commit: true\n    + allow_merge_commit: false");
  expect(stdout).toMatch(/以上 \d+ 项会被修改/);
  expect((await hub.admin.repos.get(hub.forge.repo)).data.allow_merge_commit).toBe(true);
  expect(hub.forge.forge.store.label.all()).toEqual([]);
});

it.each([
  [["setup"], "缺少环境变量 COUNTERSIGN_TOKEN"],
  [["doctor"], "缺少环境变量 COUNTERSIGN_REPOSITORY"],
  [["doctor", "--fix"], "doctor 不认识“--fix”"],
  [["bundle"], "bundle 需要一个文件名"],
  [["settup"], "没有“settup”这个命令"],
])("wrong use %j is told in Chinese and ends with 2", async (args, message) => {
  const { stderr, code } = await github(args);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});

describe("settings that nobody can follow", () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "countersign-settings-"));
    mkdirSync(join(dir, ".github"));
    writeFileSync(join(dir, ".github/github.yml"), "sign_in: https://login.example.com/auth\n");
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it.each([
    ["github", "doctor"],
    ["deploy", "check"],
    ["approval", "sweep"],
  ])("%s %s says which, what may stand there, and ends with 2", async (script, command) => {
    const more = { COUNTERSIGN_REPOSITORY: "qinghe/website", COUNTERSIGN_APP_KEY: "PRIVATE KEY" };
    const { stderr, code } = await github([command], more, script, dir);
    expect(stderr).toMatch(
      /\.github\/github\.yml 有错误[\s\S]*sign_in：“https:\/\/login\.example\.com\/auth”不行：可以写 null/,
    );
    expect(code).toBe(2);
  });
});
