import picomatch from "picomatch";
import type { GitRepo } from "./git/repo.ts";
import { protectionRules } from "./protection.ts";
import type { RecordOf } from "./records.ts";
import { requiredChecks, unmetChecks } from "./required-checks.ts";
import type { Actor, Forge, RefUpdate } from "./types.ts";

type Ruleset = RecordOf<"ruleset">;
export interface Rule {
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Null for a rule that comes from the protection of a branch. */
  readonly ruleset: Ruleset | null;
}

/** The rule types that the forge enforces; a ruleset with another is refused with 501. */
export const knownRules = [
  "creation",
  "update",
  "deletion",
  "required_linear_history",
  "pull_request",
  "required_status_checks",
  "non_fast_forward",
] as const;

/** GitHub's numbers for the repository roles in bypass lists. */
const roles: Readonly<Record<number, "write" | "admin">> = { 2: "admin", 4: "write", 5: "admin" };

/**
 * The rules for a branch that nothing lets this actor pass over. A bypass "for pull requests only"
 * helps in merging and not in pushing.
 */
export function rulesFor(
  forge: Forge,
  branch: string,
  actor: Actor | null,
  purpose: "push" | "merge" = "push",
): Rule[] {
  const fromRulesets = forge.store.ruleset
    .filter((one) => one.enforcement === "active" && covers(forge, one, branch))
    .filter((one) => !actor || !bypasses(one, actor, purpose))
    .flatMap((ruleset) =>
      ruleset.rules.map(({ type, parameters = {} }) => ({ type, parameters, ruleset })),
    );
  const fromProtection = protectionRules(forge, branch, actor);
  return [...fromRulesets, ...fromProtection.map((rule) => ({ ...rule, ruleset: null }))];
}

function covers(forge: Forge, ruleset: Ruleset, branch: string): boolean {
  const matches = (pattern: string) => {
    if (pattern === "~ALL") return true;
    if (pattern === "~DEFAULT_BRANCH") return branch === forge.defaultBranch;
    return picomatch.isMatch(`refs/heads/${branch}`, pattern, { dot: true, nonegate: true });
  };
  return ruleset.include.some(matches) && !ruleset.exclude.some(matches);
}

function bypasses(ruleset: Ruleset, actor: Actor, purpose: "push" | "merge"): boolean {
  return ruleset.bypass.some((one) => {
    if (one.mode === "pull_request" && purpose !== "merge") return false;
    if (one.actorType === "Integration") return actor.kind === "app" && actor.appId === one.actorId;
    if (actor.kind !== "user") return false;
    if (one.actorType === "User") return actor.userId === one.actorId;
    if (one.actorType === "OrganizationAdmin") return actor.permission === "admin";
    if (one.actorType !== "RepositoryRole") return false;
    const role = roles[one.actorId ?? 0];
    return role !== undefined && (actor.permission === "admin" || actor.permission === role);
  });
}

/** The current actor's standing towards a ruleset, in GitHub's words. */
export function bypassOf(ruleset: Ruleset, actor: Actor): string {
  if (bypasses(ruleset, actor, "push")) return "always";
  return bypasses(ruleset, actor, "merge") ? "pull_requests_only" : "never";
}

/**
 * Why a ref may not be moved this way; null when it may. REST and git push both ask here.
 * `git` can read the objects of the update even where they are still in quarantine.
 */
export async function refuseUpdate(
  forge: Forge,
  actor: Actor,
  update: RefUpdate,
  git: GitRepo,
): Promise<string | null> {
  if (!update.ref.startsWith("refs/heads/"))
    return update.ref.startsWith("refs/tags/") ? null : `${update.ref} is read-only`;
  const branch = update.ref.slice("refs/heads/".length);
  if (update.after === null && branch === forge.defaultBranch)
    return "refusing to delete the current branch";
  const rules = rulesFor(forge, branch, actor);
  if (rules.length === 0) return null;
  // Where the branch really is: a pusher may claim anything.
  const move = { ...update, before: await forge.git.readRef(update.ref) };
  const shape = await shapeOf(move, git);
  const messages = rules.flatMap((rule) => violation(forge, rule, move, shape) ?? []);
  return messages.length > 0 ? [...new Set(messages)].join("\n\n") : null;
}

interface Shape {
  readonly forced: boolean;
  readonly merges: boolean;
}

async function shapeOf({ before, after }: RefUpdate, git: GitRepo): Promise<Shape> {
  if (before === null || after === null) return { forced: false, merges: false };
  const forced = !(await git.isAncestor(before, after));
  const commits = await git.commitsBetween(before, after);
  return { forced, merges: commits.some((one) => one.parents.length > 1) };
}

function violation(forge: Forge, rule: Rule, update: RefUpdate, shape: Shape): string | null {
  const { type } = rule;
  if (type === "deletion") return update.after === null ? "Cannot delete this branch" : null;
  if (update.after === null)
    return type === "pull_request" || type === "update" ? "Cannot delete this branch" : null;
  if (type === "creation")
    return update.before === null ? "Cannot create ref due to creations being restricted." : null;
  if (type === "non_fast_forward") return shape.forced ? "Cannot force-push to this branch" : null;
  if (type === "required_linear_history")
    return shape.merges ? "This branch must not contain merge commits." : null;
  if (type === "update") return update.before ? "Cannot update this protected ref." : null;
  if (type === "pull_request")
    return update.before ? "Changes must be made through a pull request." : null;
  return type === "required_status_checks" ? unmetOnPush(forge, rule, update) : null;
}

function unmetOnPush(
  forge: Forge,
  { parameters }: Rule,
  { before, after }: RefUpdate,
): string | null {
  const required = requiredChecks(parameters);
  if (before === null && required.do_not_enforce_on_create) return null;
  return unmetChecks(forge, after ?? "", required).join("\n\n") || null;
}
