import { parseTime } from "../base/time.ts";
import type { EntryData, EntryProblem } from "./collection.ts";

/**
 * Rules between fields that every collection has. They run in the form, in the checks and in the
 * site's build.
 */
export function commonRules(data: EntryData): EntryProblem[] {
  if (timesInOrder(data, "publish_at", "expires_at")) return [];
  return [{ field: "expires_at", message: "到期时间应晚于发布时间" }];
}

/** Whether the second time is later; true as well where one of them is missing or unreadable. */
export function timesInOrder(data: EntryData, first: string, second: string): boolean {
  const [from, until] = [timeIn(data, first), timeIn(data, second)];
  return from === null || until === null || !(until <= from);
}

/** Rule 4.3: what is not the company's own needs a proof that it may be used. */
export function rightsRules(data: EntryData): EntryProblem[] {
  if (data.rights === undefined || data.rights === "own" || data.evidence) return [];
  return [{ field: "evidence", message: "使用他人的内容，须填写授权或出处的链接" }];
}

/** Whether visitors may see an entry at `now` (milliseconds). A time that cannot be read hides it. */
export function isVisible(data: EntryData, now: number): boolean {
  const from = timeIn(data, "publish_at");
  const until = timeIn(data, "expires_at");
  return (
    data.status !== "withdrawn" && (from === null || from <= now) && (until === null || now < until)
  );
}

/** The next time after `now` at which some entry appears or goes; null when there is none. */
export function nextChange(entries: readonly EntryData[], now: number): number | null {
  const times = entries
    .flatMap((data) => [timeIn(data, "publish_at"), timeIn(data, "expires_at")])
    .filter((time) => time !== null)
    .filter((time) => time > now);
  return times.length > 0 ? Math.min(...times) : null;
}

// Not a number, which no comparison accepts, where a time is there and cannot be read.
function timeIn(data: EntryData, field: string): number | null {
  const value = data[field];
  if (value === undefined || value === null) return null;
  return (typeof value === "string" ? parseTime(value) : null) ?? Number.NaN;
}
