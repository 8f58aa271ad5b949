import type { HubSettings } from "../adapters/github/settings.ts";
import type { Policy } from "../approval/policy.ts";
import { approvers, type Part } from "./part.ts";
import type { GuardSettings } from "./settings.ts";
import { text } from "./text.ts";

/** The environment whose secret is the App's key, and that secret's name. */
export const keyEnvironment = "approval";
export const keyName = "COUNTERSIGN_APP_KEY";

/** What the App must be granted; more than write is never needed. */
export const appPermissions = {
  actions: "read",
  administration: "read",
  checks: "write",
  contents: "write",
  environments: "read",
  issues: "write",
  pull_requests: "write",
  secrets: "read",
  workflows: "write",
} as const;

/** What setup cannot do for a person, and doctor finds. */
export function checkParts(
  hub: HubSettings,
  policy: Policy,
  settings: GuardSettings,
): readonly Part[] {
  return [
    appPart(hub, settings),
    secretPart(hub),
    looseSecretPart(hub),
    workflowsPart(hub),
    codeownersPart(hub),
    ...approvers(policy).map((login) => approverPart(hub, login)),
  ];
}

const byHand = { write: null, loss: "" };

function appPart(hub: HubSettings, { app }: GuardSettings): Part {
  return {
    ...byHand,
    title: text.app,
    wanted: { id: app.id === 0 ? text.appNumber : app.id, permissions: appPermissions },
    read: () => hub.app(app.slug),
    repair: text.appRepair,
  };
}

function secretPart(hub: HubSettings): Part {
  return {
    ...byHand,
    title: text.key,
    wanted: true,
    read: async () => (await hub.environmentSecrets(keyEnvironment))?.includes(keyName) ?? false,
    repair: text.keyRepair(keyName, keyEnvironment),
    loss: text.environmentLoss,
  };
}

// A secret of the repository can be read by a workflow on any branch, and so by every editor.
function looseSecretPart(hub: HubSettings): Part {
  return {
    ...byHand,
    title: text.looseSecrets,
    wanted: [],
    read: hub.repositorySecrets,
    repair: text.looseSecretsRepair,
  };
}

const needed = ["approval", "backup", "ci", "publish", "signal", "sweep"];

function workflowsPart(hub: HubSettings): Part {
  const stateOf = async () =>
    (await hub.workflows()).filter((one) => needed.some((name) => one.path === pathOf(name)));
  return {
    title: text.workflows,
    wanted: Object.fromEntries(needed.map((name) => [name, "active"])),
    read: async () => {
      const all = await stateOf();
      const entries = needed.map((name) => [
        name,
        all.find((one) => one.path === pathOf(name))?.state,
      ]);
      return Object.fromEntries(entries);
    },
    write: async () => {
      for (const { id, state } of await stateOf())
        if (state !== "active") await hub.enableWorkflow(id);
    },
    repair: text.workflowsRepair,
    loss: "",
  };
}

function pathOf(name: string): string {
  return `.github/workflows/${name}.yml`;
}

function codeownersPart(hub: HubSettings): Part {
  return {
    ...byHand,
    title: text.codeowners,
    wanted: [],
    read: async () => {
      const errors = await hub.codeownersErrors();
      return errors?.map((one) => `${one.line}: ${one.kind}: ${one.source}`);
    },
    repair: text.codeownersRepair,
  };
}

function approverPart(hub: HubSettings, login: string): Part {
  return {
    ...byHand,
    title: text.approver(login),
    wanted: true,
    read: async () => ["write", "maintain", "admin"].includes((await hub.permission(login)) ?? ""),
    repair: text.approverRepair,
  };
}
