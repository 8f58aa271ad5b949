import { Octokit, RequestError } from "octokit";
import * as z from "zod";
import type { Client } from "./client.ts";

/** The plan of the account does not hold what was asked for; the message is GitHub's. */
export class Withheld extends Error {}

export type Place = Pick<Client, "octokit" | "repo">;

/** Signs in with a token of a person, such as an administrator who sets the repository up. */
export function placeOf(api: string, repository: string, token: string): Place {
  const [owner = "", repo = ""] = repository.split("/");
  const octokit = new Octokit({
    baseUrl: api,
    userAgent: "countersign",
    auth: token,
    retry: { enabled: false },
    throttle: { enabled: false },
    // What GitHub refuses is an answer here, and told in our own words.
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  return { octokit, repo: { owner, repo } };
}

const ruleset = z.object({
  id: z.int(),
  name: z.string(),
  enforcement: z.string(),
  /** Hidden from who may not change the ruleset. */
  bypass_actors: z.array(z.unknown()).optional(),
  conditions: z
    .object({ ref_name: z.object({ include: z.array(z.string()), exclude: z.array(z.string()) }) })
    .optional(),
  rules: z
    .array(z.object({ type: z.string(), parameters: z.record(z.string(), z.unknown()).optional() }))
    .default([]),
});
export type RulesetView = z.infer<typeof ruleset>;

export type RulesetBody = Omit<RulesetView, "id"> & { readonly target: "branch" };

/** Everything about a repository that stands in its settings and not in its files. */
export type HubSettings = ReturnType<typeof createSettings>;

/** Reads and writes settings. Each throws Withheld for what the account's plan does not hold. */
export function createSettings({ octokit, repo }: Place) {
  const { rest } = octokit;
  const call = <T>(work: () => Promise<T>) => work().catch(refused);
  return {
    repository: () => call(async () => (await rest.repos.get(repo)).data),
    setRepository: (change: Readonly<Record<string, boolean>>) =>
      call(() => rest.repos.update({ ...repo, ...change })),
    labels: () =>
      call(() => octokit.paginate(rest.issues.listLabelsForRepo, { ...repo, per_page: 100 })),
    addLabel: (label: { name: string; color: string; description: string }) =>
      call(() => rest.issues.createLabel({ ...repo, ...label })),
    setLabel: (label: { name: string; color: string; description: string }) =>
      call(() => rest.issues.updateLabel({ ...repo, ...label })),
    /** Null where no ruleset has this name. */
    ruleset: (name: string) =>
      call(async () => {
        const all = await octokit.paginate(rest.repos.getRepoRulesets, { ...repo, per_page: 100 });
        const found = all.find((one) => one.name === name);
        if (!found) return null;
        const { data } = await rest.repos.getRepoRuleset({ ...repo, ruleset_id: found.id });
        return ruleset.parse(data);
      }),
    putRuleset: (body: RulesetBody, id: number | null) =>
      call(() => octokit.request({ ...whereTo(id), ...repo, ...body })),
    ...actionsSettings({ octokit, repo }, call),
    ...environmentSettings({ octokit, repo }, call),
    ...lookUps({ octokit, repo }, call),
  };
}

function whereTo(id: number | null) {
  const url = "/repos/{owner}/{repo}/rulesets";
  return id === null
    ? { method: "POST" as const, url }
    : { method: "PUT" as const, url: `${url}/{ruleset_id}`, ruleset_id: id };
}

type Call = <T>(work: () => Promise<T>) => Promise<T>;

function actionsSettings({ octokit, repo }: Place, call: Call) {
  const { actions } = octokit.rest;
  return {
    actions: () =>
      call(async () => (await actions.getGithubActionsPermissionsRepository(repo)).data),
    setActions: (enabled: boolean, sha_pinning_required: boolean) =>
      call(() =>
        actions.setGithubActionsPermissionsRepository({
          ...repo,
          enabled,
          allowed_actions: "selected",
          sha_pinning_required,
        }),
      ),
    /** Null where every action is allowed. */
    allowedActions: () =>
      orNull(() => call(async () => (await actions.getAllowedActionsRepository(repo)).data)),
    allowGitHubActions: () =>
      call(() =>
        actions.setAllowedActionsRepository({
          ...repo,
          github_owned_allowed: true,
          verified_allowed: false,
          patterns_allowed: [],
        }),
      ),
    jobToken: () =>
      call(
        async () => (await actions.getGithubActionsDefaultWorkflowPermissionsRepository(repo)).data,
      ),
    setJobToken: () =>
      call(() =>
        actions.setGithubActionsDefaultWorkflowPermissionsRepository({
          ...repo,
          default_workflow_permissions: "read",
          can_approve_pull_request_reviews: false,
        }),
      ),
    workflows: () =>
      call(() => octokit.paginate(actions.listRepoWorkflows, { ...repo, per_page: 100 })),
    enableWorkflow: (id: number) =>
      call(() => actions.enableWorkflow({ ...repo, workflow_id: id })),
  };
}

function environmentSettings({ octokit, repo }: Place, call: Call) {
  const { repos, actions } = octokit.rest;
  const branchesOf = async (environment_name: string) => {
    const list = repos.listDeploymentBranchPolicies;
    return octokit.paginate(list, { ...repo, environment_name, per_page: 100 });
  };
  return {
    /** The branches an environment is limited to; null without one, or for one that is not limited. */
    environmentBranches: (environment_name: string) =>
      orNull(() =>
        call(async () => {
          const { data } = await repos.getEnvironment({ ...repo, environment_name });
          if (!data.deployment_branch_policy?.custom_branch_policies) return null;
          return (await branchesOf(environment_name)).map((one) => one.name ?? "");
        }),
      ),
    limitEnvironment: (environment_name: string, branch: string) =>
      call(async () => {
        const at = { ...repo, environment_name };
        const deployment_branch_policy = {
          protected_branches: false,
          custom_branch_policies: true,
        };
        await repos.createOrUpdateEnvironment({ ...at, deployment_branch_policy });
        const known = await branchesOf(environment_name);
        if (!known.some((one) => one.name === branch))
          await repos.createDeploymentBranchPolicy({ ...at, name: branch });
        for (const { id, name } of known)
          if (name !== branch && id !== undefined)
            await repos.deleteDeploymentBranchPolicy({ ...at, branch_policy_id: id });
      }),
    environmentSecrets: (environment_name: string) =>
      orNull(() =>
        call(async () => {
          const list = actions.listEnvironmentSecrets;
          const all = await octokit.paginate(list, { ...repo, environment_name, per_page: 100 });
          return all.map((one) => one.name);
        }),
      ),
    repositorySecrets: () =>
      call(async () => {
        const all = await octokit.paginate(actions.listRepoSecrets, { ...repo, per_page: 100 });
        return all.map((one) => one.name);
      }),
  };
}

function lookUps({ octokit, repo }: Place, call: Call) {
  const { repos, users, apps } = octokit.rest;
  return {
    /** `admin`, `write`, `read` or `none`. */
    permission: (username: string) =>
      orNull(() =>
        call(
          async () =>
            (await repos.getCollaboratorPermissionLevel({ ...repo, username })).data.permission,
        ),
      ),
    userId: (username: string) =>
      orNull(() => call(async () => (await users.getByUsername({ username })).data.id)),
    app: (app_slug: string) =>
      orNull(() =>
        call(async () => {
          const { data } = await apps.getBySlug({ app_slug });
          return data && { id: data.id ?? 0, permissions: data.permissions };
        }),
      ),
    codeownersErrors: () =>
      orNull(() => call(async () => (await repos.codeownersErrors(repo)).data.errors)),
  };
}

async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  return work().catch((error: unknown) => {
    if (error instanceof RequestError && error.status === 404) return null;
    throw error;
  });
}

function refused(error: unknown): never {
  if (error instanceof RequestError && error.status === 403 && /upgrade/i.test(error.message))
    throw new Withheld(error.message, { cause: error });
  throw error;
}
