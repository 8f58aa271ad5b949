import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openClone } from "../../src/adapters/git/clone.ts";
import { openHistory } from "../../src/adapters/git/history.ts";
import { makeRepo, type Repo } from "./git-repo.ts";

let repo: Repo;
beforeAll(async () => {
  repo = await makeRepo();
});
afterAll(() => repo.remove());

describe("what a clone tells about a folder", () => {
  it("which commits changed what in it, along the branch itself, the newest first", async () => {
    repo.write("content/products/锅.md", "a");
    repo.write("README.md", "a");
    const first = repo.commit();
    repo.write("README.md", "b");
    repo.commit();
    repo.git("mv", "content/products/锅.md", "content/products/wok.md");
    repo.write("content/deep/er/a\nb.md", "a");
    const third = repo.commit();
    repo.git("checkout", "--quiet", "-b", "side", first);
    repo.write("content/products/side.md", "a");
    repo.commit();
    repo.git("checkout", "--quiet", "main");
    repo.git("merge", "--quiet", "--no-ff", "--message", "merge", "side");
    const merge = repo.git("rev-parse", "HEAD");
    const history = openHistory(join(repo.root, "work/.git"), process.env);
    expect(await history.changed("main", "content")).toEqual([
      { sha: merge, paths: ["content/products/side.md"] },
      {
        sha: third,
        paths: ["content/deep/er/a\nb.md", "content/products/wok.md", "content/products/锅.md"],
      },
      { sha: first, paths: ["content/products/锅.md"] },
    ]);
    expect(await history.changed(`${third}..main`, "content")).toHaveLength(1);
    expect(await history.changed("main", "nowhere")).toEqual([]);
  });
});

describe("the clone around a folder", () => {
  it("is found from anywhere in it, a second work tree included", async () => {
    repo.git("worktree", "add", "--quiet", join(repo.root, "second"));
    for (const folder of ["work", "work/content", "second"]) {
      const clone = await openClone(join(repo.root, folder), process.env);
      expect(await clone?.history.commits("main")).toHaveLength(4);
      expect(await clone?.git.readFile("main", "README.md")).toEqual(Buffer.from("b"));
    }
  });

  it("is none where there is none", async () => {
    mkdirSync(join(repo.root, "empty"));
    expect(await openClone(join(repo.root, "empty"), process.env)).toBeNull();
  });
});
