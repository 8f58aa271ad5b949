import * as z from "zod";
import { instant } from "./instant.ts";

const name = z.string().min(1);
const time = z.string().refine((text) => instant(text) !== null, "不是 ISO 8601 时间");
const count = z.int().positive();

const policyClass = z.object({
  id: name,
  match: z.array(name),
  every: name.nullish(),
  when: z.record(name, z.array(z.union([z.string(), z.number(), z.boolean()]))).nullish(),
  chain: z.array(name).min(1),
});

const delegation = z.object({
  role: name,
  from: name,
  to: name,
  start: time,
  end: time,
  reason: z.string().nullish(),
});

/** `.github/approval.yml` as it is written. Every option is given: nothing has a silent default. */
export const policySchema = z.object({
  default_branch: name,
  ranks: z.array(name),
  roles: z.record(name, z.array(name)),
  classes: z.array(policyClass),
  unclassified: name,
  options: z.object({
    order: z.literal("strict"),
    distinct_approvers: z.boolean(),
    exclude_contributors: z.boolean(),
    keep_if_content_identical: z.boolean(),
    unknown_commit_author: z.enum(["error", "ignore"]),
    approval_ttl_days: z.number().nonnegative().nullable(),
    required_count: z.record(name, count),
    delegations: z.array(delegation),
    shared_accounts: z.array(name),
    forbidden_modes: z.array(name),
    draft_labels: z.array(name),
    limits: z.object({ files: count, commits: count }),
  }),
});

export type PolicyData = z.infer<typeof policySchema>;
export type ClassData = z.infer<typeof policyClass>;
export type DelegationData = z.infer<typeof delegation>;
