import { createHash } from "node:crypto";
import type { CheckReport } from "../adapters/github/write.ts";
import type { chainOf } from "../approval/chain.ts";
import type { Check, Decision, Verdict } from "../approval/decision.ts";
import type { People } from "../approval/people.ts";
import { summaryOf, titleOf } from "./summary.ts";
import { text } from "./text.ts";

/** One decided pull request, with all that its report shows. */
export interface Judged {
  readonly number: number;
  readonly decision: Decision;
  readonly view: ReturnType<typeof chainOf>;
  readonly people: People;
  /** The author and everybody who has reviewed. */
  readonly involved: readonly string[];
  /** What it is about, in words; null where only its title says it. */
  readonly subject: string | null;
  /** Since when it waits for those whose turn it is (ISO 8601). */
  readonly since: string | null;
  /** Whether it was mended after it was sent back, and so waits for the one who sent it back. */
  readonly mended: boolean;
  /** What stands between an approved change and its merge; null when nothing does. */
  readonly hindrance: string | null;
}

export const checkName = "approval";

/**
 * The check run of a commit. Several open pull requests may share the commit: then the worst of
 * them speaks first, and each of them gives the same report.
 */
export function reportOf(
  head: string,
  check: Exclude<Check, null>,
  all: readonly Judged[],
): CheckReport {
  const [first, ...others] = all.toSorted(
    (a, b) => severity(b.decision.decision) - severity(a.decision.decision) || a.number - b.number,
  );
  if (!first) throw new Error("Cannot report on a commit without a pull request");
  const sections = others.map((one) => `${text.sibling(one.number)}\n\n${summaryOf(one)}`);
  const shared =
    others.length > 0 ? [text.shared(all.map((one) => one.number).sort((a, b) => a - b))] : [];
  return sealed({
    name: checkName,
    head,
    conclusion: check === "in_progress" ? null : check,
    title: titleOf(first),
    summary: [...shared, summaryOf(first), ...sections].join("\n\n"),
    text: fenced({
      ...dataOf(first),
      ...(others.length > 0 ? { others: others.map(dataOf) } : {}),
    }),
    annotations: [],
  });
}

/** The check run of a commit that could not be judged. */
export function failureReport(head: string, summary: string): CheckReport {
  const open = { name: checkName, head, conclusion: "failure" as const, text: "", annotations: [] };
  return sealed({ ...open, title: text.unavailable, summary });
}

// GitHub refuses texts of 65,536 characters and more.
const textLimit = 60_000;

/** Keeps a report within GitHub's limits and gives equal reports equal ids. */
export function sealed(report: Omit<CheckReport, "externalId">): CheckReport {
  const { summary } = report;
  const short =
    summary.length > textLimit ? `${summary.slice(0, textLimit)}\n${text.cut}` : summary;
  const whole = { ...report, summary: short };
  const externalId = createHash("sha256").update(JSON.stringify(whole)).digest("hex");
  return { ...whole, externalId };
}

function severity(verdict: Verdict): number {
  return verdict === "approved" ? 0 : verdict === "pending" ? 1 : 2;
}

function dataOf({ number, decision, view, people, involved, subject, since, mended }: Judged) {
  return {
    number,
    subject,
    since,
    mended,
    decision,
    classes: view.classes,
    chain: view.chain,
    people: named(view, involved, people),
  };
}

// Only people who have to do with this one: the whole company's list is nothing for every check run.
function named(view: Judged["view"], involved: readonly string[], people: People): People {
  const slots = view.chain.flatMap((rank) => rank.slots);
  const holders = slots.flatMap((slot) => slot.holders);
  const principals = slots.flatMap((slot) => [...slot.deputies, ...slot.signed]);
  const logins = [...holders, ...principals.map((one) => one.principal ?? ""), ...involved].map(
    (login) => login.toLowerCase(),
  );
  return Object.fromEntries(
    Object.entries(people).filter(([login]) => logins.includes(login.toLowerCase())),
  );
}

function fenced(data: ReturnType<typeof dataOf>): string {
  const whole = JSON.stringify(data);
  const { explanation: _lines, ...decision } = data.decision;
  const json =
    whole.length <= textLimit
      ? whole
      : JSON.stringify({ ...data, decision: { ...decision, ignored: {}, explanation: [] } });
  return `\`\`\`json\n${json}\n\`\`\``;
}
