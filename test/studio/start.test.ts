import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { ClaimedError, claimState, releaseLocks } from "../../src/studio/claim.ts";
import { initializeRepository } from "../../src/studio/first-commit.ts";
import { type Listener, listen } from "../../src/studio/server.ts";
import { openState } from "../../src/studio/state.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const git = (dir: string, ...args: string[]) =>
  execFileSync("git", ["-c", "core.quotePath=false", ...args], {
    cwd: dir,
    encoding: "utf8",
    stdio: "pipe",
  });

describe("the first commit", () => {
  const root = join(folder, "work");
  mkdirSync(join(root, "content"), { recursive: true });
  const files = { ".gitignore": "*.log\n", "a.log": "x", "content/竹杯.md": "杯", "b.md": "b" };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);

  it("holds what git does not ignore, and leaves the working tree's own git alone", async () => {
    git(root, "init", "--quiet");
    const before = git(root, "status", "--porcelain");
    const repository = join(folder, "first.git");
    await initializeRepository(root, repository, "main");
    const names = git(repository, "ls-tree", "-r", "--name-only", "main").trim().split("\n");
    expect(names).toEqual([".gitignore", "b.md", "content/竹杯.md"]);
    expect(git(root, "status", "--porcelain")).toBe(before);
  });

  it("appears whole or not at all", async () => {
    const repository = join(folder, "broken.git");
    await expect(
      initializeRepository(join(folder, "nowhere"), repository, "main"),
    ).rejects.toThrow();
    expect(statSync(repository, { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe("what the studio keeps", () => {
  it("stays from start to start, for its owner's eyes only", () => {
    const dir = join(folder, "state");
    const first = openState(dir, false);
    writeFileSync(join(dir, "kept"), "x");
    expect(openState(dir, false).secrets).toEqual(first.secrets);
    expect(statSync(join(dir, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
  });

  it("is gone after a reset, its secrets included", () => {
    const dir = join(folder, "state");
    const { secrets } = openState(dir, false);
    expect(openState(dir, true).secrets.appKey).not.toBe(secrets.appKey);
    expect(statSync(join(dir, "kept"), { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe("a folder", () => {
  const dir = join(folder, "claimed");

  it("serves one studio at a time, and the next one when that has ended", () => {
    const release = claimState(dir);
    expect(() => claimState(dir)).toThrow("另一个会签工作室正在使用");
    release();
    claimState(dir)();
  });

  it("stays claimed while its process runs, and is free when that was killed", async () => {
    const script = join(process.cwd(), "src/studio/claim.ts");
    const code = `import { claimState } from ${JSON.stringify(pathToFileURL(script).href)};
      claimState(${JSON.stringify(dir)}); gc(); console.log("claimed"); setInterval(() => {}, 1000);`;
    const node = join(process.cwd(), "node_modules/.bin/node");
    const other = spawn(node, ["--expose-gc", "--input-type=module", "--eval", code], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(other.stdout, "data");
    expect(() => claimState(dir)).toThrow(ClaimedError);
    other.kill("SIGKILL");
    await once(other, "exit");
    claimState(dir)();
  });

  it("keeps its claim through a reset", () => {
    const release = claimState(dir);
    openState(dir, true);
    expect(() => claimState(dir)).toThrow(ClaimedError);
    release();
  });
});

describe("a repository in which git was killed", () => {
  it("can be written to again, and has lost nothing", () => {
    const root = join(folder, "killed");
    mkdirSync(root);
    git(root, "init", "--quiet", "--initial-branch=main");
    const commit = ["-c", "user.name=ed", "-c", "user.email=ed@example.com", "commit", "-q"];
    git(root, ...commit, "--allow-empty", "-m", "1");
    for (const name of ["HEAD", "packed-refs", "refs/heads/main"])
      writeFileSync(join(root, ".git", `${name}.lock`), "");
    const again = () => git(root, ...commit, "--allow-empty", "-m", "2");
    expect(again).toThrow();
    releaseLocks(join(root, ".git"));
    again();
    expect(git(root, "log", "--format=%s").trim().split("\n")).toEqual(["2", "1"]);
  });
});

describe("the port", () => {
  it("that is busy is named, and another is taken on this machine's own address", async () => {
    const blocker = createServer();
    const taken = await new Promise<number>((resolve) => {
      blocker.listen(0, "127.0.0.1", () => {
        const address = blocker.address();
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
    const busy: number[] = [];
    const listener = await listen(taken, (port) => busy.push(port));
    try {
      expect(busy[0]).toBe(taken);
      expect(listener.port).toBeGreaterThan(taken);
      expect(listener.origin).toBe(`http://127.0.0.1:${listener.port}`);
    } finally {
      await listener.close();
      blocker.close();
    }
  });

  it("lets early visitors wait until there is something to answer", async () => {
    const listener: Listener = await listen(0, () => undefined);
    const early = fetch(listener.origin);
    listener.serve(() => new Response("就绪"));
    expect(await (await early).text()).toBe("就绪");
    await listener.close();
  });
});
