import type { Difference } from "./event.ts";
import type { Order } from "./order.ts";

/** Field by field, what a later look at the same order says otherwise. */
export function differencesOf(recorded: Order, seen: Order): Difference[] {
  const [before, after] = [fieldsOf(recorded), fieldsOf(seen)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names
    .map((field) => ({ field, before: before.get(field) ?? "", after: after.get(field) ?? "" }))
    .filter((one) => one.before !== one.after);
}

function fieldsOf(order: Order): Map<string, string> {
  const { receiver, items, source: _source, id: _id, ...plain } = order;
  return new Map([
    ...Object.entries(plain).map(([field, value]) => [field, value ?? ""] as const),
    ...Object.entries(receiver).map(([field, value]) => [`receiver.${field}`, value] as const),
    ...items.flatMap((item, at) =>
      Object.entries(item).map(([field, value]) => [`items.${at + 1}.${field}`, value] as const),
    ),
  ]);
}

/** The same text for the same content. */
export function contentOf(order: Order): string {
  return JSON.stringify([...fieldsOf(order)].sort(([a], [b]) => (a < b ? -1 : 1)));
}
