import { sameLogin } from "../../src/approval/login.ts";
import { personName } from "../../src/approval/people.ts";
import { formatBeijing } from "../../src/base/time.ts";
import type { Report } from "../review/report.ts";
import { text } from "../text.ts";

export interface Review {
  readonly user: { readonly login: string } | null;
  readonly state: string;
  readonly body: string;
  readonly submitted_at?: string | undefined;
  /** The commit that the reviewer saw. */
  readonly commit_id: string | null;
}

interface Known {
  /** The change's last commit. */
  readonly head: string;
  readonly labels: readonly string[];
  /** The gate's decision; null before its first word. */
  readonly report: Report | null;
  readonly reviews: readonly Review[];
  /** What the content check found wrong; null where it found nothing. */
  readonly content: string | null;
}

/** `fixed`: saved again since it was sent back. `wrong`: the checks found something. */
type Kind = "sentBack" | "fixed" | "draft" | "wrong" | "waiting" | "approved" | "unknown";

/** Where a change stands, in the words of the person who wrote it. */
export interface Standing {
  readonly kind: Kind;
  /** One line: where it waits, with names. */
  readonly said: string;
  /** Who sent it back, why and when. */
  readonly veto: { readonly by: string; readonly reason: string; readonly when: string } | null;
  /** What the content check found, one a line. */
  readonly findings: readonly string[];
  /** What the author does next, or that there is nothing to do. */
  readonly next: string;
}

const words = text.standing;

export function standingOf(known: Known): Standing {
  const { report, reviews } = known;
  const draft = known.labels.includes("decap-cms/draft");
  const back = vetoOf(report, reviews, draft);
  const findings = linesOf(known.content);
  const common = { veto: back && told(back, report), findings };
  if (back && common.veto)
    return { ...common, ...afterVeto(common.veto.by, back.commit_id !== known.head, draft) };
  if (draft) return { ...common, kind: "draft", said: words.draft, next: words.afterDraft };
  if (findings.length > 0)
    return { ...common, kind: "wrong", said: words.wrong(findings.length), next: words.afterWrong };
  // Handed in a moment ago: what the gate said is still about the draft.
  const isOld = report?.decision.reason === "NOT_SUBMITTED";
  if (!report || isOld) return { ...common, kind: "unknown", said: words.unknown, next: "" };
  return { ...common, ...turnOf(report) };
}

type Said = Pick<Standing, "kind" | "said" | "next">;

function afterVeto(by: string, changed: boolean, draft: boolean): Said {
  if (draft) return { kind: "sentBack", said: words.sentBack(by), next: words.afterVetoDraft };
  return changed
    ? { kind: "fixed", said: words.fixed(by), next: words.afterFix(by) }
    : { kind: "sentBack", said: words.sentBack(by), next: words.afterVeto(by) };
}

function turnOf({ decision, people }: Report): Said {
  if (decision.decision === "approved")
    return { kind: "approved", said: words.approved, next: words.afterApproved };
  const names = decision.waiting_for.map((login) => personName(people, login));
  if (names.length > 0)
    return { kind: "waiting", said: words.waiting(names.join(words.or)), next: words.afterWaiting };
  return { kind: "wrong", said: decision.explanation[0] ?? words.stuck, next: words.afterStuck };
}

// The gate does not judge a draft: there, what each reviewer said last still stands.
function vetoOf(report: Report | null, reviews: readonly Review[], draft: boolean): Review | null {
  const opinions = reviews.filter(({ state }) => state !== "COMMENTED" && state !== "PENDING");
  const standing = opinions.filter(
    (one, at) =>
      one.state === "CHANGES_REQUESTED" &&
      !opinions.slice(at + 1).some((later) => sameLogin(later.user?.login, one.user?.login)),
  );
  const by = report?.decision.by;
  if (by) return standing.findLast((one) => sameLogin(one.user?.login, by)) ?? unseen(by);
  return draft ? (standing.at(-1) ?? null) : null;
}

// The gate can uphold a veto that somebody dismissed without the right to.
function unseen(login: string): Review {
  return { user: { login }, state: "CHANGES_REQUESTED", body: "", commit_id: null };
}

function told(review: Review, report: Report | null): NonNullable<Standing["veto"]> {
  return {
    by: personName(report?.people ?? {}, review.user?.login ?? ""),
    reason: review.body.trim() || words.noReason,
    when: review.submitted_at ? formatBeijing(Date.parse(review.submitted_at)) : "",
  };
}

// The check writes a Markdown list; the first words of a line name the file, which the author knows.
function linesOf(summary: string | null): string[] {
  const lines = (summary ?? "").split("\n").filter((line) => line.startsWith("- "));
  return lines.map((line) => line.slice(2).replaceAll("`", ""));
}
