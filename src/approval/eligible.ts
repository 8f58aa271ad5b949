import { sameLogin, uniqueLogins } from "./login.ts";
import type { Policy } from "./policy.ts";

/** Rule 7: whether `login` holds `role` now, or is at `at` the deputy of one who now holds it. */
export function holds(policy: Policy, role: string, login: string | null, at: number): boolean {
  return (
    isPrincipal(policy, role, login) ||
    deputies(policy, role, at).some((one) => sameLogin(one, login))
  );
}

/** Everyone who could sign for `role` at `at`: holders in the policy's order, then deputies. */
export function signers(policy: Policy, role: string, at: number): string[] {
  const all = [...(policy.roles[role] ?? []), ...deputies(policy, role, at)];
  return uniqueLogins(all).filter((login) => !isShared(policy, login));
}

/** Nobody knows which person acts through a shared account. */
export function isShared(policy: Policy, login: string | null): boolean {
  return policy.options.shared_accounts.some((account) => sameLogin(account, login));
}

/** How many different people `slot` needs. */
export function requiredCount({ options }: Policy, slot: string): number {
  const counts = options.required_count;
  return Object.hasOwn(counts, slot) ? (counts[slot] ?? 1) : 1;
}

/** Whose deputy `login` is for `role` at `at`; null for somebody who holds the role. */
export function principalOf(
  policy: Policy,
  role: string,
  login: string,
  at: number,
): string | null {
  if (isPrincipal(policy, role, login)) return null;
  return inForce(policy, role, at).find((one) => sameLogin(one.to, login))?.from ?? null;
}

/** Who stands in for a holder of `role` at `at`, for whom and until when (milliseconds). */
export function standIns(policy: Policy, role: string, at: number): StandIn[] {
  return inForce(policy, role, at)
    .filter((one) => !isPrincipal(policy, role, one.to))
    .map(({ to, from, end }) => ({ login: to, principal: from, until: end }));
}

export interface StandIn {
  readonly login: string;
  readonly principal: string;
  readonly until: number;
}

function isPrincipal(policy: Policy, role: string, login: string | null): boolean {
  return (policy.roles[role] ?? []).some((holder) => sameLogin(holder, login));
}

function deputies(policy: Policy, role: string, at: number): string[] {
  return inForce(policy, role, at).map((one) => one.to);
}

function inForce(policy: Policy, role: string, at: number) {
  return policy.options.delegations
    .filter((one) => one.role === role && isPrincipal(policy, role, one.from))
    .filter((one) => one.start <= at && at < one.end);
}
