import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForge, type TestForge } from "./harness.ts";

const run = promisify(execFile);
const owners = [
  "* @wendy",
  "/content/products/ @paul @pia",
  "*.css @dora",
  "/content/products/secret.md @grace",
].join("\n");

let forge: TestForge;
beforeAll(async () => {
  forge = await startForge({
    files: { ".github/CODEOWNERS": owners, "a.md": "一\n", "content/products/cup.md": "杯\n" },
  });
});
afterAll(() => forge.stop());

const logins = ["ed", "adam"];

async function orphan(): Promise<string> {
  const { rest } = forge.as("adam");
  const tree = await rest.git.createTree({
    ...forge.repo,
    tree: [{ path: "x", mode: "100644", content: "x" }],
  });
  const made = await rest.git.createCommit({ ...forge.repo, message: "x", tree: tree.data.sha });
  return made.data.sha;
}

async function child(): Promise<string> {
  const { rest } = forge.as("adam");
  const parent = await forge.head("main");
  const { data } = await rest.git.getCommit({ ...forge.repo, commit_sha: parent });
  const commit = { ...forge.repo, message: "direct", tree: data.tree.sha, parents: [parent] };
  return (await rest.git.createCommit(commit)).data.sha;
}

describe("main moves through pull requests only, over REST", () => {
  const main = () => ({ ...forge.repo, ref: "heads/main" });

  it.each(logins)("no commit of %s goes to it directly", async (login) => {
    const sha = await child();
    await expect(forge.as(login).rest.git.updateRef({ ...main(), sha })).rejects.toThrow(
      "Changes must be made through a pull request.",
    );
    expect(await forge.head("main")).not.toBe(sha);
  });

  it.each(logins)("%s cannot force it to another history", async (login) => {
    const sha = await orphan();
    const move = forge.as(login).rest.git.updateRef({ ...main(), sha, force: true });
    await expect(move).rejects.toThrow("Cannot force-push to this branch");
  });

  it.each(logins)("%s cannot delete it", async (login) => {
    await expect(forge.as(login).rest.git.deleteRef(main())).rejects.toMatchObject({ status: 422 });
  });

  it("a review branch is its author's to move, force and delete", async () => {
    await forge.commit("ed", "cms/free", { "b.md": "一\n" });
    const { rest } = forge.as("ed");
    const branch = { ...forge.repo, ref: "heads/cms/free" };
    await rest.git.updateRef({ ...branch, sha: await child(), force: true });
    await rest.git.deleteRef(branch);
    expect(await forge.head("cms/free")).toBe("");
  });

  it("refs of pull requests belong to nobody", async () => {
    const number = await forge.propose("ed", "own-ref", { "c.md": "一\n" });
    const ref = { ...forge.repo, ref: `pull/${number}/head`, sha: await child(), force: true };
    await expect(forge.as("adam").rest.git.updateRef(ref)).rejects.toMatchObject({ status: 422 });
  });
});

describe("main moves through pull requests only, over git push", () => {
  let work = "";
  const git = (...args: string[]) =>
    run("git", ["-C", work, "-c", "user.name=x", "-c", "user.email=x@x", ...args]);
  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), "countersign-push-"));
    const url = `${forge.origin.replace("//", `//ed:${forge.token("adam")}@`)}/qinghe/website.git`;
    await git("clone", "--quiet", url, ".");
    writeFileSync(join(work, "pushed.md"), "推\n");
    await git("add", ".");
    await git("commit", "--quiet", "-m", "pushed");
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it.each([
    ["a direct push", ["push", "origin", "HEAD:main"]],
    ["a forced push", ["push", "--force", "origin", "HEAD:main"]],
    ["a deletion", ["push", "origin", ":main"]],
    [
      "a push that hides behind a permitted one",
      ["push", "--atomic", "origin", "HEAD:fine", "HEAD:main"],
    ],
  ])("%s is refused", async (_what, args) => {
    const before = await forge.head("main");
    await expect(git(...args)).rejects.toThrow();
    expect(await forge.head("main")).toBe(before);
    expect(await forge.head("fine")).toBe("");
  });

  it("a branch is taken, and its pull request follows the push", async () => {
    await git("push", "--quiet", "origin", "HEAD:by-git");
    const { rest } = forge.as("adam");
    const made = await rest.pulls.create({
      ...forge.repo,
      title: "x",
      head: "by-git",
      base: "main",
    });
    await git("commit", "--quiet", "--amend", "-m", "again");
    await git("push", "--quiet", "--force", "origin", "HEAD:by-git");
    const { data } = await rest.pulls.get({ ...forge.repo, pull_number: made.data.number });
    expect(data.head.sha).toBe(await forge.head("by-git"));
    const activity = await rest.repos.listActivities({ ...forge.repo, ref: "by-git" });
    expect(activity.data.map((one) => [one.activity_type, one.actor?.login])).toEqual([
      ["force_push", "adam"],
      ["branch_creation", "adam"],
    ]);
  });
});

describe("the owners of a file sign for it", () => {
  const approve = (login: string, number: number) =>
    forge
      .as(login)
      .rest.pulls.createReview({ ...forge.repo, pull_number: number, event: "APPROVE" });
  const words = async (number: number) => {
    const refusal = await forge
      .as("adam")
      .rest.pulls.merge({ ...forge.repo, pull_number: number })
      .catch((error: Error) => error.message);
    return String(refusal);
  };

  it("the last line that matches names them", async () => {
    const number = await forge.propose("ed", "owned", { "content/products/cup.md": "新杯\n" });
    await approve("wendy", number);
    expect(await words(number)).toContain("Waiting on code owner review.");
    await approve("pia", number);
    expect(await words(number)).not.toContain("code owner");
  });

  it("a pull request cannot make itself owners", async () => {
    const number = await forge.propose("ed", "usurped", {
      ".github/CODEOWNERS": "* @mina\n",
      "content/products/secret.md": "密\n",
    });
    await approve("mina", number);
    expect(await words(number)).toContain("Waiting on code owner review.");
    await approve("wendy", number);
    expect(await words(number)).toContain("Waiting on code owner review.");
    await approve("grace", number);
    expect(await words(number)).not.toContain("code owner");
  });

  it("a file that moves out of a folder asks its old owners too", async () => {
    const number = await forge.propose("ed", "moved-out", {
      "content/products/cup.md": null,
      "cup.md": "杯\n",
    });
    await approve("wendy", number);
    expect(await words(number)).toContain("Waiting on code owner review.");
    await approve("paul", number);
    expect(await words(number)).not.toContain("code owner");
  });

  it("a request for changes stands until the same person approves or it is dismissed", async () => {
    const number = await forge.propose("ed", "vetoed", { "d.md": "一\n" });
    await approve("wendy", number);
    const at = { ...forge.repo, pull_number: number };
    const { data } = await forge
      .as("walt")
      .rest.pulls.createReview({ ...at, event: "REQUEST_CHANGES", body: "不行" });
    expect(await words(number)).toContain("Changes have been requested");
    await forge.as("walt").rest.pulls.createReview({ ...at, event: "COMMENT", body: "再想想" });
    expect(await words(number)).toContain("Changes have been requested");
    await forge
      .as("adam")
      .rest.pulls.dismissReview({ ...at, review_id: data.id, message: "谈过了" });
    expect(await words(number)).not.toContain("Changes have been requested");
  });
});
