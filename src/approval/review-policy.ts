import { type Finding, findingOf } from "../base/finding.ts";
import { assign } from "./assign.ts";
import { stagesOf } from "./classes.ts";
import { requiredCount, signers } from "./eligible.ts";
import { loginKey, sameLogin } from "./login.ts";
import type { Policy, PolicyClass } from "./policy.ts";
import { puzzleFor } from "./puzzle.ts";
import { isReachable } from "./samples.ts";
import { reviewText } from "./text.ts";

type Rule = (policy: Policy, now: number) => string[];

/** What is valid in a policy but hardly meant. None of it stops a decision. */
export function reviewPolicy(policy: Policy, now: number): Finding[] {
  return Object.entries(rules).flatMap(([rule, find]) =>
    find(policy, now).map((message) =>
      findingOf(".github/approval.yml", { rule: `approval/${rule}`, severity: "warn", message }),
    ),
  );
}

const rules: Readonly<Record<string, Rule>> = {
  "empty-role": (policy) =>
    Object.entries(policy.roles)
      .filter(([, people]) => people.length === 0)
      .map(([role]) => reviewText.emptyRole(role)),
  "unreachable-class": (policy) =>
    policy.classes
      .filter((one) => !isReachable(policy, one))
      .map((one) => reviewText.unreachable(one.id)),
  "unknown-flag": (policy) => policy.classes.flatMap(unknownFlags),
  "too-few-people": (policy, now) => policy.classes.flatMap((one) => shortSlots(policy, one, now)),
  "signs-twice": (policy, now) =>
    policy.classes
      .filter((one) => shortSlots(policy, one, now).length === 0 && signsTwice(policy, one, now))
      .map((one) => reviewText.signsTwice(one.id)),
  "delegation-over": ({ options }, now) =>
    options.delegations
      .filter((one) => one.end <= now || one.end <= one.start)
      .map((one) => reviewText.delegationOver(one.role, one.to)),
  "delegation-void": ({ options, roles }) =>
    options.delegations
      .filter((one) => !(roles[one.role] ?? []).some((login) => sameLogin(login, one.from)))
      .map((one) => reviewText.delegationVoid(one.role, one.from)),
};

const flags = ["withdraws", "allowance"];

function unknownFlags({ id, every, when }: PolicyClass): string[] {
  const named = [...(every ? [every] : []), ...(when?.flags ?? []).map(String)];
  return named.filter((flag) => !flags.includes(flag)).map((flag) => reviewText.flag(id, flag));
}

function shortSlots(policy: Policy, one: PolicyClass, now: number): string[] {
  return (
    [...new Set(one.chain)]
      .map((slot) => ({
        slot,
        people: signers(policy, slot, now),
        needed: requiredCount(policy, slot),
      }))
      .filter(({ people, needed }) => people.length < needed)
      // An empty role is said once, for the role.
      .filter(({ slot }) => policy.roles[slot]?.length !== 0)
      .map(({ slot, needed }) => reviewText.tooFew(one.id, slot, needed))
  );
}

function signsTwice(policy: Policy, { chain }: PolicyClass, now: number): boolean {
  const slotOf = (role: string) => ({
    role,
    needed: requiredCount(policy, role),
    free: signers(policy, role, now).map(loginKey),
  });
  const stages = stagesOf(policy, [{ chain }]);
  if (stages.some(({ slots }) => slots.some((slot) => slotOf(slot).free.length === 0)))
    return false;
  const ranks = stages.map(({ rank, slots }) => ({ rank, slots: slots.map(slotOf) }));
  return assign(puzzleFor(ranks, [], true)).reach < ranks.length;
}
