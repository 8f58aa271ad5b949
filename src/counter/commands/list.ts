import { clocksOf } from "../../orders/clocks.ts";
import { isClosed, type OrderState } from "../../orders/state.ts";
import { lineOf } from "../lines.ts";
import { text } from "../text.ts";
import { createView } from "../view.ts";
import { type Command, readOptions, withCounter } from "./command.ts";

const known = {
  all: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

/** Lists orders: the open ones, those a question finds, or all in sight. Exit code 1 when one is overdue. */
export const list: Command = async (args, around) => {
  const { values, positionals } = readOptions(args, known);
  return withCounter(around.env, async (counter) => {
    const now = counter.clock.now();
    const orders = await wanted(counter, positionals.join(" "), values.all);
    const rows = orders.map((order) => ({ order, clocks: clocksOf(order, now) }));
    for (const { order, clocks } of rows)
      around.print(values.json ? JSON.stringify({ ...order, clocks }) : lineOf(order, now));
    const overdue = rows.filter((one) =>
      one.clocks.some(({ verdict }) => verdict === "overdue"),
    ).length;
    if (!values.json) around.print(text.listed(rows.length, overdue));
    return overdue > 0 ? 1 : 0;
  });
};

async function wanted(
  counter: Parameters<typeof createView>[0],
  question: string,
  all: boolean,
): Promise<readonly OrderState[]> {
  if (question !== "") return counter.find(question);
  const view = createView(counter);
  await view.catchUp();
  return view.orders().filter((one) => all || !isClosed(one));
}
