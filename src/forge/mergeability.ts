import { ownersApproved } from "./code-owner-reviews.ts";
import type { PullRecord, ReviewRecord } from "./records.ts";
import { requiredChecks, unmetChecks } from "./required-checks.ts";
import { type Rule, rulesFor } from "./rules.ts";
import type { Actor, Forge } from "./types.ts";

export const behind = "This branch is out-of-date with the base branch.";

/**
 * What the rules of the base branch still ask of a pull request; empty when this actor may merge
 * it. Without an actor nobody's bypass counts.
 */
export async function unmetRules(
  forge: Forge,
  pull: PullRecord,
  actor: Actor | null,
): Promise<string[]> {
  const rules = rulesFor(forge, pull.base, actor, "merge");
  const unmet = await Promise.all(rules.map((rule) => unmetRule(forge, pull, rule)));
  return [...new Set(unmet.flat())];
}

async function unmetRule(forge: Forge, pull: PullRecord, rule: Rule): Promise<string[]> {
  if (rule.type === "pull_request") return unmetReviews(forge, pull, rule);
  if (rule.type === "update") return ["Cannot update this protected ref."];
  if (rule.type !== "required_status_checks") return [];
  const required = requiredChecks(rule.parameters);
  const unmet = unmetChecks(forge, pull.headSha, required);
  if (!required.strict_required_status_checks_policy) return unmet;
  return (await isBehind(forge, pull)) ? [...unmet, behind] : unmet;
}

async function isBehind(forge: Forge, pull: PullRecord): Promise<boolean> {
  const tip = await forge.git.readRef(`refs/heads/${pull.base}`);
  return tip !== null && !(await forge.git.isAncestor(tip, pull.headSha));
}

async function unmetReviews(
  forge: Forge,
  pull: PullRecord,
  { parameters }: Rule,
): Promise<string[]> {
  const opinions = latestOpinions(forge, pull);
  const approvals = opinions.filter((one) => one.state === "APPROVED");
  const needed = Number(parameters.required_approving_review_count ?? 0);
  const messages: string[] = [];
  if (opinions.some((one) => one.state === "CHANGES_REQUESTED"))
    messages.push("Changes have been requested by reviewers with write access.");
  if (approvals.length < needed) messages.push(tooFew(needed));
  if (
    parameters.require_code_owner_review === true &&
    !(await ownersApproved(forge, pull, approvals))
  )
    messages.push("Waiting on code owner review.");
  if (
    parameters.require_last_push_approval === true &&
    !(await lastPushApproved(forge, pull, approvals))
  )
    messages.push("New changes require approval from someone other than the last pusher.");
  return messages;
}

function tooFew(needed: number): string {
  return needed === 1
    ? "At least 1 approving review is required by reviewers with write access."
    : `At least ${needed} approving reviews are required by reviewers with write access.`;
}

/**
 * The last opinion of everyone who may write, the author left out. A comment changes no opinion, a
 * dismissed one does not bring an earlier one back.
 */
function latestOpinions(forge: Forge, pull: PullRecord): ReviewRecord[] {
  const latest = new Map<number, ReviewRecord>();
  const opinions = ["APPROVED", "CHANGES_REQUESTED", "DISMISSED"];
  const submitted = forge.store.review
    .filter((one) => one.pull === pull.number && opinions.includes(one.state))
    .sort((a, b) => (a.submittedAt ?? "").localeCompare(b.submittedAt ?? "") || a.id - b.id);
  for (const review of submitted) latest.set(review.userId, review);
  return [...latest.values()].filter(
    (one) => one.userId !== pull.authorId && mayWrite(forge, one.userId),
  );
}

function mayWrite(forge: Forge, userId: number): boolean {
  const user = forge.store.user.get(userId);
  return user !== undefined && user.permission !== "read";
}

/** Where the pull request left its base, and where it left it before it was merged. */
export async function mergeBaseOf(forge: Forge, pull: PullRecord): Promise<string | null> {
  const tip = await baseTip(forge, pull);
  return forge.git.mergeBase(tip, pull.headSha);
}

/** What the head is compared with: the base as it is now, or as it was at the end. */
export async function baseTip(forge: Forge, pull: PullRecord): Promise<string> {
  const now = pull.state === "open" ? await forge.git.readRef(`refs/heads/${pull.base}`) : null;
  return now ?? pull.baseSha;
}

async function lastPushApproved(
  forge: Forge,
  pull: PullRecord,
  approvals: ReviewRecord[],
): Promise<boolean> {
  const pushes = forge.store.push.filter((one) => one.ref === `refs/heads/${pull.head}`);
  const pusher = pushes.at(-1)?.actorId;
  for (const one of approvals)
    if (one.userId !== pusher && (await sameContent(forge, pull, one.commit))) return true;
  return false;
}

/** Whether a pull request's diff is the same at `commit` as at its head: then a push needs no new look. */
export async function sameContent(
  forge: Forge,
  pull: PullRecord,
  commit: string,
): Promise<boolean> {
  if (commit === pull.headSha) return true;
  const tip = await forge.git.readRef(`refs/heads/${pull.base}`);
  if (!tip || (await forge.git.objectType(commit)) !== "commit") return false;
  const [then, now] = await Promise.all([
    diffText(forge, tip, commit),
    diffText(forge, tip, pull.headSha),
  ]);
  return then === now;
}

async function diffText(forge: Forge, tip: string, commit: string): Promise<string> {
  const base = await forge.git.mergeBase(tip, commit);
  return base ? JSON.stringify(await forge.git.rawDiff(base, commit)) : commit;
}
