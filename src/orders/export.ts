import { formatBeijing } from "../base/time.ts";
import type { OrderState } from "./state.ts";
import { exportText } from "./text.ts";

/** The table that operations get: a row an item, the order's columns repeated. Every cell is text. */
export function exportTable(orders: readonly OrderState[]): string[][] {
  return [[...exportText.columns], ...orders.flatMap(rowsOf)];
}

function rowsOf({ order, confirmed, remarks }: OrderState): string[][] {
  const { receiver } = order;
  const head = [
    order.source,
    order.id,
    order.placedAt ?? "",
    confirmed ? formatBeijing(confirmed.at) : "",
    confirmed?.by ?? "",
    receiver.name,
    receiver.phone,
    receiver.address,
    order.total,
    order.currency,
    order.note,
    [confirmed?.note ?? "", ...remarks.map((one) => one.note)].filter(Boolean).join("；"),
  ];
  return order.items.map(({ title, sku, quantity, price }) => [
    ...head,
    title,
    sku,
    quantity,
    price,
  ]);
}

/** CSV that spreadsheets open in Chinese and in which no cell becomes a formula. */
export function toCsv(table: readonly (readonly string[])[]): string {
  return `\uFEFF${table.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;
}

// A cell that begins like this is run by a spreadsheet; the apostrophe makes it text.
const risky = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

function csvCell(cell: string): string {
  const safe = risky.test(cell) ? `'${cell}` : cell;
  return `"${safe.replaceAll('"', '""')}"`;
}
