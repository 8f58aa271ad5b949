import { uniqueLogins } from "../approval/login.ts";
import type { Policy } from "../approval/policy.ts";
import { rankOf } from "../approval/roles.ts";

/** One thing that must stand as wanted on GitHub. */
export interface Part {
  readonly title: string;
  readonly wanted: unknown;
  /** What is there, in the same form. */
  readonly read: () => Promise<unknown>;
  /** Null for what only a person can put right; `repair` says how. */
  readonly write: (() => Promise<unknown>) | null;
  readonly repair: string;
  /** What a company goes without where its plan does not hold this. */
  readonly loss: string;
}

/** Everybody who may sign anything, deputies included. */
export function approvers({ roles, ranks, options }: Policy): string[] {
  const holders = Object.entries(roles)
    .filter(([role]) => ranks.includes(rankOf(role)))
    .flatMap(([, logins]) => logins);
  return uniqueLogins([...holders, ...options.delegations.map((one) => one.to)]);
}
