import { requiredCount, signers } from "../../../src/approval/eligible.ts";
import { sameLogin } from "../../../src/approval/login.ts";
import { type People, personName, roleName } from "../../../src/approval/people.ts";
import type { Policy } from "../../../src/approval/policy.ts";
import { reviewPolicy } from "../../../src/approval/review-policy.ts";
import { text } from "../../text.ts";
import { policyOf, policyPath } from "../company.ts";
import { type Delegation, withDelegation } from "./policy-text.ts";

const words = text.review.deputies;

/** What stands in the form: times as the clock in Beijing shows them, `2026-12-01T09:00`. */
export type Draft = Delegation;

export const emptyDraft: Draft = { role: "", from: "", to: "", start: "", end: "", reason: "" };

/** A form's time as the policy has it. */
function withZone(local: string): string {
  return local === "" ? "" : `${local}:00+08:00`;
}

function missingIn(draft: Draft) {
  return (["role", "from", "to", "start", "end"] as const).filter((name) => draft[name] === "");
}

/** What keeps a draft from being sent; empty when nothing does. */
export function problemsOf(draft: Draft, policy: Policy, people: People, now: number): string[] {
  const [start, end] = [Date.parse(withZone(draft.start)), Date.parse(withZone(draft.end))];
  const missing = missingIn(draft).map((name) => words.missing(words.fields[name]));
  if (missing.length > 0) return [...missing, ...(end <= start ? [words.endFirst] : [])];
  const deputy = personName(people, draft.to);
  const holds = (policy.roles[draft.role] ?? []).some((one) => sameLogin(one, draft.to));
  return [
    ...(sameLogin(draft.from, draft.to) ? [words.samePerson] : []),
    ...(holds && !sameLogin(draft.from, draft.to) ? [words.holder(deputy)] : []),
    ...(end <= start ? [words.endFirst] : []),
    ...(end <= now ? [words.endPast] : []),
    ...(isTaken(draft, policy, start, end) ? [words.overlapping(deputy)] : []),
  ];
}

function isTaken({ role, to }: Draft, policy: Policy, start: number, end: number): boolean {
  return policy.options.delegations.some(
    (one) => one.role === role && sameLogin(one.to, to) && one.start < end && start < one.end,
  );
}

/** The policy's text with the draft in it, or what the policy's own rules find wrong with it. */
export function policyWith(
  source: string,
  draft: Draft,
  now: number,
): { readonly source: string; readonly problems: readonly string[] } {
  const { start, end } = draft;
  const next = withDelegation(source, { ...draft, start: withZone(start), end: withZone(end) });
  return { source: next, problems: newProblems(source, next, now) };
}

function newProblems(before: string, after: string, now: number): string[] {
  const found = (one: string) => {
    const parsed = policyOf(one);
    if (!parsed.ok) return [...parsed.problems];
    return reviewPolicy(parsed.policy, now).map((finding) => finding.message);
  };
  const old = found(before);
  return found(after).filter((message) => !old.includes(message));
}

/** The draft, begun for whoever sits there: the role they hold and they as the one who hands it over. */
export function begunFor(login: string, draft: Draft, policy: Policy): Draft {
  if (draft.from !== "") return draft;
  const roles = draft.role === "" ? rolesIn(policy) : [draft.role];
  for (const role of roles) {
    const from = policy.roles[role]?.find((one) => sameLogin(one, login));
    if (from) return { ...draft, role, from };
  }
  return draft;
}

/** Every role that signs something. */
export function rolesIn({ classes }: Policy): string[] {
  return [...new Set(classes.flatMap((one) => one.chain))];
}

/** Who signs a change of the policy, in order. */
export function governanceChain(policy: Policy): string[] {
  const own = policy.classes.find((one) => one.matches(policyPath));
  const fallback = policy.classes.find((one) => one.id === policy.unclassified);
  return [...((own ?? fallback)?.chain ?? [])];
}

/**
 * The role of that chain that nobody but `login` could sign: whoever proposes may not sign, so that
 * the change would wait for ever. Null when `login` may well propose.
 */
export function stuckAt(policy: Policy, login: string, now: number): string | null {
  const short = governanceChain(policy).find((role) => {
    const others = signers(policy, role, now).filter((one) => !sameLogin(one, login));
    return others.length < requiredCount(policy, role);
  });
  return short === undefined ? null : roleName(short);
}

/** Those who may propose in place of `login`: the change would not wait for ever with them. */
export function proposers(policy: Policy, people: People, login: string, now: number): string[] {
  return Object.keys(people).filter(
    (one) => !sameLogin(one, login) && stuckAt(policy, one, now) === null,
  );
}
