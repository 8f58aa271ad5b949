import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForge, type TestForge } from "./harness.ts";

let forge: TestForge;
let sha = "";
beforeAll(async () => {
  forge = await startForge();
  sha = await forge.head("main");
});
afterAll(() => forge.stop());

const run = (more: object = {}) => ({ ...forge.repo, name: "approval", head_sha: sha, ...more });
const list = async (more: object = {}) =>
  (await forge.as("ed").rest.checks.listForRef({ ...forge.repo, ref: sha, ...more })).data;

describe("a check run", () => {
  it("is written by the App, changed by the App, and read by everyone", async () => {
    const { rest } = forge.app();
    const { data: made } = await rest.checks.create(
      run({ status: "in_progress", external_id: "x1" }),
    );
    expect(made).toMatchObject({
      status: "in_progress",
      conclusion: null,
      app: { id: 1, slug: "countersign" },
    });
    const output = { title: "等待分管领导", summary: "1/3" };
    const at = { ...forge.repo, check_run_id: made.id };
    await rest.checks.update({ ...at, conclusion: "success", output });
    const { data } = await forge.as("ed").rest.checks.get(at);
    expect(data).toMatchObject({
      status: "completed",
      conclusion: "success",
      external_id: "x1",
      output,
    });
  });

  it("is not a person's to write, whatever the person may do", async () => {
    for (const login of ["ed", "adam"])
      await expect(forge.as(login).rest.checks.create(run())).rejects.toMatchObject({
        status: 403,
      });
    const [first] = (await list()).check_runs;
    const change = { ...forge.repo, check_run_id: first?.id ?? 0, conclusion: "failure" as const };
    await expect(forge.as("adam").rest.checks.update(change)).rejects.toMatchObject({
      status: 403,
    });
  });

  it("replaces the one of its name in lists, unless all are asked for", async () => {
    await forge.app().rest.checks.create(run({ conclusion: "failure" }));
    expect((await list({ check_name: "approval" })).check_runs).toMatchObject([
      { conclusion: "failure" },
    ]);
    expect((await list({ filter: "all", check_name: "approval" })).total_count).toBeGreaterThan(1);
    expect((await list({ app_id: 1 })).total_count).toBe(1);
    expect((await list({ app_id: 2 })).total_count).toBe(0);
  });

  it.each([
    ["too long a text", { output: { title: "x", summary: "x".repeat(65_536) } }],
    ["no conclusion where it is completed", { status: "completed" }],
    ["a commit that is not there", { head_sha: "1".repeat(40) }],
    ["an unknown conclusion", { conclusion: "great" }],
  ])("is refused with %s", async (_why, more) => {
    await expect(forge.app().rest.checks.create(run(more))).rejects.toMatchObject({ status: 422 });
  });

  it("keeps its remarks and adds later ones", async () => {
    const remark = {
      path: "a.md",
      start_line: 1,
      end_line: 1,
      annotation_level: "warning" as const,
      message: "注意",
    };
    const output = { title: "x", summary: "x", annotations: [remark] };
    const { data: made } = await forge.app().rest.checks.create(run({ name: "content", output }));
    const at = { ...forge.repo, check_run_id: made.id };
    await forge.app().rest.checks.update({ ...at, output });
    const { data } = await forge.as("ed").rest.checks.listAnnotations(at);
    expect(data.map((one) => one.message)).toEqual(["注意", "注意"]);
  });

  it("belongs to the suite of its App and commit", async () => {
    const at = { ...forge.repo, ref: sha };
    const { data } = await forge.as("ed").rest.checks.listSuitesForRef(at);
    expect(data.check_suites).toMatchObject([
      { head_sha: sha, head_branch: "main", app: { id: 1 } },
    ]);
    const [suite] = data.check_suites;
    const runs = { ...forge.repo, check_suite_id: suite?.id ?? 0 };
    const names = (await forge.as("ed").rest.checks.listForSuite(runs)).data.check_runs;
    expect(names.map((one) => one.name)).toEqual(["content", "approval"]);
    expect((await forge.as("ed").rest.checks.getSuite(runs)).data.id).toBe(suite?.id);
  });

  it("names the open pull requests of its commit", async () => {
    const number = await forge.propose("ed", "checked", { "a.md": "一\n" });
    const head = await forge.head("checked");
    const { data } = await forge.app().rest.checks.create(run({ head_sha: head }));
    expect(data.pull_requests.map((one) => one.number)).toEqual([number]);
  });
});

describe("a commit's statuses", () => {
  const status = (state: "success" | "failure" | "pending", context: string) =>
    forge.as("ed").rest.repos.createCommitStatus({
      ...forge.repo,
      sha,
      state,
      context,
      target_url: "http://127.0.0.1/preview",
    });
  const combined = async () =>
    (await forge.as("ed").rest.repos.getCombinedStatusForRef({ ...forge.repo, ref: sha })).data;

  it("are combined: the newest of each name, and the worst of all", async () => {
    expect(await combined()).toMatchObject({ state: "pending", total_count: 0 });
    await status("failure", "deploy-preview");
    await status("success", "other");
    expect((await combined()).state).toBe("failure");
    await status("success", "deploy-preview");
    expect(await combined()).toMatchObject({ state: "success", total_count: 2 });
    const all = await forge
      .as("ed")
      .rest.repos.listCommitStatusesForRef({ ...forge.repo, ref: sha });
    expect(all.data).toHaveLength(3);
    expect(all.data[0]?.creator?.login).toBe("ed");
  });

  it("are found by the name of a branch with slashes too", async () => {
    await forge.commit("ed", "cms/products/cup", { "cup.md": "杯\n" });
    const at = { ...forge.repo, ref: "cms/products/cup" };
    expect((await forge.as("ed").rest.repos.getCombinedStatusForRef(at)).data.sha).toBe(
      await forge.head("cms/products/cup"),
    );
  });

  it("belong to a commit that is there", async () => {
    const gone = { ...forge.repo, sha: "1".repeat(40), state: "success" as const };
    await expect(forge.as("ed").rest.repos.createCommitStatus(gone)).rejects.toMatchObject({
      status: 422,
    });
  });
});
