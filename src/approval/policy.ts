import zhCN from "zod/v4/locales/zh-CN.js";
import { type Matcher, matcher } from "./glob.ts";
import { instant } from "./instant.ts";
import { contradictions } from "./policy-problems.ts";
import {
  type ClassData,
  type DelegationData,
  type PolicyData,
  policySchema,
} from "./policy-schema.ts";
import { problemText } from "./text.ts";

export interface PolicyClass extends ClassData {
  readonly matches: Matcher;
}

interface Delegation extends Omit<DelegationData, "start" | "end"> {
  /** Milliseconds. */
  readonly start: number;
  readonly end: number;
}

/** A valid policy, its globs compiled and its times in milliseconds. */
export interface Policy extends Omit<PolicyData, "classes" | "options"> {
  readonly classes: readonly PolicyClass[];
  readonly options: Omit<PolicyData["options"], "delegations"> & {
    readonly delegations: readonly Delegation[];
  };
}

interface InvalidPolicy {
  readonly ok: false;
  /** Chinese, each naming its place. */
  readonly problems: readonly string[];
  /** The branch it wants to govern, where at least that can be read. */
  readonly default_branch: string | null;
}

export type ParsedPolicy = { readonly ok: true; readonly policy: Policy } | InvalidPolicy;

const { localeError } = zhCN();

const inChinese: typeof localeError = (issue) =>
  issue.input === undefined ? problemText.missing : localeError(issue);

/**
 * Reads a policy (`.github/approval.yml`, already parsed) and compiles its globs, once for any
 * number of decisions. All problems are collected. An invalid policy approves nothing.
 */
export function parsePolicy(input: unknown): ParsedPolicy {
  const parsed = policySchema.safeParse(input, { error: inChinese });
  const problems = parsed.success
    ? contradictions(parsed.data)
    : parsed.error.issues.map((one) => `${one.path.join(".") || "（整个文件）"}：${one.message}`);
  if (!parsed.success || problems.length > 0)
    return { ok: false, problems, default_branch: defaultBranchOf(input) };
  return { ok: true, policy: compile(parsed.data) };
}

function defaultBranchOf(input: unknown): string | null {
  return policySchema.pick({ default_branch: true }).safeParse(input).data?.default_branch ?? null;
}

function compile(data: PolicyData): Policy {
  return {
    ...data,
    classes: data.classes.map((one) => ({ ...one, matches: matcher(one.match) })),
    options: { ...data.options, delegations: data.options.delegations.map(withInstants) },
  };
}

function withInstants(one: DelegationData): Delegation {
  return {
    ...one,
    start: instant(one.start) ?? Number.POSITIVE_INFINITY,
    end: instant(one.end) ?? Number.NEGATIVE_INFINITY,
  };
}
