import { beijingIso } from "../../src/base/time.ts";
import { ruleBook } from "../../src/orders/clocks.ts";
import type { NewEvent, OrderEvent } from "../../src/orders/event.ts";
import { eventSchema } from "../../src/orders/event.ts";
import type { Order, Progress } from "../../src/orders/order.ts";
import { type OrderState, stateOf } from "../../src/orders/state.ts";

export const noon = Date.parse("2026-11-24T12:00:00+08:00");
export const minutes = (count: number) => count * 60_000;

export const order: Order = {
  source: "shop",
  id: "1001",
  placedAt: beijingIso(noon),
  currency: "CNY",
  total: "88.00",
  buyer: "示例买家",
  receiver: { name: "示例收货人", phone: "1390000".padEnd(11, "0"), address: "某市 1 号" },
  items: [{ title: "竹杯", sku: "B-1", quantity: "1", price: "88.00" }],
  note: "",
};

/** An event recorded at a time, stated for that time or an earlier one. */
export function event(at: number, what: NewEvent, stated = at): OrderEvent {
  return eventSchema.parse({
    v: 1,
    id: `${what.type} ${at}`,
    at: beijingIso(stated),
    recorded: beijingIso(at),
    boot: "boot",
    mono: 0,
    actor: "小王",
    ...what,
  });
}

export function arrival(
  at: number,
  via: "live" | "import" = "live",
  progress: Progress = "open",
  limits = ruleBook.orders,
): OrderEvent {
  const data = {
    order,
    progress,
    arrivedAt: order.placedAt,
    detectedAt: beijingIso(at),
    via,
    limits,
  };
  return event(at, { type: "order.received", data });
}

export const contacted = (outcome: "reached" | "no_answer" = "reached"): NewEvent => ({
  type: "customer.contacted",
  data: { channel: "phone", outcome },
});
export const confirmed: NewEvent = { type: "order.confirmed", data: { note: "" } };
export const submitted: NewEvent = { type: "order.submitted", data: { note: "" } };
export const cancelled: NewEvent = { type: "order.cancelled", data: { reason: "不要了" } };

/** The state after these events; throws when they do not begin with an arrival. */
export function stateAfter(...events: readonly OrderEvent[]): OrderState {
  const state = stateOf("subject", events);
  if (!state) throw new Error("the first event is no arrival");
  return state;
}
