import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startForge, type TestForge } from "./harness.ts";

let forge: TestForge;
beforeEach(async () => {
  forge = await startForge({ seed: { ruleset: null } });
});
afterEach(() => forge.stop());

const ruleset = (more: object = {}) => ({
  ...forge.repo,
  name: "rules",
  enforcement: "active" as const,
  conditions: {
    ref_name: { include: ["refs/heads/release/*"], exclude: ["refs/heads/release/x"] },
  },
  rules: [{ type: "pull_request" as const, parameters: review() }],
  ...more,
});
const review = (more: object = {}) => ({
  required_approving_review_count: 1,
  dismiss_stale_reviews_on_push: true,
  require_code_owner_review: false,
  require_last_push_approval: false,
  required_review_thread_resolution: false,
  ...more,
});

async function branch(name: string): Promise<void> {
  const sha = await forge.head("main");
  await forge.as("adam").rest.git.createRef({ ...forge.repo, ref: `refs/heads/${name}`, sha });
}

async function push(login: string, name: string): Promise<number> {
  const answer = await forge
    .commit(login, name, { [`${login}.md`]: `${login}\n` })
    .catch((one) => one);
  return typeof answer === "string" ? 200 : answer.status;
}

describe("a ruleset", () => {
  it("is made, shown, changed and removed by administrators", async () => {
    const { rest } = forge.as("adam");
    const { data: made } = await rest.repos.createRepoRuleset(ruleset());
    const at = { ...forge.repo, ruleset_id: made.id };
    expect((await rest.repos.getRepoRulesets(forge.repo)).data).toHaveLength(1);
    await rest.repos.updateRepoRuleset({ ...at, ...ruleset({ enforcement: "disabled" }) });
    expect((await rest.repos.getRepoRuleset(at)).data.enforcement).toBe("disabled");
    await expect(forge.as("ed").rest.repos.deleteRepoRuleset(at)).rejects.toMatchObject({
      status: 403,
    });
    await rest.repos.deleteRepoRuleset(at);
    await expect(rest.repos.getRepoRuleset(at)).rejects.toMatchObject({ status: 404 });
  });

  it("holds for the branches it names and no others", async () => {
    for (const name of ["release/1", "release/x", "release/2/deep"]) await branch(name);
    await forge.as("adam").rest.repos.createRepoRuleset(ruleset());
    expect(await push("ed", "release/1")).toBe(422);
    expect(await push("ed", "release/x")).toBe(200);
    expect(await push("ed", "release/2/deep")).toBe(200);
    const at = { ...forge.repo, branch: "release/1" };
    const { data } = await forge.as("ed").rest.repos.getBranchRules(at);
    expect(data.map((rule) => rule.type)).toEqual(["pull_request"]);
  });

  it("lets pass who stands on its bypass list, and nobody else", async () => {
    const bypass_actors = [
      { actor_id: 5, actor_type: "RepositoryRole" as const, bypass_mode: "pull_request" as const },
      { actor_id: 1, actor_type: "Integration" as const, bypass_mode: "always" as const },
    ];
    await branch("release/1");
    await forge.as("adam").rest.repos.createRepoRuleset(ruleset({ bypass_actors }));
    expect(await push("adam", "release/1")).toBe(422);
    const number = await proposeTo("release/1");
    const merge = { ...forge.repo, pull_number: number };
    await expect(forge.as("dora").rest.pulls.merge(merge)).rejects.toMatchObject({ status: 405 });
    expect((await forge.as("adam").rest.pulls.merge(merge)).data.merged).toBe(true);
  });

  it("with a rule that the forge does not enforce is refused by its name", async () => {
    const strange = ruleset({ rules: [{ type: "required_signatures" }] });
    await expect(forge.as("adam").rest.repos.createRepoRuleset(strange)).rejects.toMatchObject({
      status: 501,
      message: expect.stringContaining("required_signatures"),
    });
  });

  it("that restricts dismissals keeps a veto from who is not named", async () => {
    await branch("release/1");
    const grace = (await forge.as("grace").rest.users.getAuthenticated()).data.id;
    const dismissal_restriction = { enabled: true, allowed_actors: [{ id: grace, type: "User" }] };
    const rules = [
      { type: "pull_request" as const, parameters: review({ dismissal_restriction }) },
    ];
    await forge.as("adam").rest.repos.createRepoRuleset(ruleset({ rules }));
    const at = { ...forge.repo, pull_number: await proposeTo("release/1") };
    const veto = { ...at, event: "REQUEST_CHANGES" as const, body: "不行" };
    const { data } = await forge.as("walt").rest.pulls.createReview(veto);
    const dismiss = { ...at, review_id: data.id, message: "算了" };
    for (const login of ["ed", "adam"])
      await expect(forge.as(login).rest.pulls.dismissReview(dismiss)).rejects.toMatchObject({
        status: 403,
      });
    expect((await forge.as("grace").rest.pulls.dismissReview(dismiss)).data.state).toBe(
      "DISMISSED",
    );
  });

  it("dismisses approvals when the content changes, and not when it does not", async () => {
    await branch("release/1");
    await forge.as("adam").rest.repos.createRepoRuleset(ruleset());
    const at = { ...forge.repo, pull_number: await proposeTo("release/1") };
    await forge.as("paul").rest.pulls.createReview({ ...at, event: "APPROVE" });
    const states = async () =>
      (await forge.as("ed").rest.pulls.listReviews(at)).data.map((one) => one.state);
    const { data } = await forge.as("ed").rest.pulls.get(at);
    const sha = await reworded(data.head.sha);
    await forge
      .as("ed")
      .rest.git.updateRef({ ...forge.repo, ref: "heads/change", sha, force: true });
    expect(await states()).toEqual(["APPROVED"]);
    await forge.commit("ed", "change", { "change.md": "另\n" });
    expect(await states()).toEqual(["DISMISSED"]);
    const timeline = await forge
      .as("ed")
      .rest.issues.listEventsForTimeline({ ...forge.repo, issue_number: at.pull_number });
    expect(timeline.data.at(-1)).toMatchObject({
      event: "review_dismissed",
      actor: { login: "ed" },
    });
  });
});

async function proposeTo(base: string): Promise<number> {
  await forge.commit("ed", "change", { "change.md": "改\n" });
  const pull = { ...forge.repo, title: "change", head: "change", base };
  return (await forge.as("ed").rest.pulls.create(pull)).data.number;
}

async function reworded(sha: string): Promise<string> {
  const { rest } = forge.as("ed");
  const { data } = await rest.git.getCommit({ ...forge.repo, commit_sha: sha });
  const parents = data.parents.map((one) => one.sha);
  const commit = { ...forge.repo, message: "other words", tree: data.tree.sha, parents };
  return (await rest.git.createCommit(commit)).data.sha;
}

describe("the protection of a branch", () => {
  const protect = (more: object = {}) => ({
    ...forge.repo,
    branch: "main",
    enforce_admins: true,
    restrictions: null,
    required_status_checks: {
      strict: true,
      contexts: [],
      checks: [{ context: "approval", app_id: 1 }],
    },
    required_pull_request_reviews: { required_approving_review_count: 2 },
    ...more,
  });

  it("is enforced by the same engine", async () => {
    const { rest } = forge.as("adam");
    const { data } = await rest.repos.updateBranchProtection(protect());
    expect(data.required_pull_request_reviews?.required_approving_review_count).toBe(2);
    expect(await push("adam", "main")).toBe(422);
    const shown = await rest.repos.getBranchProtection({ ...forge.repo, branch: "main" });
    expect(shown.data.required_status_checks?.checks).toEqual([{ context: "approval", app_id: 1 }]);
    await rest.repos.deleteBranchProtection({ ...forge.repo, branch: "main" });
    expect(await push("adam", "main")).toBe(200);
  });

  it("leaves administrators free unless it says otherwise", async () => {
    await forge.as("adam").rest.repos.updateBranchProtection(protect({ enforce_admins: false }));
    expect(await push("ed", "main")).toBe(422);
    expect(await push("adam", "main")).toBe(200);
  });

  it("asks for an up-to-date branch where it is strict", async () => {
    const number = await forge.propose("ed", "old", { "old.md": "一\n" });
    await forge.commit("adam", "main", { "new.md": "新\n" });
    await forge.as("adam").rest.repos.updateBranchProtection(
      protect({
        required_pull_request_reviews: null,
        required_status_checks: { strict: true, contexts: [] },
      }),
    );
    const at = { ...forge.repo, pull_number: number };
    expect((await forge.as("ed").rest.pulls.get(at)).data.mergeable_state).toBe("behind");
    await expect(forge.as("ed").rest.pulls.merge(at)).rejects.toMatchObject({ status: 405 });
    await forge.as("ed").rest.pulls.updateBranch(at);
    expect((await forge.as("ed").rest.pulls.get(at)).data.mergeable_state).toBe("clean");
    await forge.as("ed").rest.pulls.merge(at);
  });
});
