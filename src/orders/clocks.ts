import type { Limits } from "./event.ts";
import { type Deed, type OrderClock, type OrderState, orderClocks } from "./state.ts";

const minute = 60_000;
const hour = 60 * minute;

/** Rules 7.1 to 7.4. Numbers are limits: done within exactly the limit is in time. */
export const ruleBook = {
  orders: { contact: 10 * minute, confirm: 10 * minute, submit: 24 * hour } satisfies Limits,
  refresh: 10 * minute,
  backup: 7 * 24 * hour,
  /** A backup is rung for a day later than it is due, at the latest. */
  backupAlarm: 8 * 24 * hour,
  /** A clock with less than this share of its limit left is warned of. */
  warnShare: 0.2,
};

/**
 * `idle` has not started, `void` ended without a verdict: the order was called off, or was already
 * dealt with when it came.
 */
type Verdict = "idle" | "running" | "warning" | "overdue" | "in_time" | "late" | "void";

export interface Clock {
  readonly clock: OrderClock;
  readonly start: number | null;
  readonly due: number | null;
  readonly stopped: number | null;
  readonly verdict: Verdict;
}

/** Where an order's clocks began: live ones at arrival, those imported by hand at detection. */
export function startOf({ via, arrivedAt, detectedAt }: OrderState): number {
  return via === "live" ? (arrivedAt ?? detectedAt) : detectedAt;
}

/** The three clocks of an order at a moment. Nothing is stored: the same events give the same answer. */
export function clocksOf(state: OrderState, now: number): readonly Clock[] {
  const stops: Record<OrderClock, Deed | null> = {
    // Whoever was not at home was still contacted in time; confirmed he is not.
    contact: state.contacted ?? state.confirmed,
    confirm: state.confirmed,
    submit: state.submitted,
  };
  return orderClocks.map((clock) => {
    const start = clock === "submit" ? (state.confirmed?.at ?? null) : startOf(state);
    const limit = state.limits[clock];
    const due = start === null ? null : start + limit;
    const stopped = stops[clock]?.at ?? null;
    return { clock, start, due, stopped, verdict: verdictOf(state, { due, stopped, limit }, now) };
  });
}

interface Run {
  readonly due: number | null;
  readonly stopped: number | null;
  readonly limit: number;
}

function verdictOf(state: OrderState, { due, stopped, limit }: Run, now: number): Verdict {
  if (state.progress !== "open") return "void";
  const end = (state.cancelled ?? state.completed)?.at ?? null;
  if (due === null) return end === null ? "idle" : "void";
  if (stopped !== null && (end === null || stopped <= end))
    return stopped <= due ? "in_time" : "late";
  // What was overdue when it ended was late all the same.
  if (end !== null) return end > due ? "late" : "void";
  if (now > due) return "overdue";
  return due - now <= limit * ruleBook.warnShare ? "warning" : "running";
}

/** A clock of the shop as a whole: since the last success, or since it was first set up. */
export interface ShopClock {
  readonly clock: "refresh" | "backup";
  readonly since: number;
  readonly due: number;
  readonly verdict: "running" | "overdue";
}

export function shopClock(clock: "refresh" | "backup", since: number, now: number): ShopClock {
  const due = since + ruleBook[clock];
  return { clock, since, due, verdict: now > due ? "overdue" : "running" };
}
