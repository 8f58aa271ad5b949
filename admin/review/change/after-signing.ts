import type { People } from "../../../src/approval/people.ts";
import { text } from "../../text.ts";
import { waitingNames } from "../names.ts";
import { type Report, turnOf } from "../report.ts";

const words = text.review;

/**
 * What follows a signature of `login`: who is next, or that it is being published. Null while the
 * gate has not counted the signature, for then nobody knows.
 */
export function afterSigning(report: Report | null, login: string, people: People): string | null {
  if (!report || turnOf(report, login, null) !== "signed") return null;
  if (report.decision.decision === "approved") return words.signedAll;
  if (report.decision.waiting_for.length === 0) return null;
  return words.signedNext(waitingNames(people, report));
}
