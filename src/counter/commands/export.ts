import { hash } from "node:crypto";
import { writeDurably } from "../../adapters/files/durable.ts";
import { exportTable, toCsv } from "../../orders/export.ts";
import { isClosed, isReady, type OrderState } from "../../orders/state.ts";
import { exportText } from "../../orders/text.ts";
import { shop } from "../counter.ts";
import { text } from "../text.ts";
import { createView } from "../view.ts";
import { type Command, readOptions, UsageError, withCounter } from "./command.ts";

const known = {
  out: { type: "string" },
  by: { type: "string" },
  all: { type: "boolean", default: false },
} as const;

type Format = "csv" | "xlsx" | "jsonl";

/** Writes what is confirmed and complete for operations, and records that it was written. */
export const exportOrders: Command = async (args, around) => {
  const { values } = readOptions(args, known);
  const { out, by } = values;
  const format = out?.split(".").at(-1);
  if (!out || !isFormat(format)) throw new UsageError(text.exportUsage);
  if (!by) throw new UsageError(text.needsName);
  return withCounter(around.env, async (counter) => {
    const view = createView(counter);
    await view.catchUp();
    const orders = view
      .orders()
      .filter((one) => isReady(one) && (values.all || (one.submitted === null && !isClosed(one))));
    const bytes = await contentOf(format, orders);
    await writeDurably(out, bytes);
    const data = {
      sha256: hash("sha256", bytes),
      format,
      orders: orders.length,
      upTo: view.size(),
    };
    await counter.write([{ subject: shop, actor: by, event: { type: "orders.exported", data } }]);
    around.print(text.exported(orders.length, out));
    return 0;
  });
};

function isFormat(name: string | undefined): name is Format {
  return name === "csv" || name === "xlsx" || name === "jsonl";
}

async function contentOf(format: Format, orders: readonly OrderState[]): Promise<Buffer> {
  switch (format) {
    case "csv":
      return Buffer.from(toCsv(exportTable(orders)));
    case "jsonl":
      return Buffer.from(orders.map((one) => `${JSON.stringify(one)}\n`).join(""));
    case "xlsx": {
      const { toXlsx } = await import("../../adapters/xlsx/write.ts");
      return toXlsx(exportTable(orders), exportText.sheet);
    }
  }
}
