import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCounter } from "../../src/counter/open.ts";
import type { Order, Sighting } from "../../src/orders/order.ts";
import { noon, order } from "../orders/acts.ts";

/** A folder that `remove` deletes. */
export function makeFolder() {
  const dir = mkdtempSync(join(tmpdir(), "countersign-counter-"));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** A machine whose clocks a test sets. */
function handClock() {
  const state = { wall: noon, mono: 1_000_000 };
  return {
    clock: { now: () => state.wall, mono: () => state.mono, boot: "boot-1" },
    /** Time passes. */
    pass(milliseconds: number) {
      state.wall += milliseconds;
      state.mono += milliseconds;
    },
    /** Somebody sets the clock on the wall. */
    set(milliseconds: number) {
      state.wall += milliseconds;
    },
  };
}

/** An order desk with an empty log and a clock that stands at noon. */
export async function openDesk() {
  const { dir, remove } = makeFolder();
  const hand = handClock();
  const counter = await openCounter({ dir, clock: hand.clock });
  return {
    ...hand,
    counter,
    dir,
    async close() {
      await counter.close();
      remove();
    },
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export const sighting = (id: string, change: Partial<Order> = {}): Sighting => ({
  order: { ...order, id, ...change },
  progress: "open",
  refunded: null,
});

export const sightings = (count: number, prefix = "o") =>
  Array.from({ length: count }, (_, at) => sighting(`${prefix}${at}`));
