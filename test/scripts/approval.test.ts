import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { main } from "../../scripts/approval.ts";
import { rules } from "../approval/scenarios.ts";
import { runMain } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-simulate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (args: readonly string[]) => runMain(main, process.cwd(), args);
/** In its own process, which can be given standard input. */
const spawned = (args: readonly string[], input = "") =>
  spawnSync("node_modules/.bin/node", ["scripts/approval.ts", ...args], {
    encoding: "utf8",
    input,
  });
const [first] = rules;
const source = first?.source ?? "";

describe("npm run approval -- simulate", () => {
  it("prints one decision a line and nothing else", () => {
    const file = join(folder, "scenarios.jsonl");
    writeFileSync(file, source);
    const { stdout, stderr, status } = spawned(["simulate", file]);
    expect([status, stderr]).toEqual([0, ""]);
    const ids = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).id);
    expect(ids).toEqual(first?.scenarios.map((one) => one.id));
  });

  it("reads standard input", () => {
    expect(spawned(["simulate", "-"], source).stdout.trimEnd().split("\n")).toHaveLength(
      first?.scenarios.length ?? 0,
    );
  });

  it("names a line that is no JSON, answers the others and does not exit with 0", () => {
    const { stdout, stderr, status } = spawned(["simulate", "-"], `${source}{oops\n`);
    expect(stdout.trimEnd().split("\n")).toHaveLength(first?.scenarios.length ?? 0);
    expect(stderr).toContain(`第 ${source.split("\n").length} 行不是 JSON`);
    expect(status).toBe(2);
  });

  it("an empty file has no answers", () => {
    expect(spawned(["simulate", "-"])).toMatchObject({ stdout: "", stderr: "", status: 0 });
  });

  it.each([
    [["simulate"], "simulate 需要一个文件"],
    [["simulate", "a", "b"], "simulate 需要一个文件"],
    [["simulate", join(folder, "missing.jsonl")], "无法读取"],
    [["simulte", "a"], "没有“simulte”这个命令"],
    [["toString"], "没有“toString”这个命令"],
    [[], "没有写命令"],
  ])("wrong use %j is told on standard error", async (args, message) => {
    const { stdout, stderr, status } = await run(args);
    expect([stdout, status]).toEqual(["", 2]);
    expect(stderr).toContain(message);
  });

  it.each([[["--help"]], [["simulate", "--help"]]])("%j shows how", async (args) => {
    expect(await run(args)).toMatchObject({
      status: 0,
      stderr: "",
      stdout: expect.stringContaining("simulate"),
    });
  });
});
