import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForge, type TestForge } from "./harness.ts";

let forge: TestForge;
beforeAll(async () => {
  forge = await startForge({
    files: {
      "a.md": "一\n二\n三\n四\n五\n六\n七\n",
      "旧 名字.md": "很长的一段内容\n第二行\n第三行\n",
    },
  });
});
afterAll(() => forge.stop());

const approve = async (login: string, number: number) =>
  forge.as(login).rest.pulls.createReview({ ...forge.repo, pull_number: number, event: "APPROVE" });

const pass = async (sha: string) =>
  forge
    .app()
    .rest.checks.create({ ...forge.repo, name: "approval", head_sha: sha, conclusion: "success" });

const pull = async (number: number) =>
  (await forge.as("ed").rest.pulls.get({ ...forge.repo, pull_number: number })).data;

const merge = async (login: string, number: number, sha?: string) =>
  forge.as(login).rest.pulls.merge({
    ...forge.repo,
    pull_number: number,
    merge_method: "squash",
    ...(sha ? { sha } : {}),
  });

describe("a pull request", () => {
  it("shows git's own changes, renames of Chinese names included", async () => {
    const number = await forge.propose("ed", "rename", {
      "旧 名字.md": null,
      "新“名字”.md": "很长的一段内容\n第二行\n第三行\n第四行\n",
      "b.md": "新\n",
    });
    const { data } = await forge
      .as("ed")
      .rest.pulls.listFiles({ ...forge.repo, pull_number: number });
    expect(
      data.map((file) => [file.status, file.previous_filename ?? null, file.filename]),
    ).toEqual([
      ["added", null, "b.md"],
      ["renamed", "旧 名字.md", "新“名字”.md"],
    ]);
    expect((await pull(number)).changed_files).toBe(2);
  });

  it("follows its branch, and everyone can fetch its head", async () => {
    const number = await forge.propose("ed", "moving", { "c.md": "一\n" });
    const sha = await forge.commit("ed", "moving", { "c.md": "二\n" });
    expect((await pull(number)).head.sha).toBe(sha);
    expect(await forge.forge.git.readRef(`refs/pull/${number}/head`)).toBe(sha);
  });

  it("cannot be opened twice or without a commit", async () => {
    await forge.propose("ed", "twice", { "d.md": "一\n" });
    await expect(forge.propose("ed", "twice", { "d.md": "二\n" })).rejects.toThrow(
      "already exists",
    );
    const main = await forge.as("ed").rest.git.getRef({ ...forge.repo, ref: "heads/main" });
    await forge
      .as("ed")
      .rest.git.createRef({ ...forge.repo, ref: "refs/heads/same", sha: main.data.object.sha });
    const same = { ...forge.repo, title: "x", head: "same", base: "main" };
    await expect(forge.as("ed").rest.pulls.create(same)).rejects.toThrow("No commits between");
  });
});

describe("reviews", () => {
  it("are bound to a commit, and nobody approves their own", async () => {
    const number = await forge.propose("ed", "reviewed", { "e.md": "一\n" });
    const { data } = await approve("paul", number);
    expect(data.commit_id).toBe((await pull(number)).head.sha);
    await expect(approve("ed", number)).rejects.toMatchObject({ status: 422 });
  });

  it("keep who dismissed them, and what they said, in the timeline", async () => {
    const number = await forge.propose("ed", "dismissed", { "f.md": "一\n" });
    const { data } = await approve("paul", number);
    await forge.as("ed").rest.pulls.dismissReview({
      ...forge.repo,
      pull_number: number,
      review_id: data.id,
      message: "改过了",
    });
    const events = await forge
      .as("ed")
      .rest.issues.listEventsForTimeline({ ...forge.repo, issue_number: number });
    const dismissed = events.data.find((one) => one.event === "review_dismissed");
    expect(dismissed).toMatchObject({
      actor: { login: "ed" },
      dismissed_review: { state: "approved", review_id: data.id },
    });
  });
});

describe("merging", () => {
  it("waits for the approval, the owner and the check, in GitHub's words", async () => {
    const number = await forge.propose("ed", "blocked", { "g.md": "一\n" });
    await expect(merge("adam", number)).rejects.toMatchObject({ status: 405 });
    await approve("paul", number);
    await expect(merge("adam", number)).rejects.toThrow(
      'Required status check "approval" is expected.',
    );
    await pass((await pull(number)).head.sha);
    expect((await merge("adam", number)).data.merged).toBe(true);
    expect((await pull(number)).merged).toBe(true);
  });

  it("does not take a check that somebody else than the App has set", async () => {
    const number = await forge.propose("ed", "faked", { "h.md": "一\n" });
    const { sha } = (await pull(number)).head;
    await approve("paul", number);
    await forge
      .as("ed")
      .rest.repos.createCommitStatus({ ...forge.repo, sha, state: "success", context: "approval" });
    await expect(merge("ed", number)).rejects.toMatchObject({ status: 405 });
    const run = { ...forge.repo, name: "approval", head_sha: sha, conclusion: "success" as const };
    await expect(forge.as("ed").rest.checks.create(run)).rejects.toMatchObject({ status: 403 });
  });

  it("does not take a check of the same name from another App", async () => {
    const number = await forge.propose("ed", "other-app", { "k.md": "一\n" });
    const { sha } = (await pull(number)).head;
    await approve("paul", number);
    const { store } = forge.forge;
    const [app] = store.app.all();
    if (!app) throw new Error("the App is missing");
    const other = store.app.insert({ ...app, id: 99, slug: "other" });
    await pass(sha);
    const run = store.checkRun.all().at(-1);
    store.checkRun.update(run?.id ?? 0, { appId: other.id });
    await expect(merge("adam", number)).rejects.toThrow('"approval" is expected');
    store.app.remove(other.id);
  });

  it("refuses a head that is not the one that was meant", async () => {
    const number = await forge.propose("ed", "raced", { "i.md": "一\n" });
    const before = (await pull(number)).head.sha;
    await forge.commit("ed", "raced", { "i.md": "二\n" });
    await expect(merge("ed", number, before)).rejects.toMatchObject({ status: 409 });
  });

  it("keeps both of two overlapping changes", async () => {
    const first = await forge.propose("ed", "top", { "a.md": "甲\n二\n三\n四\n五\n六\n七\n" });
    const second = await forge.propose("dora", "bottom", {
      "a.md": "一\n二\n三\n四\n五\n六\n乙\n",
    });
    for (const number of [first, second]) {
      await approve("paul", number);
      await pass((await pull(number)).head.sha);
      await merge("adam", number);
    }
    const blob = await forge.forge.git.readRef("refs/heads/main:a.md");
    expect((await forge.forge.git.readBlob(blob ?? ""))?.toString()).toBe(
      "甲\n二\n三\n四\n五\n六\n乙\n",
    );
  });

  it("refuses a conflict and says so", async () => {
    const first = await forge.propose("ed", "left", { "b2.md": "左\n" });
    const second = await forge.propose("dora", "right", { "b2.md": "右\n" });
    for (const number of [first, second]) {
      await approve("paul", number);
      await pass((await pull(number)).head.sha);
    }
    await merge("adam", first);
    expect((await pull(second)).mergeable_state).toBe("dirty");
    await expect(merge("adam", second)).rejects.toThrow("not mergeable");
  });

  it("needs somebody else's approval after the last push", async () => {
    const number = await forge.propose("ed", "last-push", { "j.md": "一\n" });
    await approve("paul", number);
    await forge.commit("paul", "last-push", { "j.md": "二\n" });
    await pass((await pull(number)).head.sha);
    await expect(merge("adam", number)).rejects.toThrow("someone other than the last pusher");
  });
});
