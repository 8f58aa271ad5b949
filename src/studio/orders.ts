import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Hono } from "hono";
import { boardApp } from "../counter/board/app.ts";
import { openCounter } from "../counter/open.ts";
import { takeIn } from "../counter/take-in.ts";
import { createView } from "../counter/view.ts";
import { createWatch } from "../counter/watch.ts";
import { readFiles } from "../orders/intake/read.ts";

export interface StudioOrders {
  readonly board: Hono;
  close(): Promise<void>;
}

const demo = "demo-orders.csv";
const roundEvery = 15_000;

/** The order desk of the studio: its log below `dir`, filled with an export of an invented shop at first. */
export async function openOrders(
  dir: string,
  print: (line: string) => void,
): Promise<StudioOrders> {
  const counter = await openCounter({ dir });
  if ((await counter.ledger.head()) === null) {
    const bytes = readFileSync(join(import.meta.dirname, demo));
    const { sightings } = readFiles([{ name: demo, bytes }]);
    await takeIn(counter, sightings, { via: "import", actor: "import" });
  }
  const view = createView(counter);
  // The demo's clocks run and are judged; nobody is told every quarter of a minute.
  const round = createWatch({
    counter,
    view,
    sources: [],
    places: [],
    print: () => undefined,
    ring: () => undefined,
  });
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(round).catch((error: unknown) => print(String(error)));
  }, roundEvery);
  return {
    board: boardApp(counter, view),
    async close() {
      clearInterval(timer);
      await running;
      await counter.close();
    },
  };
}
