import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { bundleRepository } from "../../src/adapters/git/bundle.ts";
import { makeRepo, type Repo } from "./git-repo.ts";

let repo: Repo;
beforeEach(async () => {
  repo = await makeRepo();
  repo.write("a.md", "甲\n");
  const start = repo.commit();
  repo.git("tag", "v1");
  repo.git("notes", "--ref=approval", "add", "-m", "{}", start);
  repo.git("update-ref", "refs/pull/1/head", start);
});
afterEach(() => repo.remove());

const bundle = (url: string, file: string) =>
  bundleRepository({ url, token: null, env: process.env, file });

it("one file holds every branch, tag, note and pull request, and clones again", async () => {
  const file = join(repo.root, "all.bundle");
  const url = `file://${join(repo.root, "work")}`;
  expect(await bundle(url, file)).toBe(4);
  const copy = join(repo.root, "copy");
  execFileSync("git", ["clone", "--quiet", file, copy]);
  expect(readFileSync(join(copy, "a.md"), "utf8")).toBe("甲\n");
});

it("a remote that is not there is an error, not an empty backup", async () => {
  const file = join(repo.root, "none.bundle");
  writeFileSync(file, "");
  await expect(bundle(`file://${repo.root}/nowhere`, file)).rejects.toThrow(
    /Cannot run "git clone"/,
  );
});
