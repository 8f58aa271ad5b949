import { parseTime } from "../base/time.ts";
import type { OrderEvent } from "../orders/event.ts";
import { applyEvent, begin, isClosed, type OrderState } from "../orders/state.ts";
import type { Counter } from "./counter.ts";

/** How long a finished order stays in sight; looking one up finds it whatever its age. */
const keepFor = 60 * 24 * 3_600_000;
const page = 1_000;

/** All orders in sight, kept up with the log. */
export interface View {
  /** Reads what was recorded since, by whatever process. */
  catchUp(): Promise<readonly OrderEvent[]>;
  orders(): readonly OrderState[];
  /** Last success of each source, by its name. */
  refreshed(): ReadonlyMap<string, number>;
  /** Last backup that was completed; null before the first. */
  backedUp(): number | null;
  /** When the log began; null while it is empty. */
  began(): number | null;
  /** Number of records read. */
  size(): number;
}

export function createView(counter: Counter): View {
  const orders = new Map<string, OrderState>();
  const refreshed = new Map<string, number>();
  let backedUp: number | null = null;
  let began: number | null = null;
  let next = 0;

  const apply = (subject: string, event: OrderEvent) => {
    began ??= parseTime(event.recorded);
    const at = parseTime(event.recorded) ?? 0;
    if (event.type === "order.received") orders.set(subject, begin(subject, event));
    else if (event.type === "source.refreshed" && event.data.ok)
      refreshed.set(event.data.source, at);
    else if (event.type === "backup.completed") backedUp = at;
    const state = orders.get(subject);
    if (state) orders.set(subject, applyEvent(state, event));
  };

  const forget = (now: number) => {
    for (const [subject, state] of orders)
      if (isClosed(state) && now - state.detectedAt > keepFor) orders.delete(subject);
  };

  return {
    async catchUp() {
      const fresh: OrderEvent[] = [];
      for (;;) {
        const records = await counter.ledger.records({ start: next, end: next + page });
        const events = await counter.open(records);
        records.forEach(({ subject, seq }, at) => {
          const event = events[at];
          if (event) apply(subject, event);
          if (event) fresh.push(event);
          next = seq + 1;
        });
        if (fresh.length > page) fresh.splice(0, fresh.length - page);
        if (records.length < page) break;
      }
      forget(counter.clock.now());
      return fresh;
    },
    orders: () => [...orders.values()],
    refreshed: () => refreshed,
    backedUp: () => backedUp,
    began: () => began,
    size: () => next,
  };
}
