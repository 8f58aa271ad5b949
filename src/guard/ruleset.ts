import type { RulesetBody, RulesetView } from "../adapters/github/settings.ts";
import type { GuardSettings } from "./settings.ts";

export const rulesetName = "countersign";

/** GitHub Actions' own App: every workflow of every branch speaks in its name. */
const actionsAppId = 15_368;

/** The rules for the default branch, keyed by type; `dismissers` are the ids of who may dismiss. */
export function wantedRules(settings: GuardSettings, dismissers: readonly number[]) {
  const own = ["approval", "content"].map((context) => ({
    context,
    integration_id: settings.app.id,
  }));
  const actions = settings.actions_checks.map((context) => ({
    context,
    integration_id: actionsAppId,
  }));
  return {
    deletion: {},
    non_fast_forward: {},
    pull_request: {
      required_approving_review_count: 1,
      require_code_owner_review: true,
      require_last_push_approval: true,
      dismiss_stale_reviews_on_push: settings.dismiss_stale_reviews,
      required_review_thread_resolution: false,
      allowed_merge_methods: ["squash"],
      ...(settings.restrict_dismissals
        ? {
            dismissal_restriction: {
              enabled: true,
              allowed_actors: dismissers
                .toSorted((a, b) => a - b)
                .map((id) => ({ id, type: "User" })),
            },
          }
        : {}),
    },
    required_status_checks: {
      strict_required_status_checks_policy: false,
      do_not_enforce_on_create: false,
      required_status_checks: [...own, ...actions],
    },
  };
}

/** Everything a ruleset says, in the form in which it is compared; null where there is none. */
export function comparable(view: RulesetView | null) {
  if (!view) return null;
  const { enforcement, conditions, bypass_actors } = view;
  return {
    enforcement,
    branches: conditions?.ref_name ?? null,
    bypass_actors,
    rules: Object.fromEntries(view.rules.map((one) => [one.type, sorted(one.parameters ?? {})])),
  };
}

// GitHub promises no order of the people.
function sorted(parameters: Readonly<Record<string, unknown>>) {
  const { dismissal_restriction: restriction } = parameters;
  if (typeof restriction !== "object" || restriction === null) return parameters;
  const actors = "allowed_actors" in restriction ? restriction.allowed_actors : null;
  if (!Array.isArray(actors)) return parameters;
  const allowed_actors = actors.toSorted((a: { id: number }, b: { id: number }) => a.id - b.id);
  return { ...parameters, dismissal_restriction: { ...restriction, allowed_actors } };
}

/** The ruleset to write; rules that somebody added beside ours stay. */
export function rulesetBody(
  rules: ReturnType<typeof wantedRules>,
  existing: RulesetView | null,
): RulesetBody {
  const ours = Object.entries(rules).map(([type, parameters]) => ({
    type,
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
  }));
  const others = (existing?.rules ?? []).filter((one) => !Object.hasOwn(rules, one.type));
  return {
    name: rulesetName,
    target: "branch",
    enforcement: "active",
    bypass_actors: [],
    conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
    rules: [...ours, ...others],
  };
}
