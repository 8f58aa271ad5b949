import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Hub, startHub } from "./hub.ts";

let hub: Hub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.forge.stop());

const command = promisify(execFile);

async function github(args: readonly string[], more: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH, COUNTERSIGN_API: hub.forge.forge.api, ...more };
  return command(process.execPath, ["scripts/github.ts", ...args], { env }).then(
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
