import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GitRepo, initRepo } from "../../../src/forge/git/repo.ts";
import { runGit } from "../../../src/forge/git/run.ts";
import { treeOf } from "../../tree-of.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-repo-"));
let git: GitRepo;
beforeAll(async () => {
  git = await initRepo(join(folder, "repository.git"), "main");
});
afterAll(() => {
  git.close();
  rmSync(folder, { recursive: true, force: true });
});

const person = { name: "艾迪", email: "ed@example.com", date: "2026-03-02T09:00:00+08:00" };

async function commit(parents: readonly string[], files: Readonly<Record<string, string | null>>) {
  const tree = await treeOf(git, parents[0] ?? null, files);
  return git.writeCommit({
    tree,
    parents,
    message: "改动\n\n说明",
    author: person,
    committer: person,
  });
}

const lines = (changes: Readonly<Record<number, string>> = {}) =>
  Array.from({ length: 20 }, (_, at) => changes[at] ?? `第 ${at} 行`).join("\n");
const textOf = async (rev: string, path: string) => {
  const entry = (await git.readTree(rev, true))?.find((one) => one.path === path);
  return (await git.readBlob(entry?.sha ?? ""))?.toString("utf8");
};

describe("objects", () => {
  it("come back as they were written, large ones and many at once included", async () => {
    const large = "青".repeat(300_000);
    const shas = await git.writeBlobs([large, "", "a\n"].map((text) => Buffer.from(text)));
    const read = await Promise.all(shas.map((sha) => git.readBlob(sha)));
    expect(read.map((bytes) => bytes?.toString("utf8"))).toEqual([large, "", "a\n"]);
  });

  it("that are not there, or are no blobs, are null", async () => {
    const tree = await treeOf(git, null, { "a.md": "a" });
    expect(await git.readBlob(tree)).toBeNull();
    expect(await git.readBlob("f".repeat(40))).toBeNull();
    expect(await git.readBlob("HEAD")).toBeNull();
    expect(await git.resolve("no\nsuch")).toBeNull();
    expect(await git.objectType(tree)).toBe("tree");
  });

  it("are found again after the process that looks them up was ended", async () => {
    const sha = await git.writeBlob(Buffer.from("还在"));
    git.close();
    expect((await git.readBlob(sha))?.toString("utf8")).toBe("还在");
  });

  it("keep names in Chinese and names with blanks", async () => {
    const tree = await treeOf(git, null, { "content/竹 杯.md": "杯", "a/b/c.md": "c" });
    const paths = (await git.readTree(tree, true))?.filter((one) => one.type === "blob");
    expect(paths?.map((one) => one.path)).toEqual(["a/b/c.md", "content/竹 杯.md"]);
    expect(await git.readTree(`${tree}:nowhere`, true)).toBeNull();
  });
});

describe("refs", () => {
  it("are seen as soon as they move, and move only from where they were said to be", async () => {
    const first = await commit([], { "a.md": "1" });
    const second = await commit([first], { "a.md": "2" });
    await git.updateRef("refs/heads/x", first, null);
    expect(await git.readRef("refs/heads/x")).toBe(first);
    await git.updateRef("refs/heads/x", second, first);
    expect(await git.readRef("refs/heads/x")).toBe(second);
    await expect(git.updateRef("refs/heads/x", first, first)).rejects.toThrow();
    await git.updateRef("refs/heads/x", null, second);
    expect(await git.readRef("refs/heads/x")).toBeNull();
    expect(await git.listRefs("refs/heads/")).toEqual([]);
  });
});

describe("commits", () => {
  it("carry author, time and message as written", async () => {
    const sha = await commit([], { "a.md": "1" });
    expect(await git.readCommit(sha)).toMatchObject({
      sha,
      parents: [],
      message: expect.stringMatching(/^改动\n\n说明/),
      author: { name: "艾迪", email: "ed@example.com" },
    });
    expect(await git.readCommit("f".repeat(40))).toBeNull();
  });

  it.each([
    ["a title and a text", "标题\n\n说明\n"],
    ["blank lines around", "\n\n标题\n\n\n\n说明 \n\n\n"],
    ["nothing", ""],
  ])("read alone as in a list: %s", async (_, message) => {
    const first = await commit([], { "a.md": "1" });
    const second = await commit([], { "b.md": "1" });
    const committer = { name: "A. <B>", email: "b@example.com", date: "2001-12-31T23:59:59-11:30" };
    const tree = await treeOf(git, null, { "a.md": message });
    const parents = [first, second];
    const sha = await git.writeCommit({ tree, parents, message, author: person, committer });
    const [listed] = await git.log({ rev: sha, skip: 0, limit: 1 });
    expect(listed?.parents).toEqual([first, second]);
    expect(await git.readCommit(sha)).toEqual(listed);
  });

  it("read alone as in a list: an encoding of long ago", async () => {
    const tree = await treeOf(git, null, { "a.md": "1" });
    const args = ["-c", "i18n.commitEncoding=GBK", "commit-tree", tree, "-F", "-"];
    const env = Object.fromEntries(
      ["AUTHOR", "COMMITTER"].flatMap((who) => [
        [`GIT_${who}_NAME`, "ed"],
        [`GIT_${who}_EMAIL`, "ed@example.com"],
      ]),
    );
    const input = Buffer.from([0xb9, 0xab, 0xcb, 0xbe]);
    const sha = (await runGit(git.dir, args, { env, input })).stdout.toString().trim();
    const [listed] = await git.log({ rev: sha, skip: 0, limit: 1 });
    expect(listed?.message).toBe("公司");
    expect(await git.readCommit(sha)).toEqual(listed);
  });

  it("say how they stand to each other", async () => {
    const base = await commit([], { "a.md": lines() });
    const left = await commit([base], { "a.md": lines({ 1: "左" }) });
    const right = await commit([base], { "a.md": lines({ 18: "右" }) });
    const other = await commit([], { "b.md": "b" });
    expect(await git.mergeBase(left, right)).toBe(base);
    expect(await git.mergeBase(left, other)).toBeNull();
    expect(await git.isAncestor(base, left)).toBe(true);
    expect(await git.isAncestor(left, left)).toBe(true);
    expect(await git.isAncestor(left, base)).toBe(false);
    expect(await git.isAncestor(left, right)).toBe(false);
    expect(await git.isAncestor(left, other)).toBe(false);
    expect((await git.commitsBetween(base, left)).map((one) => one.sha)).toEqual([left]);
  });

  it("that change different lines merge, and both changes survive", async () => {
    const base = await commit([], { "a.md": lines() });
    const left = await commit([base], { "a.md": lines({ 1: "左" }) });
    const right = await commit([base], { "a.md": lines({ 18: "右" }) });
    const merged = await git.mergeTree(left, right);
    if (!merged.clean) throw new Error("it does not merge");
    expect(await textOf(merged.tree, "a.md")).toBe(lines({ 1: "左", 18: "右" }));
  });

  it("that change the same line do not merge, and the file is named", async () => {
    const base = await commit([], { "a.md": lines() });
    const left = await commit([base], { "a.md": lines({ 1: "左" }) });
    const right = await commit([base], { "a.md": lines({ 1: "右" }) });
    expect(await git.mergeTree(left, right)).toMatchObject({ clean: false, conflicts: ["a.md"] });
    const other = await commit([], { "b.md": "b" });
    expect(await git.mergeTree(left, other)).toEqual({ clean: false, conflicts: [] });
  });

  it("show a renamed file as renamed, and without renames as gone and new", async () => {
    const base = await commit([], { "old.md": lines() });
    const head = await commit([base], { "old.md": null, "新名.md": lines({ 3: "改" }) });
    const [change, ...more] = await git.diff(base, head);
    expect(more).toEqual([]);
    expect(change).toMatchObject({ status: "renamed" });
    expect(JSON.stringify(change)).toContain("新名.md");
    expect((await git.rawDiff(base, head)).length).toBe(2);
  });
});
