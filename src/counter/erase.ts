import { beijingIso } from "../base/time.ts";
import { isClosed, type OrderState } from "../orders/state.ts";
import { type Counter, shop } from "./counter.ts";

const page = 1_000;

/** Orders that ended before a moment: their time counts from when they were completed. */
export async function expired(counter: Counter, before: number): Promise<string[]> {
  const { records: size } = await counter.ledger.sizes();
  const found = new Set<string>();
  for (let at = 0; at < size; at += page) {
    const records = await counter.ledger.records({ start: at, end: at + page });
    if ((records[0]?.time ?? before) >= before) break;
    for (const { type, subject } of records) if (type === "order.received") found.add(subject);
  }
  const over: string[] = [];
  for (const subject of found) {
    const state = await counter.stateOf(subject);
    if (state && isClosed(state) && endOf(state) < before) over.push(subject);
  }
  return over;
}

function endOf({ completed, cancelled, shipped, detectedAt }: OrderState): number {
  return (completed ?? cancelled ?? shipped)?.at ?? detectedAt;
}

/**
 * Destroys the keys of orders whose time is over: their records stay and verify, and nobody can read
 * them. What is to be destroyed is recorded first: a key that is gone without a record is a finding.
 */
export async function erase(
  counter: Counter,
  subjects: readonly string[],
  before: number,
): Promise<void> {
  if (subjects.length === 0) return;
  const data = { subjects: [...subjects], before: beijingIso(before) };
  await counter.write([
    { subject: shop, actor: "system", event: { type: "personal.erased", data } },
  ]);
  await counter.keys.destroy(subjects);
}
