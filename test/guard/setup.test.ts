import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { appPermissions } from "../../src/guard/check-parts.ts";
import { rulesetName } from "../../src/guard/ruleset.ts";
import { text } from "../../src/guard/text.ts";
import { complaints, type Hub, settings, startHub, titles } from "./hub.ts";

let hub: Hub;
const start = async (options: Parameters<typeof startHub>[0] = {}) => {
  hub = await startHub(options);
  grant(appPermissions);
};
const grant = (permissions: Record<string, "read" | "write">) =>
  hub.forge.forge.store.app.update(1, { permissions: { metadata: "read", ...permissions } });

describe("setup", () => {
  beforeEach(() => start());
  afterEach(() => hub.forge.stop());

  it("makes of a fresh repository one that doctor has nothing to say about", async () => {
    expect(titles(await hub.doctor())).toEqual(
      expect.arrayContaining([text.ruleset, text.actions, text.environment("approval"), text.key]),
    );
    expect(titles(await hub.setup())).toEqual([text.key]);
    await hub.putKey();
    expect(complaints(await hub.doctor())).toBe("");
  });

  it("a second time writes nothing", async () => {
    await hub.setup();
    await hub.putKey();
    const writes: string[] = [];
    hub.at.octokit.hook.before("request", ({ method, url }) => {
      if (method !== "GET") writes.push(`${method} ${url}`);
    });
    expect(complaints(await hub.setup())).toBe("");
    expect(writes).toEqual([]);
  });

  it("stops every direct way to main, for administrators too", async () => {
    await hub.setup();
    for (const login of ["ed", "adam"])
      await expect(hub.forge.commit(login, "main", { "x.md": "x\n" })).rejects.toMatchObject({
        status: 422,
      });
  });

  it("leaves only the squashed merge, with a check that no editor can give himself", async () => {
    await hub.setup();
    const number = await hub.forge.propose("ed", "change", { "content/pages/about.md": "x\n" });
    const at = { ...hub.forge.repo, pull_number: number };
    await hub.forge.as("wendy").rest.pulls.createReview({ ...at, event: "APPROVE" });
    const sha = await hub.forge.head("change");
    for (const context of ["approval", "content", "ci"])
      await hub.forge
        .as("ed")
        .rest.repos.createCommitStatus({ ...hub.forge.repo, sha, context, state: "success" });
    for (const merge_method of ["squash", "merge"] as const)
      await expect(
        hub.forge.as("adam").rest.pulls.merge({ ...at, merge_method }),
      ).rejects.toMatchObject({ status: 405 });
  });

  it("keeps a rule that the company added to ours", async () => {
    await hub.setup();
    const view = (await hub.admin.repos.getRepoRulesets(hub.forge.repo)).data[0];
    const at = { ...hub.forge.repo, ruleset_id: view?.id ?? 0 };
    const { rules = [] } = (await hub.admin.repos.getRepoRuleset(at)).data;
    const more = [...rules.filter((one) => one.type !== "deletion"), linear];
    const kept = { name: rulesetName, enforcement: "active" as const };
    await hub.admin.repos.updateRepoRuleset({ ...at, ...kept, rules: more });
    await hub.setup();
    const after = (await hub.admin.repos.getRepoRuleset(at)).data;
    expect(after.rules?.map((one) => one.type).sort()).toEqual([
      "deletion",
      "non_fast_forward",
      "pull_request",
      "required_linear_history",
      "required_status_checks",
    ]);
  });

  it("without the App writes no ruleset that nothing could ever pass, and says what to do", async () => {
    const without = { ...settings, app: { id: 0, slug: "nobody" } };
    const said = complaints(await hub.setup(without));
    expect(said).toContain(text.appMissing);
    expect((await hub.admin.repos.getRepoRulesets(hub.forge.repo)).data).toEqual([]);
  });
});

const linear = { type: "required_linear_history" as const };

describe("an account whose plan holds less", () => {
  afterEach(() => hub.forge.stop());
  it("gets the rest, and is told in Chinese what it goes without", async () => {
    await start({ withheld: ["rulesets", "environments"] });
    const standings = await hub.setup();
    expect(standings.filter((one) => one.kind === "withheld").map((one) => one.part.title)).toEqual(
      [
        text.environment("approval"),
        text.environment("publish"),
        text.environment("github-pages"),
        text.ruleset,
      ],
    );
    const said = complaints(standings);
    expect(said).toContain(text.rulesetLoss);
    expect(said).toContain(text.environmentLoss);
    expect(said).toContain("Upgrade to GitHub Pro");
    const { data } = await hub.admin.repos.get(hub.forge.repo);
    expect(data.allow_merge_commit).toBe(false);
  });
});

describe("doctor", () => {
  beforeAll(async () => {
    await start();
    await hub.setup();
    await hub.putKey();
  });
  afterAll(() => hub.forge.stop());

  async function ruleset(change: (data: Record<string, unknown>) => object) {
    const [view] = (await hub.admin.repos.getRepoRulesets(hub.forge.repo)).data;
    const at = { ...hub.forge.repo, ruleset_id: view?.id ?? 0 };
    const { data } = await hub.admin.repos.getRepoRuleset(at);
    await hub.at.octokit.request("PUT /repos/{owner}/{repo}/rulesets/{ruleset_id}", {
      ...at,
      name: rulesetName,
      enforcement: "active",
      conditions: data.conditions ?? {},
      rules: data.rules ?? [],
      ...change(JSON.parse(JSON.stringify(data))),
    });
  }

  const rules = (
    data: Record<string, unknown>,
    act: (type: string, parameters: object) => object,
  ) =>
    ({
      rules: (Array.isArray(data.rules) ? data.rules : []).map(({ type, parameters = {} }) => ({
        type,
        parameters: act(type, parameters),
      })),
    }) as const;

  const tampered: readonly (readonly [string, string, RegExp, () => Promise<unknown>])[] = [
    [
      "somebody who may pass over the rules",
      text.ruleset,
      /- bypass_actors: \[\{"actor_id":5/,
      () =>
        ruleset(() => ({
          bypass_actors: [{ actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "always" }],
        })),
    ],
    [
      "a ruleset that is switched off",
      text.ruleset,
      /- enforcement: "disabled"/,
      () => ruleset(() => ({ enforcement: "disabled" })),
    ],
    [
      "a ruleset that looks elsewhere",
      text.ruleset,
      /\+ branches.include: \["~DEFAULT_BRANCH"\]/,
      () =>
        ruleset(() => ({ conditions: { ref_name: { include: ["refs/heads/x"], exclude: [] } } })),
    ],
    [
      "a check that anybody can give",
      text.ruleset,
      /\+ rules.required_status_checks.required_status_checks: .*"integration_id":1\}/,
      () =>
        ruleset((data) =>
          rules(data, (type, parameters) =>
            type === "required_status_checks"
              ? { ...parameters, required_status_checks: [{ context: "approval" }] }
              : parameters,
          ),
        ),
    ],
    [
      "a last push that nobody need look at",
      text.ruleset,
      /- rules.pull_request.require_last_push_approval: false/,
      () =>
        ruleset((data) =>
          rules(data, (type, parameters) =>
            type === "pull_request"
              ? { ...parameters, require_last_push_approval: false }
              : parameters,
          ),
        ),
    ],
    [
      "a rule that is gone",
      text.ruleset,
      /\+ rules.deletion: \{\}/,
      () => ruleset(() => ({ rules: [{ type: "non_fast_forward" }] })),
    ],
    [
      "an environment for every branch",
      text.environment("approval"),
      /\+ \["main"\]/,
      () =>
        hub.admin.repos.createOrUpdateEnvironment({
          ...hub.forge.repo,
          environment_name: "approval",
          deployment_branch_policy: null,
        }),
    ],
    [
      "an environment for one branch more",
      text.environment("publish"),
      /- \["main","cms\/\*"\]/,
      () =>
        hub.admin.repos.createDeploymentBranchPolicy({
          ...hub.forge.repo,
          environment_name: "publish",
          name: "cms/*",
        }),
    ],
    [
      "a job's token that may write and approve",
      text.jobToken,
      /- can_approve_pull_request_reviews: true/,
      () =>
        hub.admin.actions.setGithubActionsDefaultWorkflowPermissionsRepository({
          ...hub.forge.repo,
          default_workflow_permissions: "write",
          can_approve_pull_request_reviews: true,
        }),
    ],
    [
      "everybody's actions",
      text.actions,
      /- allowed_actions: "all"/,
      () =>
        hub.admin.actions.setGithubActionsPermissionsRepository({
          ...hub.forge.repo,
          enabled: true,
          allowed_actions: "all",
        }),
    ],
    [
      "merge commits",
      text.repository,
      /- allow_merge_commit: true/,
      () => hub.admin.repos.update({ ...hub.forge.repo, allow_merge_commit: true }),
    ],
    [
      "a workflow that an editor stopped",
      text.workflows,
      /- signal: "disabled_manually"/,
      async () => {
        const { data } = await hub.forge.as("ed").rest.actions.listRepoWorkflows(hub.forge.repo);
        const signal = data.workflows.find((one) => one.name === "signal");
        const at = { ...hub.forge.repo, workflow_id: signal?.id ?? 0 };
        await hub.forge.as("ed").rest.actions.disableWorkflow(at);
      },
    ],
    [
      "a label that is gone",
      text.label("decap-cms/draft"),
      /\+ \{"name":"decap-cms\/draft"/,
      () => hub.admin.issues.deleteLabel({ ...hub.forge.repo, name: "decap-cms/draft" }),
    ],
  ];

  it.each(tampered)("finds %s, says what to do, and setup does it", async (...tampering) => {
    const [, title, line, act] = tampering;
    await act();
    const standings = await hub.doctor();
    expect(titles(standings)).toEqual([title]);
    expect(complaints(standings)).toMatch(line);
    expect(complaints(standings)).toContain("修复：");
    expect(complaints(await hub.setup())).toBe("");
  });

  it("finds an approver who lost the right to write", async () => {
    const { user } = hub.forge.forge.store;
    const walt = user.find((one) => one.login === "walt")?.id ?? 0;
    user.update(walt, { permission: "read" });
    const standings = await hub.doctor();
    user.update(walt, { permission: "write" });
    expect(titles(standings)).toEqual([text.codeowners, text.approver("walt")]);
    expect(complaints(standings)).toContain("Unknown owner: * @wendy @walt @grace");
  });

  it("finds an App that was granted less", async () => {
    grant({ ...appPermissions, checks: "read" });
    const said = complaints(await hub.doctor());
    grant(appPermissions);
    expect(said).toContain('- permissions.checks: "read"');
    expect(said).toContain(text.appRepair);
  });

  it("does not take for fine what it is not shown", async () => {
    const [{ repo }, octokit] = [hub.forge, hub.forge.app()];
    const standings = await hub.doctor({ octokit, repo });
    expect(titles(standings)).toEqual([text.ruleset]);
    expect(complaints(standings)).toBe(text.unseen(text.ruleset));
  });

  it("finds a secret that every editor can read", async () => {
    await hub.admin.actions.createOrUpdateRepoSecret({
      ...hub.forge.repo,
      secret_name: "APP_KEY",
      encrypted_value: "c2VhbGVk",
      key_id: "1",
    });
    const standings = await hub.doctor();
    expect(titles(standings)).toEqual([text.looseSecrets]);
    expect(complaints(standings)).toContain('- ["APP_KEY"]');
  });
});
