import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForge, type TestForge } from "./harness.ts";

let forge: TestForge;
beforeAll(async () => {
  forge = await startForge({ seed: { ruleset: null } });
});
afterAll(() => forge.stop());

const at = (number: number) => ({ ...forge.repo, pull_number: number });
const pull = async (number: number) => (await forge.as("ed").rest.pulls.get(at(number))).data;

describe("a pull request", () => {
  it("is found by its branch, its base, its state and its commits", async () => {
    const number = await forge.propose("ed", "cms/news/a", { "a.md": "一\n" });
    const { rest } = forge.as("ed");
    const numbers = async (query: object) =>
      (await rest.pulls.list({ ...forge.repo, ...query })).data.map((one) => one.number);
    expect(await numbers({ head: "qinghe:cms/news/a" })).toEqual([number]);
    expect(await numbers({ head: "qinghe:cms/news/b" })).toEqual([]);
    expect(await numbers({ head: "somebody:cms/news/a" })).toEqual([]);
    expect(await numbers({ base: "nowhere" })).toEqual([]);
    expect(await numbers({ state: "closed" })).toEqual([]);
    const sha = await forge.head("cms/news/a");
    const at = { ...forge.repo, commit_sha: sha };
    const found = (await rest.repos.listPullRequestsAssociatedWithCommit(at)).data;
    expect(found.map((one) => [one.number, one.head.sha])).toEqual([[number, sha]]);
    const q = `repo:qinghe/website is:pr is:open head:cms/news/a`;
    const { data } = await rest.search.issuesAndPullRequests({ q });
    expect(data.items.map((one) => one.number)).toEqual([number]);
    await expect(rest.search.issuesAndPullRequests({ q: "language:go" })).rejects.toMatchObject({
      status: 422,
    });
  });

  it("leaves commits that a span of time finds, and nothing but a time is a span", async () => {
    const { rest } = forge.as("ed");
    const found = async (query: object) =>
      (await rest.repos.listCommits({ ...forge.repo, sha: "cms/news/a", ...query })).data.length;
    const all = await found({});
    expect(await found({ since: "2001-01-01T00:00:00Z" })).toBe(all);
    expect(await found({ since: "2090-01-01T00:00:00Z" })).toBe(0);
    expect(await found({ until: "2001-01-01T00:00:00Z" })).toBe(0);
    await expect(found({ since: "yesterday" })).rejects.toMatchObject({ status: 422 });
  });

  it("lists all its files, page by page, and all its commits", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 130 }, (_, at) => [`many/${at}.md`, `${at}\n`]),
    );
    const number = await forge.propose("ed", "many", files);
    await forge.commit("ed", "many", { "one-more.md": "一\n" });
    const octokit = forge.as("ed");
    const listed = await octokit.paginate(octokit.rest.pulls.listFiles, {
      ...at(number),
      per_page: 50,
    });
    expect([listed.length, (await pull(number)).changed_files]).toEqual([131, 131]);
    expect((await octokit.rest.pulls.listCommits(at(number))).data).toHaveLength(2);
  });

  it("says whether it can be merged, and keeps the merge as a ref", async () => {
    const number = await forge.propose("ed", "state", { "state.md": "一\n" });
    const open = await pull(number);
    expect(open).toMatchObject({ mergeable: true, mergeable_state: "clean" });
    expect(open.merge_commit_sha).toBe(await forge.forge.git.readRef(`refs/pull/${number}/merge`));
    const { sha } = open.head;
    await forge.as("ed").rest.repos.createCommitStatus({ ...forge.repo, sha, state: "pending" });
    expect((await pull(number)).mergeable_state).toBe("unstable");
    const draft = { ...forge.repo, title: "x", head: "state", base: "state-base", draft: true };
    const main = await forge.head("main");
    await forge
      .as("ed")
      .rest.git.createRef({ ...forge.repo, ref: "refs/heads/state-base", sha: main });
    const { data } = await forge.as("ed").rest.pulls.create(draft);
    expect(data.mergeable_state).toBe("draft");
    await expect(forge.as("ed").rest.pulls.merge(at(data.number))).rejects.toThrow("still a draft");
  });

  it("is closed when its branch goes, and cannot come back without it", async () => {
    const number = await forge.propose("ed", "gone", { "gone.md": "一\n" });
    await forge.as("ed").rest.git.deleteRef({ ...forge.repo, ref: "heads/gone" });
    expect(await pull(number)).toMatchObject({ state: "closed", merged: false });
    const again = forge.as("ed").rest.pulls.update({ ...at(number), state: "open" });
    await expect(again).rejects.toMatchObject({ status: 422 });
  });

  it("counts as merged when its commits reach the base some other way", async () => {
    const number = await forge.propose("ed", "by-hand", { "hand.md": "一\n" });
    const sha = await forge.head("by-hand");
    await forge.as("adam").rest.git.updateRef({ ...forge.repo, ref: "heads/main", sha });
    expect(await pull(number)).toMatchObject({
      state: "closed",
      merged: true,
      merged_by: { login: "adam" },
    });
  });

  it("is merged by a merge commit or squashed into one, and its branch goes", async () => {
    for (const merge_method of ["merge", "squash"] as const) {
      const number = await forge.propose("ed", `by-${merge_method}`, {
        [`${merge_method}.md`]: "一\n",
      });
      const before = await forge.head("main");
      const { data } = await forge.as("adam").rest.pulls.merge({ ...at(number), merge_method });
      expect(data.sha).toBe(await forge.head("main"));
      const { data: commit } = await forge
        .as("ed")
        .rest.git.getCommit({ ...forge.repo, commit_sha: data.sha });
      expect(commit.parents[0]?.sha).toBe(before);
      expect(commit.parents).toHaveLength(merge_method === "merge" ? 2 : 1);
      expect(await forge.head(`by-${merge_method}`)).toBe("");
      await forge.as("ed").rest.pulls.checkIfMerged(at(number));
      await expect(forge.as("ed").rest.pulls.merge(at(number))).rejects.toMatchObject({
        status: 405,
      });
    }
    const activity = await forge
      .as("ed")
      .rest.repos.listActivities({ ...forge.repo, activity_type: "pr_merge" });
    expect(activity.data.map((one) => one.ref)).toEqual(["refs/heads/main", "refs/heads/main"]);
  });

  it("merged at the same moment as others, comes in after them", async () => {
    const names = ["east", "south", "west", "north"];
    const numbers: number[] = [];
    for (const name of names)
      numbers.push(await forge.propose("ed", name, { [`${name}.md`]: "一\n" }));
    const { rest } = forge.as("adam");
    await Promise.all(
      numbers.map((number) => rest.pulls.merge({ ...at(number), merge_method: "squash" })),
    );
    const tree = await forge.forge.git.readTree(await forge.head("main"), false);
    expect(tree?.map((one) => one.path)).toEqual(
      expect.arrayContaining(names.map((name) => `${name}.md`)),
    );
  });
});

describe("the activity of a branch", () => {
  it("comes newest first, in pages that lead on", async () => {
    for (const text of ["一", "二", "三", "四", "五"])
      await forge.commit("dora", "busy", { "busy.md": text });
    const octokit = forge.as("ed");
    const query = { ...forge.repo, ref: "busy", per_page: 2 };
    const all = await octokit.paginate("GET /repos/{owner}/{repo}/activity", query);
    expect(all.map((one) => one.activity_type)).toEqual([
      "push",
      "push",
      "push",
      "push",
      "branch_creation",
    ]);
    expect(all[0]).toMatchObject({
      actor: { login: "dora" },
      after: await forge.head("busy"),
      before: all[1]?.after,
    });
  });
});

describe("a forge that starts again", () => {
  it("knows everything it knew, and what moved while it was away", async () => {
    const first = await startForge();
    const number = await first.propose("ed", "kept", { "kept.md": "一\n" });
    const token = first.token("paul");
    await first.as("paul").rest.pulls.createReview({ ...at(number), event: "APPROVE" });
    await first.pause();
    const { git } = first.forge;
    const head = await first.head("kept");
    const old = await git.readCommit(head);
    const who = { name: "x", email: "x@x", date: "2026-01-01T00:00:00Z" };
    const moved = await git.writeCommit({
      tree: old?.tree ?? "",
      parents: [head],
      message: "away",
      author: who,
      committer: who,
    });
    await git.updateRef("refs/heads/kept", moved, head);
    const second = await startForge({ dir: first.dir });
    const answer = await fetch(`${second.origin}/api/v3/user`, {
      headers: { authorization: `token ${token}` },
    });
    expect(await answer.json()).toMatchObject({ login: "paul" });
    const { data } = await second.as("ed").rest.pulls.get(at(number));
    expect(data).toMatchObject({ title: "kept", head: { sha: moved } });
    const reviews = (await second.as("ed").rest.pulls.listReviews(at(number))).data;
    expect(reviews).toMatchObject([{ state: "APPROVED", commit_id: head }]);
    await second.stop();
  });

  it("finishes a merge that was cut off after the branch had moved", async () => {
    const first = await startForge({ seed: { ruleset: null } });
    const number = await first.propose("ed", "cut", { "cut.md": "一\n" });
    const { store, git } = first.forge;
    const open = store.pull.find((one) => one.number === number);
    const main = await first.head("main");
    const made = await git.writeCommit({
      tree: (await git.readCommit(await first.head("cut")))?.tree ?? "",
      parents: [main],
      message: "squashed",
      author: { name: "x", email: "x@x", date: "2026-01-01T00:00:00Z" },
      committer: { name: "x", email: "x@x", date: "2026-01-01T00:00:00Z" },
    });
    store.pull.update(open?.id ?? 0, { mergeCommit: made, mergedById: open?.authorId ?? 0 });
    await git.updateRef("refs/heads/main", made, main);
    await first.pause();
    const second = await startForge({ dir: first.dir, seed: { ruleset: null } });
    const { data } = await second.as("ed").rest.pulls.get(at(number));
    expect(data).toMatchObject({ merged: true, state: "closed", merge_commit_sha: made });
    await second.stop();
  });
});
