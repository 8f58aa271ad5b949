import type { HistoryCommit } from "../adapters/git/history.ts";
import type { Judgement } from "./judge.ts";
import { parseRecord } from "./record.ts";
import { clockText as text } from "./text.ts";

/** Rule 5.2: what is signed is live within 48 hours; half of them are over with a warning. */
const limit = 48;
const warning = 24;
const hour = 3_600_000;

export interface Clock {
  readonly state: "running" | "warned" | "overdue";
  /** Whole hours since the last signature. */
  readonly hours: number;
}

export function clockAt(signedAt: string, now: number): Clock {
  const passed = (now - Date.parse(signedAt)) / hour;
  const state = passed >= limit ? "overdue" : passed >= warning ? "warned" : "running";
  return { state, hours: Math.floor(passed) };
}

/** When the last signature of an approved change was given; null for any other. */
export function signedAt({ decision, picture }: Judgement): string | null {
  if (decision.decision !== "approved") return null;
  const counted = Object.values(decision.counted).flat();
  const times = picture.timeline.reviews.filter((one) => counted.includes(one.id));
  return latest(times.flatMap((one) => one.at ?? []));
}

interface Signed {
  readonly number: number;
  readonly signedAt: string | null;
}

/** Changes that are on main and not on the live site yet: everything above the live commit. */
export function notLive(commits: readonly HistoryCommit[], live: string | null): Signed[] {
  const at = commits.findIndex((one) => one.sha === live);
  return commits.slice(0, at < 0 ? commits.length : at).flatMap(({ message }) => {
    const record = parseRecord(message);
    if (!record) return [];
    const times = Object.values(record.signatures).flatMap((all) => all.map((one) => one.at));
    return [{ number: record.pull, signedAt: latest(times) }];
  });
}

/** What the sweep's report says of the clocks that have run for 24 hours and more. */
export function clockLines(changes: readonly Signed[], now: number): string[] {
  return changes.flatMap(({ number, signedAt: since }) => {
    if (since === null) return [];
    const { state, hours } = clockAt(since, now);
    return state === "running" ? [] : [text[state](text.change(number), hours)];
  });
}

function latest(times: readonly string[]): string | null {
  return times.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null;
}
