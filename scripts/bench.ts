import { benchCalls } from "../test/bench/calls.ts";
import { benchChecks } from "../test/bench/checks.ts";
import { benchDecide } from "../test/bench/decide.ts";
import { benchDesk } from "../test/bench/desk.ts";
import { benchLive } from "../test/bench/live.ts";
import { benchOrders } from "../test/bench/orders.ts";
import { benchSite } from "../test/bench/site.ts";

const benches: Readonly<Record<string, () => Promise<void>>> = {
  decide: benchDecide,
  calls: benchCalls,
  live: benchLive,
  site: benchSite,
  checks: benchChecks,
  desk: benchDesk,
  orders: benchOrders,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(benches, name));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}". Choose from: ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}
for (const [name, run] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  await run();
}
