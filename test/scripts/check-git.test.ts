import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../scripts/check.ts";
import { gitEnvironment } from "../../src/adapters/git/environment.ts";
import { checkContent } from "../../src/checks/checks.ts";
import { rules as shipped } from "../checks/company-rules.ts";
import { runMain } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-check-git-"));
const node = join(process.cwd(), "node_modules/.bin/node");
const script = join(process.cwd(), "scripts/check.ts");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const who = {
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.com",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.com",
};
const env = { ...gitEnvironment(process.env, { "safe.directory": "*" }), ...who };
let at = "";
let count = 0;

function git(...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync("git", ["-C", at, ...args], {
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

function write(path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(at, path)), { recursive: true });
  writeFileSync(join(at, path), text);
}

function commit(message: string): void {
  git("add", "-A");
  git("commit", "--quiet", "--no-verify", "-m", message);
}

interface Told {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

async function check(args: readonly string[]) {
  const { stdout, stderr, status } = await runMain(main, at, ["--format", "json", ...args]);
  const lines = stdout.split("\n").filter(Boolean);
  const told: Told[] = lines.map((line) => JSON.parse(line));
  return { told, stderr, status, brief: told.map((one) => `${one.rule} ${one.path}`) };
}

/** The same, of a text on standard input, which a process of its own has. */
function typed(as: string, input: string): { told: Told[]; status: number | null } {
  const args = [script, "--format", "json", "--stdin", "--as", as];
  const { stdout, status } = spawnSync(node, args, { cwd: at, encoding: "utf8", input });
  const lines = stdout.split("\n").filter(Boolean);
  return { told: lines.map((line) => JSON.parse(line)), status };
}

const about = "content/pages/about.md";
const page = (body: string) => `---\ntitle: 公司简介\nsummary: 杭州\n---\n\n${body}\n`;
const secret = `AKIA${"QRST1234".repeat(2)}`;

beforeEach(() => {
  count += 1;
  at = join(folder, String(count));
  mkdirSync(at);
  cpSync(".github", join(at, ".github"), { recursive: true });
  git("init", "--quiet", "--initial-branch=main");
  write(about, page("专注家用品。"));
  commit("first");
});

describe("--staged", () => {
  it("reads what will be committed, not what stands on the disk", async () => {
    write(about, page("根治高血压。"));
    git("add", "-A");
    write(about, page("专注家用品。"));
    expect(await check(["--staged"])).toMatchObject({
      status: 1,
      brief: [expect.stringMatching(/^ad\.medical/)],
    });
    git("add", "-A");
    expect(await check(["--staged"])).toMatchObject({ status: 0, told: [] });
  });

  it("does not speak of pages that nobody touched", async () => {
    write("content/pages/contact.md", page("根治高血压。"));
    commit("older fault");
    write(about, page("专注厨具。"));
    git("add", "-A");
    expect(await check(["--staged"])).toMatchObject({ status: 0, told: [] });
  });

  it("has nothing to look at where neither content nor rules are touched", async () => {
    write("content/pages/contact.md", page("根治高血压。"));
    commit("older fault");
    write("notes.txt", "根治高血压。");
    git("add", "-A");
    expect(await check(["--staged"])).toMatchObject({ status: 0, told: [] });
  });

  it("sees what a file's going breaks in pages that nobody touched", async () => {
    const link = "见[联系方式](/contact/)。";
    write("content/pages/contact.md", page("电话在页脚。"));
    write(about, page(link));
    commit("linked");
    git("rm", "--quiet", "content/pages/contact.md");
    expect((await check(["--staged"])).brief).toEqual([expect.stringContaining(about)]);
  });

  it("sees a link and an executable as git does", async () => {
    git(
      "update-index",
      "--add",
      "--cacheinfo",
      `120000,${git("hash-object", "-w", join(at, about))},content/news/a.md`,
    );
    git("update-index", "--chmod=+x", about);
    expect((await check(["--staged"])).brief).toEqual([
      "files content/news/a.md",
      `files ${about}`,
    ]);
  });
});

describe("--base", () => {
  it("looks at what the branch changes", async () => {
    git("switch", "--quiet", "-c", "work");
    write(about, page("包治百病。"));
    commit("work");
    expect(await check(["--base", "main"])).toMatchObject({
      status: 1,
      brief: [expect.stringContaining(about)],
    });
  });

  it("finds a secret that came and went, and where", async () => {
    git("switch", "--quiet", "-c", "work");
    write("scripts/key.txt", `key ${secret}`);
    commit("oops");
    const bad = git("rev-parse", "--short=7", "HEAD");
    rmSync(join(at, "scripts"), { recursive: true });
    commit("gone");
    const { told, status } = await check(["--base", "main"]);
    expect([status, told.length]).toEqual([1, 1]);
    expect(told[0]).toMatchObject({ rule: "secret", path: "scripts/key.txt" });
    expect(told[0]?.message).toContain(`提交 ${bad}`);
    expect(JSON.stringify(told)).not.toContain(secret);
  });

  it("finds media over the limit that came and went", async () => {
    git("switch", "--quiet", "-c", "work");
    write("content/media/news/a.jpg", Buffer.alloc(512_001, 1));
    commit("large");
    rmSync(join(at, "content/media"), { recursive: true });
    commit("gone");
    expect((await check(["--base", "main"])).brief).toEqual(["media content/media/news/a.jpg"]);
  });

  it("judges by the base's rules, so that a branch cannot loosen its own", async () => {
    git("switch", "--quiet", "-c", "work");
    for (const name of ["health", "claims", "promises"])
      write(`.github/banned/${name}.yml`, "rules: []\n");
    write(about, page("根治高血压。"));
    commit("work");
    expect((await check(["--base", "main"])).status).toBe(1);
  });

  it("says what to do about a base that is not here", async () => {
    expect(await check(["--base", "nowhere"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("git fetch"),
    });
  });
});

describe("--stdin", () => {
  it("takes a text for a file", async () => {
    expect(typed(about, page("包治百病。"))).toMatchObject({ status: 1 });
    expect(typed(about, page("专注厨具。"))).toMatchObject({
      status: 0,
      told: [],
    });
  });
});

describe("the verdict", () => {
  it("is the same from the disk, from the index, from a commit and from a text", async () => {
    git("switch", "--quiet", "-c", "work");
    const source = page(`国<b>家</b>级品质，热线 ${["139", "0000", "0000"].join("")}。`);
    write(about, source);
    const disk = (await check([])).told;
    git("add", "-A");
    const index = (await check(["--staged"])).told;
    commit("work");
    const range = (await check(["--base", "main"])).told;
    const input = typed(about, source).told;
    const inside = checkContent(
      { documents: [{ path: about, source }], files: [{ path: about }] },
      shipped,
      "2026-11-25",
    );
    expect(disk.length).toBeGreaterThan(2);
    for (const other of [index, range, input, inside]) expect(other).toEqual(disk);
  });
});

describe("rules that cannot be read", () => {
  it("stop everything, and say which file", async () => {
    write(".github/banned/order.yml", "rules: [");
    expect(await check([])).toMatchObject({
      status: 1,
      told: [],
      stderr: expect.stringContaining("order.yml"),
    });
    expect(readFileSync(join(at, about), "utf8")).toContain("专注家用品");
  });
});
