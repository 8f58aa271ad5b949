import * as z from "zod";
import type { Actor, Forge } from "./types.ts";

const reviews = z.object({
  dismiss_stale_reviews: z.boolean().default(false),
  require_code_owner_reviews: z.boolean().default(false),
  required_approving_review_count: z.int().min(0).max(6).default(1),
  require_last_push_approval: z.boolean().default(false),
  dismissal_restrictions: z
    .object({
      users: z.array(z.string()).default([]),
      teams: z.array(z.string()).max(0).default([]),
      apps: z.array(z.string()).default([]),
    })
    .optional(),
});
const checks = z.object({
  strict: z.boolean(),
  contexts: z.array(z.string()).default([]),
  checks: z.array(z.object({ context: z.string(), app_id: z.int().nullish() })).optional(),
});

/** The body of `PUT /branches/{branch}/protection`, as far as the forge enforces it. */
export const protectionSettings = z.object({
  required_status_checks: checks.nullable(),
  enforce_admins: z.boolean().nullable(),
  required_pull_request_reviews: reviews.nullable(),
  restrictions: z.null({ error: "the forge does not restrict who may push" }),
  required_linear_history: z.boolean().default(false),
  allow_force_pushes: z.boolean().nullish(),
  allow_deletions: z.boolean().default(false),
  lock_branch: z.boolean().default(false),
});
export type ProtectionSettings = z.output<typeof protectionSettings>;

interface ProtectionRule {
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A branch's protection as it was set; undefined when it has none. */
export function protectionOf(forge: Forge, branch: string): ProtectionSettings | undefined {
  const found = forge.store.protection.find((one) => one.branch === branch);
  return found && protectionSettings.parse(found.settings);
}

/**
 * The same protection in the words of rulesets, so that one engine enforces both. Administrators
 * pass over it unless it is enforced for them too.
 */
export function protectionRules(
  forge: Forge,
  branch: string,
  actor: Actor | null,
): ProtectionRule[] {
  const settings = protectionOf(forge, branch);
  if (!settings) return [];
  const admin = actor?.kind === "user" && actor.permission === "admin";
  if (admin && !settings.enforce_admins) return [];
  return [...plainRules(settings), ...reviewRules(forge, settings), ...checkRules(settings)];
}

function plainRules(settings: ProtectionSettings): ProtectionRule[] {
  const types = [
    ...(settings.allow_force_pushes ? [] : ["non_fast_forward"]),
    ...(settings.allow_deletions ? [] : ["deletion"]),
    ...(settings.required_linear_history ? ["required_linear_history"] : []),
    ...(settings.lock_branch ? ["update"] : []),
  ];
  return types.map((type) => ({ type, parameters: {} }));
}

function reviewRules(
  forge: Forge,
  { required_pull_request_reviews: given }: ProtectionSettings,
): ProtectionRule[] {
  if (!given) return [];
  const restriction = given.dismissal_restrictions;
  const parameters = {
    required_approving_review_count: given.required_approving_review_count,
    require_code_owner_review: given.require_code_owner_reviews,
    require_last_push_approval: given.require_last_push_approval,
    dismiss_stale_reviews_on_push: given.dismiss_stale_reviews,
    ...(restriction
      ? { dismissal_restriction: { enabled: true, allowed_actors: actorsOf(forge, restriction) } }
      : {}),
  };
  return [{ type: "pull_request", parameters }];
}

function actorsOf(forge: Forge, { users, apps }: { users: string[]; apps: string[] }) {
  const people = forge.store.user.filter((one) => users.includes(one.login));
  const bots = forge.store.app.filter((one) => apps.includes(one.slug));
  return [
    ...people.map(({ id }) => ({ id, type: "User" })),
    ...bots.map(({ id }) => ({ id, type: "IntegrationInstallation" })),
  ];
}

function checkRules({ required_status_checks: given }: ProtectionSettings): ProtectionRule[] {
  if (!given) return [];
  const named = given.checks ?? given.contexts.map((context) => ({ context, app_id: null }));
  // GitHub writes -1 for "any App".
  const required = named.map(({ context, app_id }) => ({
    context,
    ...(app_id && app_id > 0 ? { integration_id: app_id } : {}),
  }));
  const parameters = {
    strict_required_status_checks_policy: given.strict,
    required_status_checks: required,
  };
  return [{ type: "required_status_checks", parameters }];
}
