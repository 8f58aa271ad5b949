import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForge, type TestForge } from "./harness.ts";

let forge: TestForge;
beforeAll(async () => {
  forge = await startForge();
});
afterAll(() => forge.stop());

let count = 0;
const propose = () => {
  count += 1;
  return forge.propose("ed", `branch-${count}`, { [`${count}.md`]: "一\n" });
};
const at = (number: number) => ({ ...forge.repo, pull_number: number });
const issue = (number: number) => ({ ...forge.repo, issue_number: number });
const timeline = async (number: number) =>
  (await forge.as("ed").rest.issues.listEventsForTimeline(issue(number))).data;

describe("a review", () => {
  it("is drafted in private and then submitted", async () => {
    const number = await propose();
    const { rest } = forge.as("paul");
    const { data: draft } = await rest.pulls.createReview({ ...at(number), body: "看看" });
    expect(draft.state).toBe("PENDING");
    expect((await forge.as("ed").rest.pulls.listReviews(at(number))).data).toEqual([]);
    await expect(rest.pulls.createReview(at(number))).rejects.toMatchObject({ status: 422 });
    const sent = { ...at(number), review_id: draft.id, event: "APPROVE" as const };
    expect((await rest.pulls.submitReview(sent)).data).toMatchObject({
      state: "APPROVED",
      body: "看看",
    });
    await expect(rest.pulls.submitReview(sent)).rejects.toMatchObject({ status: 422 });
  });

  it("can be thrown away before it is submitted, and not after", async () => {
    const number = await propose();
    const { rest } = forge.as("paul");
    const { data: draft } = await rest.pulls.createReview(at(number));
    const review = { ...at(number), review_id: draft.id };
    await rest.pulls.deletePendingReview(review);
    await expect(rest.pulls.getReview(review)).rejects.toMatchObject({ status: 404 });
    const { data } = await rest.pulls.createReview({ ...at(number), event: "APPROVE" });
    const gone = rest.pulls.deletePendingReview({ ...at(number), review_id: data.id });
    await expect(gone).rejects.toMatchObject({ status: 422 });
  });

  it("is bound to the commit it saw, not to what comes after", async () => {
    const number = await propose();
    const seen = (await forge.as("ed").rest.pulls.get(at(number))).data.head.sha;
    await forge.commit("ed", `branch-${count}`, { "later.md": "后\n" });
    const { rest } = forge.as("paul");
    const { data } = await rest.pulls.createReview({
      ...at(number),
      event: "APPROVE",
      commit_id: seen,
    });
    expect(data.commit_id).toBe(seen);
  });

  it.each([
    ["of main", () => forge.head("main")],
    ["of another pull request", () => forge.head("branch-1")],
    ["that does not exist", () => Promise.resolve("1".repeat(40))],
    ["that is no commit at all", () => Promise.resolve("--help")],
  ])("is refused for a commit %s", async (_what, commit) => {
    const number = await propose();
    const review = { ...at(number), event: "APPROVE" as const, commit_id: await commit() };
    await expect(forge.as("paul").rest.pulls.createReview(review)).rejects.toMatchObject({
      status: 422,
    });
  });

  it("asks for words where it does not approve", async () => {
    const number = await propose();
    for (const event of ["REQUEST_CHANGES", "COMMENT"] as const) {
      const review = forge.as("paul").rest.pulls.createReview({ ...at(number), event });
      await expect(review).rejects.toMatchObject({ status: 422 });
    }
  });

  it("of one's own is a comment at most", async () => {
    const number = await propose();
    const { rest } = forge.as("ed");
    for (const event of ["APPROVE", "REQUEST_CHANGES"] as const) {
      const review = rest.pulls.createReview({ ...at(number), event, body: "我" });
      await expect(review).rejects.toThrow(/Can not .* your own pull request/);
    }
    await rest.pulls.createReview({ ...at(number), event: "COMMENT", body: "我" });
    expect((await rest.pulls.listReviews(at(number))).data.map((one) => one.state)).toEqual([
      "COMMENTED",
    ]);
  });

  it("of a comment cannot be dismissed, nor the same review twice", async () => {
    const number = await propose();
    const comment = { ...at(number), event: "COMMENT" as const, body: "好" };
    const { data } = await forge.as("paul").rest.pulls.createReview(comment);
    const dismiss = { ...at(number), review_id: data.id, message: "不" };
    await expect(forge.as("ed").rest.pulls.dismissReview(dismiss)).rejects.toMatchObject({
      status: 422,
    });
  });
});

describe("a request for a review", () => {
  it("is noted, told, and answered by any review", async () => {
    const number = await propose();
    const { rest } = forge.as("ed");
    const asked = await rest.pulls.requestReviewers({ ...at(number), reviewers: ["paul", "walt"] });
    expect(asked.data.requested_reviewers?.map((one) => one.login)).toEqual(["paul", "walt"]);
    await forge
      .as("paul")
      .rest.pulls.createReview({ ...at(number), event: "COMMENT", body: "看到了" });
    const { data } = await rest.pulls.listRequestedReviewers(at(number));
    expect(data.users.map((one) => one.login)).toEqual(["walt"]);
    await rest.pulls.removeRequestedReviewers({ ...at(number), reviewers: ["walt"] });
    const events = (await timeline(number)).map((one) => one.event);
    expect(events).toEqual([
      "committed",
      "review_requested",
      "review_requested",
      "reviewed",
      "review_request_removed",
    ]);
  });

  it("names who asked and who is asked", async () => {
    const number = await propose();
    await forge.app().rest.pulls.requestReviewers({ ...at(number), reviewers: ["paul"] });
    expect((await timeline(number)).at(-1)).toMatchObject({
      event: "review_requested",
      review_requester: { login: "countersign[bot]" },
      requested_reviewer: { login: "paul" },
    });
  });

  it("is refused for the author and for who is no collaborator", async () => {
    const number = await propose();
    for (const login of ["ed", "nobody", "countersign[bot]"]) {
      const ask = forge
        .as("dora")
        .rest.pulls.requestReviewers({ ...at(number), reviewers: [login] });
      await expect(ask).rejects.toMatchObject({ status: 422 });
    }
  });
});

describe("the timeline", () => {
  it("tells the story of a pull request in order, with its actors", async () => {
    const number = await propose();
    const { rest } = forge.as("ed");
    await rest.issues.setLabels({ ...issue(number), labels: ["decap-cms/draft"] });
    await rest.issues.setLabels({ ...issue(number), labels: ["decap-cms/pending_review"] });
    await rest.issues.createComment({ ...issue(number), body: "请看" });
    await rest.pulls.update({ ...at(number), title: "新标题" });
    const sha = await forge.head("main");
    await rest.git.createRef({ ...forge.repo, ref: `refs/heads/base-${number}`, sha });
    await forge.as("dora").rest.pulls.update({ ...at(number), base: `base-${number}` });
    await forge.as("paul").rest.pulls.createReview({ ...at(number), event: "APPROVE" });
    const tree = (await rest.git.getCommit({ ...forge.repo, commit_sha: sha })).data.tree.sha;
    const other = { ...forge.repo, message: "重写", tree, parents: [sha] };
    const { data: forced } = await rest.git.createCommit(other);
    await rest.git.updateRef({
      ...forge.repo,
      ref: `heads/branch-${count}`,
      sha: forced.sha,
      force: true,
    });
    await rest.pulls.update({ ...at(number), state: "closed" });
    await rest.pulls.update({ ...at(number), state: "open" });
    const events = await timeline(number);
    expect(events.map((one) => one.event)).toEqual(
      expect.arrayContaining([
        "labeled",
        "unlabeled",
        "labeled",
        "commented",
        "renamed",
        "base_ref_changed",
        "reviewed",
        "head_ref_force_pushed",
        "closed",
        "reopened",
      ]),
    );
    const retargeted = events.find((one) => one.event === "base_ref_changed");
    expect(retargeted).toMatchObject({ actor: { login: "dora" } });
    const reviewed = events.find((one) => one.event === "reviewed");
    expect(reviewed).toMatchObject({ state: "approved", user: { login: "paul" } });
    const kinds = (await rest.issues.listEvents(issue(number))).data.map((one) => one.event);
    expect(kinds).not.toContain("commented");
  });
});

describe("comments and labels", () => {
  it("comments are changed by their authors and by who may write", async () => {
    const number = await propose();
    const { rest } = forge.as("paul");
    const { data } = await rest.issues.createComment({ ...issue(number), body: "一" });
    const comment = { ...forge.repo, comment_id: data.id };
    await rest.issues.updateComment({ ...comment, body: "二" });
    expect((await rest.issues.listComments(issue(number))).data.map((one) => one.body)).toEqual([
      "二",
    ]);
    await forge.as("ed").rest.issues.deleteComment(comment);
    await expect(rest.issues.getComment(comment)).rejects.toMatchObject({ status: 404 });
  });

  it("a label is defined by its first use and follows its new name", async () => {
    const number = await propose();
    const { rest } = forge.as("ed");
    await rest.issues.addLabels({ ...issue(number), labels: ["急"] });
    await rest.issues.updateLabel({ ...forge.repo, name: "急", new_name: "加急", color: "aa0000" });
    const { data } = await rest.issues.listLabelsOnIssue(issue(number));
    expect(data).toMatchObject([{ name: "加急", color: "aa0000" }]);
    await rest.issues.removeLabel({ ...issue(number), name: "加急" });
    const again = rest.issues.removeLabel({ ...issue(number), name: "加急" });
    await expect(again).rejects.toMatchObject({ status: 404 });
    await expect(rest.issues.createLabel({ ...forge.repo, name: "加急" })).rejects.toMatchObject({
      status: 422,
    });
    await rest.issues.deleteLabel({ ...forge.repo, name: "加急" });
  });
});
