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

function isPrincipal(policy: Policy, role: string, login: string | null): boolean {
  return (policy.roles[role] ?? []).some((holder) => sameLogin(holder, login));
}

function deputies(policy: Policy, role: string, at: number): string[] {
  return policy.options.delegations
    .filter((one) => one.role === role && isPrincipal(policy, role, one.from))
    .filter((one) => one.start <= at && at < one.end)
    .map((one) => one.to);
}
