import { codeowners } from "../../../src/approval/codeowners.ts";
import type { People } from "../../../src/approval/people.ts";
import { approvalTable } from "../../../src/approval/table.ts";
import type { Proposal } from "../api/act.ts";
import { policyOf, policyPath } from "../company.ts";

const prefix = "deputy/";

/** Whether a branch was made for a proposal of this page. */
export function isDeputyBranch(name: string): boolean {
  return name.startsWith(prefix);
}

/**
 * A new policy with all that is derived from it, as one proposal: what `npm run derive` would write.
 * Throws when the policy is not valid.
 */
export function policyProposal(
  source: string,
  people: People,
  { title, body, key }: { readonly title: string; readonly body: string; readonly key: string },
): Proposal {
  const parsed = policyOf(source);
  if (!parsed.ok) throw new Error(parsed.problems.join("；"));
  const files = [
    { path: policyPath, content: source },
    { path: ".github/CODEOWNERS", content: codeowners(parsed.policy) },
    { path: "docs/approval-table.md", content: approvalTable(parsed.policy, people) },
  ];
  return { branch: `${prefix}${key.replace(/[^a-zA-Z0-9.-]+/g, "-")}`, title, body, files };
}
