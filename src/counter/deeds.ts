import type { NewEvent } from "../orders/event.ts";

/** What a clerk can record, by the name it has in commands and on the board. */
export const deeds = [
  "contacted",
  "no-answer",
  "confirmed",
  "submitted",
  "remark",
  "shipped",
  "completed",
  "cancelled",
  "refund",
] as const;
export type DeedName = (typeof deeds)[number];

export interface DeedDetails {
  readonly channel: "phone" | "chat" | "sms" | "mail";
  /** A remark, a reason, a parcel's number or an amount. */
  readonly note: string;
}

export function isDeed(name: string): name is DeedName {
  return deeds.some((one) => one === name);
}

export function deedEvent(name: DeedName, { channel, note }: DeedDetails): NewEvent {
  switch (name) {
    case "contacted":
      return { type: "customer.contacted", data: { channel, outcome: "reached" } };
    case "no-answer":
      return { type: "customer.contacted", data: { channel, outcome: "no_answer" } };
    case "confirmed":
      return { type: "order.confirmed", data: { note } };
    case "submitted":
      return { type: "order.submitted", data: { note } };
    case "remark":
      return { type: "remark.added", data: { text: note } };
    case "shipped":
      return { type: "order.shipped", data: { carrier: "", tracking: note } };
    case "completed":
      return { type: "order.completed", data: {} };
    case "cancelled":
      return { type: "order.cancelled", data: { reason: note } };
    case "refund":
      return { type: "refund.recorded", data: { amount: note, reason: "" } };
  }
}

/** Deeds that say nothing without a note. */
export const needsNote: ReadonlySet<DeedName> = new Set(["remark", "refund", "cancelled"]);
