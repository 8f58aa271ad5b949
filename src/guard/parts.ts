import type { HubSettings } from "../adapters/github/settings.ts";
import type { Policy } from "../approval/policy.ts";
import { checkParts } from "./check-parts.ts";
import { approvers, type Part } from "./part.ts";
import { comparable, rulesetBody, rulesetName, wantedRules } from "./ruleset.ts";
import type { GuardSettings } from "./settings.ts";
import { text } from "./text.ts";

/** Everything that protects the default branch, in the order in which it is set up. */
export async function partsOf(
  hub: HubSettings,
  policy: Policy,
  settings: GuardSettings,
): Promise<readonly Part[]> {
  return [
    repositoryPart(hub),
    actionsPart(hub),
    jobTokenPart(hub),
    ...settings.environments.map((name) => environmentPart(hub, name, policy.default_branch)),
    ...labels.map((label) => labelPart(hub, label)),
    await rulesetPart(hub, policy, settings),
    ...checkParts(hub, policy, settings),
  ];
}

const bySetup = { repair: text.runSetup };

function repositoryPart(hub: HubSettings): Part {
  const wanted = {
    allow_squash_merge: true,
    allow_merge_commit: false,
    allow_rebase_merge: false,
    allow_auto_merge: false,
    delete_branch_on_merge: true,
  };
  return {
    title: text.repository,
    wanted,
    read: hub.repository,
    write: () => hub.setRepository(wanted),
    ...bySetup,
    loss: "",
  };
}

function actionsPart(hub: HubSettings): Part {
  return {
    title: text.actions,
    wanted: {
      enabled: true,
      allowed_actions: "selected",
      sha_pinning_required: true,
      selected: { github_owned_allowed: true, verified_allowed: false, patterns_allowed: [] },
    },
    read: async () => ({ ...(await hub.actions()), selected: await hub.allowedActions() }),
    async write() {
      await hub.setActions(true, true);
      await hub.allowGitHubActions();
    },
    ...bySetup,
    loss: text.actionsLoss,
  };
}

function jobTokenPart(hub: HubSettings): Part {
  return {
    title: text.jobToken,
    wanted: { default_workflow_permissions: "read", can_approve_pull_request_reviews: false },
    read: hub.jobToken,
    write: hub.setJobToken,
    ...bySetup,
    loss: "",
  };
}

function environmentPart(hub: HubSettings, name: string, branch: string): Part {
  return {
    title: text.environment(name),
    wanted: [branch],
    read: () => hub.environmentBranches(name),
    write: () => hub.limitEnvironment(name, branch),
    ...bySetup,
    loss: text.environmentLoss,
  };
}

const labels = [
  { name: "decap-cms/draft", color: "ededed", description: text.draftLabel },
  { name: "decap-cms/pending_review", color: "fbca04", description: text.reviewLabel },
  { name: "decap-cms/pending_publish", color: "0e8a16", description: text.publishLabel },
];

function labelPart(hub: HubSettings, label: (typeof labels)[number]): Part {
  const find = async () => (await hub.labels()).find((one) => one.name === label.name);
  return {
    title: text.label(label.name),
    wanted: label,
    read: find,
    write: async () => ((await find()) ? hub.setLabel(label) : hub.addLabel(label)),
    ...bySetup,
    loss: "",
  };
}

async function rulesetPart(
  hub: HubSettings,
  policy: Policy,
  settings: GuardSettings,
): Promise<Part> {
  const ids = await Promise.all(approvers(policy).map((login) => hub.userId(login)));
  const rules = wantedRules(
    settings,
    ids.filter((id) => id !== null),
  );
  const wanted = {
    enforcement: "active",
    branches: { include: ["~DEFAULT_BRANCH"], exclude: [] },
    bypass_actors: [],
    rules,
  };
  return {
    title: text.ruleset,
    wanted,
    // Who may not change the ruleset is not shown who may pass over it.
    read: async () => {
      const there = comparable(await hub.ruleset(rulesetName));
      return there && { ...there, bypass_actors: there.bypass_actors ?? text.hidden };
    },
    write: async () => {
      if (settings.app.id === 0) throw new Error(text.appMissing);
      const existing = await hub.ruleset(rulesetName);
      return hub.putRuleset(rulesetBody(rules, existing), existing?.id ?? null);
    },
    ...bySetup,
    loss: text.rulesetLoss,
  };
}
