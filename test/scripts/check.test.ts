import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { main } from "../../scripts/check.ts";
import { runMain } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const node = join(process.cwd(), "node_modules/.bin/node");
const script = join(process.cwd(), "scripts/check.ts");
/** In its own process, as people run it. */
const spawned = (cwd: string) => spawnSync(node, [script, ...quick], { cwd, encoding: "utf8" });
const run = (cwd: string, ...args: readonly string[]) => runMain(main, cwd, [...quick, ...args]);

/** A copy of the content with some of its files written anew. */
function copy(name: string, files: Readonly<Record<string, string>>): string {
  const cwd = join(folder, name);
  cpSync("content", join(cwd, "content"), { recursive: true });
  cpSync(".github", join(cwd, ".github"), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(cwd, path), text);
  return cwd;
}

// All but the media, which take a while.
const quick = ["--only", "wording,secrets,privacy,markup,schema,links,files"] as const;
const cup = "content/products/bamboo-cup.md";
const cheap = readFileSync(cup, "utf8").replace("price: 3900", "price: 便宜");
const wrong = copy("wrong", { [cup]: cheap, "content/竹杯.md": "" });
const wrongPrice = {
  rule: "schema",
  severity: "block",
  ...{ path: cup, line: 6, column: 8, endLine: 6, endColumn: 10, text: "便宜" },
  message: "“价格（元）”类型不对，现在是“便宜”。",
};
const noPlace = {
  rule: "files",
  severity: "block",
  ...{ path: "content/竹杯.md", line: 1, column: 1, endLine: 1, endColumn: 1, text: "" },
  message: "这个位置不属于任何栏目，请移到栏目的文件夹里，或删除。",
};

describe("npm run check", () => {
  it("passes the content of the repository and says how much that was", () => {
    const { stdout, stderr, status } = spawned(process.cwd());
    expect([stderr, status]).toEqual(["", 0]);
    expect(stdout).toMatch(/^已检查 [1-9]\d* 个文件，没有问题。\n$/);
  });

  it("says for people what is wrong, file, line and column, and ends with 1", () => {
    const { stdout, stderr, status } = spawned(wrong);
    expect([stderr, status]).toEqual(["", 1]);
    const lines = stdout.split("\n");
    expect(lines.slice(0, 2).sort()).toEqual([
      `${cup}:6:8  ${wrongPrice.message}`,
      `content/竹杯.md:1:1  ${noPlace.message}`,
    ]);
    expect(lines.slice(2)).toEqual(["发现 2 处问题，其中 2 处必须改正。", ""]);
  });

  it("says the same for programs, one finding a line", async () => {
    const { stdout, stderr, status } = await run(wrong, "--format", "json");
    expect([stderr, status]).toEqual(["", 1]);
    const found = stdout.trimEnd().split("\n");
    expect(found.map((line) => JSON.parse(line))).toEqual([wrongPrice, noPlace]);
  });

  it("has nothing to say to programs when nothing is wrong", async () => {
    const { stdout, stderr, status } = await run(process.cwd(), "--format=json");
    expect([stdout, stderr, status]).toEqual(["", "", 0]);
  });

  it("speaks of the named files and folders alone", async () => {
    const findings = async (...paths: readonly string[]) =>
      (await run(wrong, "--format", "json", ...paths)).stdout
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line).path)
        .sort();
    expect(await findings(cup)).toEqual([cup]);
    expect(await findings("content/products")).toEqual([cup]);
    expect(await findings("content/news", "content/竹杯.md")).toEqual(["content/竹杯.md"]);
    expect(await findings("./content")).toEqual([cup, "content/竹杯.md"]);
    expect(await findings(join(wrong, cup))).toEqual([cup]);
    expect((await run(wrong, "content/news")).status).toBe(0);
    expect((await run(wrong, "content/news", cup)).status).toBe(1);
  });

  it("looks for pictures among the files that are there", async () => {
    const cwd = copy("picture", {});
    rmSync(join(cwd, "content/media/products/bamboo-cup.jpg"));
    expect(await run(cwd, cup)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("找不到文件 bamboo-cup.jpg，请重新上传。"),
    });
  });

  it("takes no link for a file, not even one to nowhere", async () => {
    const cwd = copy("link", {});
    symlinkSync("nowhere", join(cwd, "content/products/link.md"));
    expect(await run(cwd)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("content/products/link.md:1:1  这里只能放普通文件"),
    });
  });

  it("has nothing against a folder without content", async () => {
    const cwd = join(folder, "empty");
    mkdirSync(cwd);
    cpSync(".github", join(cwd, ".github"), { recursive: true });
    expect(await run(cwd)).toMatchObject({ status: 0, stdout: "已检查 0 个文件，没有问题。\n" });
  });

  it.each([
    [["nowhere"], "找不到“nowhere”"],
    [["--format", "xml"], "--format 只能是 text、json、github 或 sarif，现在是“xml”。"],
    [["--only", "spelling"], "没有名为“spelling”的检查"],
    [["--stdin"], "--stdin 要和 --as 路径 一起使用"],
    [["--as", "content/news/a.md"], "--stdin 要和 --as 路径 一起使用"],
    [["--staged", "--base", "main"], "只能用一个"],
    [["--staged"], "不是 git 仓库"],
    [["--format=JSON"], "现在是“JSON”"],
    [["--format"], "用法：npm run check"],
    [["--formt", "json"], "用法：npm run check"],
    [["-x"], "用法：npm run check"],
    [["--help=1"], "用法：npm run check"],
  ])("wrong use %j is told on standard error, and ends with 2", async (args, message) => {
    const { stdout, stderr, status } = await run(wrong, ...args);
    expect([stdout, status]).toEqual(["", 2]);
    expect(stderr).toContain(message);
  });

  it("shows how", async () => {
    const { stdout, stderr, status } = await run(wrong, "--help");
    expect([stderr, status]).toEqual(["", 0]);
    expect(stdout).toContain("用法：npm run check");
  });
});
