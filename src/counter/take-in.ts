import { ruleBook } from "../orders/clocks.ts";
import type { Sighting } from "../orders/order.ts";
import { receive } from "../orders/receive.ts";
import type { Counter, Writing, Written } from "./counter.ts";

export interface TakenIn {
  readonly received: number;
  readonly drifted: number;
  readonly progressed: number;
  readonly unchanged: number;
  readonly written: readonly Written[];
}

export interface TakingIn {
  readonly via: "live" | "import";
  readonly actor: string;
  /** Hears how many orders are durable. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

// Each order touches pages all over the indexes: the more of them share a transaction, the fewer are written.
const batch = 5_000;

/** Records what was seen; everything up to the last call of `onProgress` is durable. */
export async function takeIn(
  counter: Counter,
  sightings: readonly Sighting[],
  { via, actor, onProgress }: TakingIn,
): Promise<TakenIn> {
  const written: Written[] = [];
  let unchanged = 0;
  for (let at = 0; at < sightings.length; at += batch) {
    const part = sightings.slice(at, at + batch);
    const writings: Writing[] = [];
    const subjects = part.map(({ order }) => counter.subjectOf(order.source, order.id));
    const known = await counter.ledger.known(subjects);
    for (const [place, sighting] of part.entries()) {
      const subject = subjects[place] ?? "";
      const found = await namedEvents(counter, subject, sighting, { via, known });
      if (found.length === 0) unchanged++;
      writings.push(...found.map((one) => ({ ...one, subject, actor })));
    }
    if (writings.length > 0) written.push(...(await counter.write(writings)));
    onProgress?.(at + part.length);
  }
  const count = (...types: string[]) =>
    written.filter(({ event }) => types.includes(event.type)).length;
  return {
    received: count("order.received"),
    drifted: count("order.drift_detected"),
    progressed: count("order.shipped", "order.completed", "order.cancelled", "refund.recorded"),
    unchanged,
    written,
  };
}

async function namedEvents(
  counter: Counter,
  subject: string,
  sighting: Sighting,
  { via, known }: { readonly via: "live" | "import"; readonly known: ReadonlySet<string> },
) {
  const state = known.has(subject) ? await counter.stateOf(subject) : null;
  // An order whose key was destroyed is over; it is not taken for a new one.
  if (known.has(subject) && !state) return [];
  return receive(sighting, state, { via, now: counter.clock.now(), limits: ruleBook.orders });
}
