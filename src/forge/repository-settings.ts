import * as z from "zod";
import type { Forge } from "./types.ts";

/** What of `PATCH /repos/{owner}/{repo}` the forge follows. */
export const repositorySettings = z.object({
  allow_squash_merge: z.boolean().default(true),
  allow_merge_commit: z.boolean().default(true),
  allow_rebase_merge: z.literal(false, { error: "the forge does not rebase" }).default(false),
  allow_auto_merge: z.literal(false, { error: "the forge merges when asked" }).default(false),
  delete_branch_on_merge: z.boolean().default(true),
});

/** `GET /repos/{owner}/{repo}/actions/permissions`, its selected actions, and what a job's token may. */
export const actionsSettings = z.object({
  enabled: z.boolean().default(true),
  allowed_actions: z.enum(["all", "local_only", "selected"]).default("all"),
  sha_pinning_required: z.boolean().default(false),
});
export const selectedActions = z.object({
  github_owned_allowed: z.boolean().default(false),
  verified_allowed: z.boolean().default(false),
  patterns_allowed: z.array(z.string()).default([]),
});
export const workflowSettings = z.object({
  default_workflow_permissions: z.enum(["read", "write"]).default("read"),
  can_approve_pull_request_reviews: z.boolean().default(false),
});
const workflows = z.object({ disabled: z.array(z.string()).default([]) });

const schemas = {
  repository: repositorySettings,
  actions: actionsSettings,
  selected_actions: selectedActions,
  workflow: workflowSettings,
  workflows,
};
type Schemas = typeof schemas;

/** Settings as they were last set, or as GitHub begins. */
export function settingsOf<K extends keyof Schemas>(forge: Forge, name: K): z.output<Schemas[K]>;
export function settingsOf(forge: Forge, name: keyof Schemas): unknown {
  const known = forge.store.setting.find((one) => one.name === name);
  return schemas[name].parse(known?.value ?? {});
}

/** Changes what is named and keeps the rest. */
export function putSettings(forge: Forge, name: keyof Schemas, change: object): void {
  const known = forge.store.setting.find((one) => one.name === name);
  const value = { ...settingsOf(forge, name), ...change };
  if (known) forge.store.setting.update(known.id, { value });
  else forge.store.setting.insert({ name, value });
}
