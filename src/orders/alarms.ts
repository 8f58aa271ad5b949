import { beijingIso } from "../base/time.ts";
import { clocksOf } from "./clocks.ts";
import type { NewEvent } from "./event.ts";
import type { OrderState } from "./state.ts";

/** An event to record once: `name` stays the same however often it is found. */
export interface Alarm {
  readonly subject: string;
  readonly name: string;
  readonly event: NewEvent;
}

/** What the clocks of an order give cause to record at a moment, and is not recorded yet. */
export function alarmsOf(state: OrderState, now: number): Alarm[] {
  const { subject, limits } = state;
  return clocksOf(state, now).flatMap(({ clock, due: at, verdict }): Alarm[] => {
    if (at === null) return [];
    const due = beijingIso(at);
    const late = verdict === "overdue" || verdict === "late";
    if (late && !state.breached.includes(clock)) {
      const data = { clock, due, limit: limits[clock] };
      return [{ subject, name: `breach ${clock}`, event: { type: "sla.breached", data } }];
    }
    if (verdict !== "warning" || state.warned.includes(clock)) return [];
    return [
      { subject, name: `warning ${clock}`, event: { type: "sla.warned", data: { clock, due } } },
    ];
  });
}
