import { personName, rankName } from "../approval/people.ts";
import type { Judged } from "./report.ts";
import { text } from "./text.ts";

/** `等待 分管领导 签字（第 2 级，共 3 级）` */
export function titleOf({ decision, view, people, hindrance, mended }: Judged): string {
  const { stage, by } = decision;
  if (decision.decision === "approved") return hindrance ? text.conflicting : text.approved;
  if (by) return (mended ? text.mended : text.vetoed)(personName(people, by));
  if (stage === null) return decision.reason === "NOT_SUBMITTED" ? text.draft : text.error;
  if (decision.waiting_for.length === 0) return text.nobody(rankName(stage));
  const at = view.chain.findIndex((one) => one.rank === stage) + 1;
  return text.waiting(rankName(stage), at, view.chain.length);
}

/** The decision's own explanation, and what stands between an approved change and its merge. */
export function summaryOf({ decision, hindrance }: Judged): string {
  const [headline = "", ...lines] = decision.explanation;
  return [headline, ...(hindrance ? [hindrance] : []), lines.map((line) => `- ${line}`).join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}
