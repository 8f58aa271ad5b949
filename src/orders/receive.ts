import { beijingIso } from "../base/time.ts";
import { contentOf, differencesOf } from "./drift.ts";
import type { Limits, NewEvent } from "./event.ts";
import type { Sighting } from "./order.ts";
import type { OrderState } from "./state.ts";

export interface Arrival {
  readonly via: "live" | "import";
  readonly now: number;
  readonly limits: Limits;
}

/** An event to record, and a name for it that is the same when the same thing is seen again. */
export interface Named {
  readonly name: string;
  readonly event: NewEvent;
}

/**
 * What seeing an order gives cause to record: its arrival, how far it has come since, a drift. An
 * order that is known is never changed: other content is recorded beside it.
 */
export function receive(sighting: Sighting, known: OrderState | null, arrival: Arrival): Named[] {
  if (!known) return [received(sighting, arrival)];
  return [
    ...progressed(sighting, known),
    ...refunded(sighting, known),
    ...drifted(sighting, known),
  ];
}

function received({ order, progress }: Sighting, { via, now, limits }: Arrival): Named {
  const data = {
    order,
    progress,
    arrivedAt: order.placedAt,
    detectedAt: beijingIso(now),
    via,
    limits,
  };
  return { name: "order.received", event: { type: "order.received", data } };
}

function progressed({ progress }: Sighting, known: OrderState): Named[] {
  if (progress === known.progress) return [];
  switch (progress) {
    case "shipped": {
      if (known.shipped) return [];
      const data = { carrier: "", tracking: "" };
      return [{ name: "source shipped", event: { type: "order.shipped", data } }];
    }
    case "completed":
      if (known.completed) return [];
      return [{ name: "source completed", event: { type: "order.completed", data: {} } }];
    case "cancelled": {
      if (known.cancelled) return [];
      const data = { reason: "" };
      return [{ name: "source cancelled", event: { type: "order.cancelled", data } }];
    }
    default:
      return [];
  }
}

function refunded({ refunded: amount }: Sighting, known: OrderState): Named[] {
  if (amount === null || known.refunds.includes(amount)) return [];
  const data = { amount, reason: "" };
  return [{ name: `source refund ${amount}`, event: { type: "refund.recorded", data } }];
}

function drifted({ order }: Sighting, known: OrderState): Named[] {
  if (contentOf(order) === contentOf(known.seen)) return [];
  const differences = differencesOf(known.order, order);
  const name = `drift ${known.drifts + 1} ${contentOf(order)}`;
  // Back to what was recorded is a change, too: it is told against what was seen in between.
  const told = differences.length > 0 ? differences : differencesOf(known.seen, order);
  return [{ name, event: { type: "order.drift_detected", data: { order, differences: told } } }];
}
