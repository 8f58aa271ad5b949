import { beijingClock } from "../base/time.ts";
import { clocksOf, startOf } from "./clocks.ts";
import { type OrderClock, type OrderState, orderClocks } from "./state.ts";

interface Day {
  /** `2026-11-24`, in Beijing. */
  readonly day: string;
  readonly orders: number;
}

export interface Share {
  readonly clock: OrderClock;
  readonly inTime: number;
  readonly late: number;
}

/** The picture of seven days that end today. */
export interface Week {
  readonly days: readonly Day[];
  readonly shares: readonly Share[];
  readonly breaches: number;
}

const dayLength = 24 * 3_600_000;

export function weekOf(states: Iterable<OrderState>, now: number): Week {
  const names = Array.from({ length: 7 }, (_, at) => beijingClock(now - (6 - at) * dayLength).day);
  const counts = new Map(names.map((name) => [name, 0]));
  const shares = new Map(orderClocks.map((clock) => [clock, { clock, inTime: 0, late: 0 }]));
  for (const state of states) {
    const { day } = beijingClock(startOf(state));
    const count = counts.get(day);
    if (count === undefined) continue;
    counts.set(day, count + 1);
    for (const { clock, verdict } of clocksOf(state, now)) {
      const share = shares.get(clock);
      if (share && verdict === "in_time") share.inTime++;
      if (share && (verdict === "late" || verdict === "overdue")) share.late++;
    }
  }
  const all = [...shares.values()];
  return {
    days: [...counts].map(([day, orders]) => ({ day, orders })),
    shares: all,
    breaches: all.reduce((sum, one) => sum + one.late, 0),
  };
}
