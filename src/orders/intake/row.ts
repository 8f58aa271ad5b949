import type { Item, Order } from "../order.ts";
import { intakeText as text } from "../text.ts";
import { type Read, readCount, readMoment, readMoney, readNumber } from "./cells.ts";
import type { Field, Layout } from "./layouts.ts";
import type { Cell, Row } from "./table.ts";

/** What one row says of its order. */
export interface RowFacts {
  /** Null for a row that only lists an item. */
  readonly head:
    | (Omit<Order, "source" | "items"> & {
        readonly status: string;
        readonly refunded: string | null;
      })
    | null;
  readonly item: Item | null;
  /** The item is the list's summary of all items; details, where there are any, take its place. */
  readonly summary: boolean;
}

interface RowProblem {
  readonly column: string;
  readonly reason: string;
}

export interface ReadRow {
  /** Empty where it could not be read. */
  readonly id: string;
  readonly facts: RowFacts | null;
  readonly problems: readonly RowProblem[];
}

const empty: Cell = { value: "", quoted: false };

/** Reads a row; `above` is the order of the row before, for layouts that leave repeated numbers blank. */
export function readRow(
  row: Row,
  header: readonly string[],
  layout: Layout,
  above: string,
): ReadRow {
  const extra = row.cells.slice(header.length).some((one) => one.value !== "");
  if (row.cells.length < header.length || extra) {
    const reason = text.columnCount(header.length, row.cells.length);
    return { id: "", facts: null, problems: [{ column: "", reason }] };
  }
  const reader = readerOf(row, header, layout);
  const own = reader.read("id", readNumber, "");
  const continued = own === "" && layout.continues && above !== "" && reader.problems.length === 0;
  const id = continued ? above : own;
  if (id === "" && reader.problems.length === 0)
    reader.problems.push({ column: reader.nameOf("id"), reason: text.noNumber });
  const head = continued || !layout.columns.total ? null : readHead(reader, id);
  const item = readItem(reader);
  const good = reader.problems.length === 0;
  const facts = good ? { head, item, summary: layout.rows === "orders" } : null;
  return { id, facts, problems: reader.problems };
}

function readerOf(row: Row, header: readonly string[], layout: Layout) {
  const problems: RowProblem[] = [];
  const nameOf = (field: Field) =>
    layout.columns[field]?.find((name) => header.includes(name)) ?? "";
  const cellOf = (field: Field) => row.cells[header.indexOf(nameOf(field))] ?? empty;
  return {
    problems,
    nameOf,
    text: (field: Field) => cellOf(field).value,
    /** The cell as `how` reads it; a problem is noted under the column's name. */
    read<T>(field: Field, how: (cell: Cell) => Read<T>, otherwise: T): T {
      const cell = cellOf(field);
      if (cell.value === "") return otherwise;
      const read = how(cell);
      if ("value" in read) return read.value;
      problems.push({ column: nameOf(field), reason: read.problem });
      return otherwise;
    },
  };
}

type Reader = ReturnType<typeof readerOf>;

function readHead(reader: Reader, id: string): RowFacts["head"] {
  const total = reader.read("total", readMoney, "");
  if (total === "" && reader.text("total") === "")
    reader.problems.push({ column: reader.nameOf("total"), reason: text.noTotal });
  const phone = reader.read("phone", readNumber, "");
  return {
    id,
    placedAt: reader.read<string | null>("placedAt", readMoment, null),
    currency: reader.text("currency") || "CNY",
    total,
    buyer: reader.text("buyer"),
    receiver: {
      name: reader.text("name"),
      phone: phone || reader.read("otherPhone", readNumber, ""),
      address: reader.text("address"),
    },
    note: reader.text("note"),
    status: reader.text("status"),
    refunded: refundOf(reader),
  };
}

function refundOf(reader: Reader): string | null {
  const amount = reader.read<string | null>("refunded", readMoney, null);
  return amount === null || Number(amount) === 0 ? null : amount.replace("-", "");
}

function readItem(reader: Reader): Item | null {
  const title = reader.text("title");
  const sku = reader.text("sku");
  if (title === "" && sku === "") return null;
  const price = reader.read("price", readMoney, "");
  return { title, sku, quantity: reader.read("quantity", readCount, "1"), price };
}
