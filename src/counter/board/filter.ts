import { clocksOf } from "../../orders/clocks.ts";
import { isClosed, isReady, type OrderState } from "../../orders/state.ts";
import { nextClock } from "../lines.ts";

export const filterNames = ["open", "due", "drift", "ready", "done"] as const;
export type FilterName = (typeof filterNames)[number];

export function isFilter(name: string): name is FilterName {
  return filterNames.some((one) => one === name);
}

/** Orders of a filter: what runs out first comes first, then what came last. */
export function matching(
  orders: readonly OrderState[],
  filter: FilterName,
  now: number,
): readonly OrderState[] {
  return orders
    .filter((one) => fits(one, filter, now))
    .map((order) => ({ order, due: nextClock(order, now)?.due ?? Number.POSITIVE_INFINITY }))
    .toSorted((a, b) =>
      a.due === b.due ? b.order.detectedAt - a.order.detectedAt : a.due < b.due ? -1 : 1,
    )
    .map(({ order }) => order);
}

function fits(order: OrderState, filter: FilterName, now: number): boolean {
  switch (filter) {
    case "open":
      return !isClosed(order);
    case "due":
      return clocksOf(order, now).some(
        ({ verdict }) => verdict === "warning" || verdict === "overdue",
      );
    case "drift":
      return order.differences.length > 0;
    case "ready":
      return isReady(order) && order.submitted === null && !isClosed(order);
    case "done":
      return isClosed(order);
  }
}
