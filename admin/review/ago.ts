import { formatBeijing } from "../../src/base/time.ts";
import { text } from "../text.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `3 小时前`; from a week on the day itself. */
export function ago(iso: string, now: number): string {
  const time = Date.parse(iso);
  const past = now - time;
  if (past < minute) return text.review.ago.now;
  if (past < hour) return text.review.ago.minutes(Math.floor(past / minute));
  if (past < day) return text.review.ago.hours(Math.floor(past / hour));
  if (past < 7 * day) return text.review.ago.days(Math.floor(past / day));
  return formatBeijing(time).slice(0, 10);
}
