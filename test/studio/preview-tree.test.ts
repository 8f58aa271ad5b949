import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GitRepo, initRepo } from "../../src/forge/git/repo.ts";
import { previewTree } from "../../src/studio/preview-tree.ts";
import { treeOf } from "../tree-of.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-preview-"));
const person = { name: "艾迪", email: "ed@example.com", date: "2026-03-02T09:00:00+08:00" };
let git: GitRepo;
let base: string;

async function commit(parents: readonly string[], files: Readonly<Record<string, string | null>>) {
  const tree = await treeOf(git, parents[0] ?? null, files);
  return git.writeCommit({ tree, parents, message: "改动", author: person, committer: person });
}

async function filesOf(tree: string): Promise<Record<string, string>> {
  const entries = (await git.readTree(tree, true)) ?? [];
  const blobs = entries.filter((one) => one.type === "blob");
  const texts = await Promise.all(blobs.map((one) => git.readBlob(one.sha)));
  return Object.fromEntries(blobs.map((one, at) => [one.path, String(texts[at])]));
}

beforeAll(async () => {
  git = await initRepo(join(folder, "repository.git"), "main");
  base = await commit([], {
    "content/a.md": "甲",
    "content/b.md": "乙",
    "src/page.ts": "approved",
  });
  await git.updateRef("refs/heads/main", base, null);
});
afterAll(() => {
  git.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a preview", () => {
  it("shows the proposed content in the approved code", async () => {
    const head = await commit([base], {
      "content/a.md": "新甲",
      "content/b.md": null,
      "content/c.md": "丙",
      "src/page.ts": "steal the key",
      "astro.config.mjs": "steal the key",
    });
    expect(await filesOf(await previewTree(git, "main", head))).toEqual({
      "content/a.md": "新甲",
      "content/c.md": "丙",
      "src/page.ts": "approved",
    });
  });

  it("shows what is merged meanwhile as well, and a conflict as its author wrote it", async () => {
    const mine = await commit([base], { "content/a.md": "我的甲" });
    const other = await commit([base], { "content/b.md": "他的乙" });
    await git.updateRef("refs/heads/main", other, base);
    expect(await filesOf(await previewTree(git, "main", mine))).toMatchObject({
      "content/a.md": "我的甲",
      "content/b.md": "他的乙",
    });
    const clash = await commit([other], { "content/a.md": "他的甲" });
    await git.updateRef("refs/heads/main", clash, other);
    expect(await filesOf(await previewTree(git, "main", mine))).toMatchObject({
      "content/a.md": "我的甲",
    });
  });

  it("cannot be made of a branch that is not there", async () => {
    await expect(previewTree(git, "gone", base)).rejects.toThrow('no branch "gone"');
  });
});
