import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRepo, type Repo } from "./git-repo.ts";

let repo: Repo;
let start: string;
beforeEach(async () => {
  repo = await makeRepo();
  repo.write("content/products/锅.md", "---\ntitle: 锅\n---\n一口好锅\n".repeat(5));
  repo.write("content/products/pan.md", "pan\n".repeat(20));
  start = repo.commit("start");
});
afterEach(() => repo.remove());

function fetchAll(shas: string[] = []) {
  return repo.mirror.fetch({ branches: ["main"], shas });
}

/** A branch `edit` from the start, with one change. */
function branchOff(change: () => void): string {
  repo.git("checkout", "--quiet", "-B", "edit", start);
  change();
  return repo.commit("edit");
}

function onMain(change: () => void): string {
  repo.git("checkout", "--quiet", "main");
  change();
  return repo.commit("main");
}

describe("the mirror brings what a decision needs", () => {
  it("fetches a branch and single commits at once", async () => {
    const edit = branchOff(() => repo.write("content/products/new.md", "new"));
    expect(await fetchAll([edit])).toEqual(new Set());
    expect(await repo.mirror.tip("main")).toBe(start);
    expect(await repo.mirror.mergeBase(start, edit)).toBe(start);
  });

  it("follows a branch that was forced elsewhere", async () => {
    await fetchAll();
    repo.git("checkout", "--quiet", "--orphan", "other");
    const other = repo.commit("other");
    repo.git("branch", "--force", "main", other);
    await fetchAll();
    expect(await repo.mirror.tip("main")).toBe(other);
  });

  it("reports commits that the remote dropped and brings the rest", async () => {
    const dropped = ["1".repeat(40), "2".repeat(40)];
    const edit = branchOff(() => repo.write("a.md", "a"));
    expect(await fetchAll([...dropped, edit])).toEqual(new Set(dropped));
    expect(await repo.mirror.changes(start, edit)).toHaveLength(1);
    expect(await fetchAll(dropped)).toEqual(new Set(dropped));
  });

  it("keeps a commit that it saw before the remote dropped it", async () => {
    const edit = branchOff(() => repo.write("a.md", "a"));
    await fetchAll([edit]);
    repo.git("checkout", "--quiet", "main");
    repo.git("branch", "-D", "edit");
    repo.git("reflog", "expire", "--expire=now", "--all");
    repo.git("gc", "--quiet", "--prune=now");
    expect(await fetchAll([edit])).toEqual(new Set());
  });

  it("tells where every branch and every pull request stands now, before any fetch", async () => {
    const edit = branchOff(() => repo.write("a.md", "a"));
    repo.git("update-ref", "refs/pull/7/head", edit);
    repo.git("update-ref", "refs/pull/7/merge", start);
    repo.git("branch", "修改", start);
    const refs = (await repo.mirror.refs()).map(({ name, sha }) => [name, sha]);
    expect(Object.fromEntries(refs)).toEqual({
      "refs/heads/main": start,
      "refs/heads/edit": edit,
      "refs/heads/修改": start,
      "refs/pull/7/head": edit,
    });
  });

  it("fails when a branch is not there", async () => {
    const gone = repo.mirror.fetch({ branches: ["gone"], shas: [] });
    await expect(gone).rejects.toThrow('Cannot run "git fetch"');
  });

  it("leaves no token in its folder", async () => {
    await fetchAll();
    const mirror = join(repo.root, "mirror.git");
    expect(readFileSync(join(mirror, "config"), "utf8")).not.toMatch(/header|secret/i);
    expect(existsSync(join(mirror, "FETCH_HEAD"))).toBe(false);
  });
});

describe("the diff names every path", () => {
  it("finds renames with the path before, Chinese names and all", async () => {
    const edit = branchOff(() =>
      repo.git("mv", "content/products/锅.md", "content/products/炒锅.md"),
    );
    await fetchAll([edit]);
    expect(await repo.mirror.changes(start, edit)).toMatchObject([
      {
        path: "content/products/炒锅.md",
        previousPath: "content/products/锅.md",
        status: "renamed",
        newMode: "100644",
      },
    ]);
    const plain = await repo.mirror.changes(start, edit, false);
    expect(plain.map((one) => one.status).sort()).toEqual(["added", "removed"]);
  });

  it("tells modes: executable files, symlinks, submodules", async () => {
    const edit = branchOff(() => {
      chmodSync(join(repo.root, "work/content/products/pan.md"), 0o755);
      const link = repo.git("hash-object", "-w", "content/products/锅.md");
      repo.git("update-index", "--add", "--cacheinfo", `120000,${link},link`);
      repo.git("update-index", "--add", "--cacheinfo", `160000,${start},module`);
      repo.git("add", "content");
      repo.git("commit", "--quiet", "--message", "modes");
      repo.git("reset", "--hard", "--quiet");
    });
    await fetchAll([edit]);
    const modes = (await repo.mirror.changes(start, edit)).map((one) => [one.path, one.newMode]);
    expect(modes).toEqual([
      ["content/products/pan.md", "100755"],
      ["link", "120000"],
      ["module", "160000"],
    ]);
  });

  it("tells a file that became a symlink from a changed one", async () => {
    const edit = branchOff(() => {
      repo.git("rm", "--quiet", "--cached", "content/products/pan.md");
      const link = repo.git("hash-object", "-w", "content/products/锅.md");
      repo.git("update-index", "--add", "--cacheinfo", `120000,${link},content/products/pan.md`);
      repo.git("commit", "--quiet", "--message", "link");
      repo.git("reset", "--hard", "--quiet");
    });
    await fetchAll([edit]);
    expect(await repo.mirror.changes(start, edit)).toMatchObject([
      { status: "changed", newMode: "120000" },
    ]);
  });

  it("takes line breaks and quotes in names as they are", async () => {
    const name = 'content/a\n"b" [c]\t.md';
    const edit = branchOff(() => repo.write(name, "x"));
    await fetchAll([edit]);
    expect((await repo.mirror.changes(start, edit)).map((one) => one.path)).toEqual([name]);
  });
});

describe("the fingerprint is that of the content", () => {
  const edited = () => repo.write("content/products/pan.md", `${"pan\n".repeat(20)}lid\n`);

  it("stays the same after a rebase that changes nothing", async () => {
    const before = branchOff(edited);
    const tip = onMain(() => repo.write("content/news/a.md", "news"));
    repo.git("checkout", "--quiet", "edit");
    repo.git("rebase", "--quiet", "main");
    const after = repo.git("rev-parse", "HEAD");
    await fetchAll([before, after]);
    expect(after).not.toBe(before);
    expect(await repo.mirror.fingerprint(tip, after)).toBe(
      await repo.mirror.fingerprint(tip, before),
    );
  });

  it("stays the same after the main branch was merged in cleanly", async () => {
    const before = branchOff(edited);
    const tip = onMain(() => repo.write("content/news/a.md", "news"));
    repo.git("checkout", "--quiet", "edit");
    repo.git("merge", "--quiet", "--no-edit", "main");
    const after = repo.git("rev-parse", "HEAD");
    await fetchAll([before, after]);
    expect(await repo.mirror.fingerprint(tip, after)).toBe(
      await repo.mirror.fingerprint(tip, before),
    );
  });

  it("changes with one letter, a mode, a name", async () => {
    const seen = new Set<string | null>();
    const variants = [
      edited,
      () => repo.write("content/products/pan.md", `${"pan\n".repeat(20)}lit\n`),
      () => {
        edited();
        chmodSync(join(repo.root, "work/content/products/pan.md"), 0o755);
      },
      () => {
        repo.git("mv", "content/products/pan.md", "content/products/pans.md");
        repo.write("content/products/pans.md", `${"pan\n".repeat(20)}lid\n`);
      },
    ];
    for (const change of variants) {
      const sha = branchOff(change);
      await fetchAll([sha]);
      seen.add(await repo.mirror.fingerprint(start, sha));
    }
    expect(seen.size).toBe(variants.length);
  });

  it("is unknown for a commit without common history", async () => {
    repo.git("checkout", "--quiet", "--orphan", "other");
    const other = repo.commit("other");
    await fetchAll([other]);
    expect(await repo.mirror.fingerprint(start, other)).toBeNull();
  });
});

describe("reading files and merges", () => {
  it("reads a file of a commit, many blobs at once, and the list of files", async () => {
    await fetchAll();
    const text = await repo.mirror.readFile(start, "content/products/锅.md");
    expect(text?.toString("utf8")).toContain("一口好锅");
    expect(await repo.mirror.readFile(start, "none.md")).toBeNull();
    const files = await repo.mirror.files(start, "content/products");
    const blobs = await repo.mirror.blobs(files.map((one) => one.blob));
    expect(files.map((one) => one.path)).toEqual([
      "content/products/pan.md",
      "content/products/锅.md",
    ]);
    expect([...blobs.values()].map((one) => one.length)).toEqual(files.map((one) => one.size));
    await expect(repo.mirror.blobs(["0".repeat(40)])).rejects.toThrow("Cannot read the blob");
  });

  it("names the files that cannot be merged, and none for a clean merge", async () => {
    const edit = branchOff(() => repo.write("content/products/pan.md", `A${"pan\n".repeat(20)}`));
    const apart = onMain(() => repo.write("content/products/pan.md", `${"pan\n".repeat(20)}Z`));
    await fetchAll([edit, apart]);
    expect(await repo.mirror.conflicts(apart, edit)).toEqual([]);
    const clash = onMain(() => repo.write("content/products/pan.md", `B${"pan\n".repeat(20)}`));
    await fetchAll([clash]);
    expect(await repo.mirror.conflicts(clash, edit)).toEqual(["content/products/pan.md"]);
  });
});
