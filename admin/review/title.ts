import type { Pull } from "./api/shapes.ts";
import type { Report } from "./report.ts";

/** Decap names a change by its entry's file; the gate knows what the entry is called. */
const automatic = /^cms\//;

/** A change in human words: `新增产品：棉麻桌布`. A title that a person wrote stands. */
export function titleOf(pull: Pick<Pull, "title" | "head">, report: Report | null): string {
  return (automatic.test(pull.head.ref) && report?.subject) || pull.title;
}

/** What the gate says beside a title that a person wrote; empty where it says the same. */
export function subtitleOf(pull: Pick<Pull, "title" | "head">, report: Report | null): string {
  const subject = report?.subject ?? "";
  return subject === titleOf(pull, report) ? "" : subject;
}
