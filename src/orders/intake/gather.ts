import { contentOf } from "../drift.ts";
import type { Item, Order, Sighting } from "../order.ts";
import { intakeText as text } from "../text.ts";
import type { Layout } from "./layouts.ts";
import { progressOf } from "./progress.ts";
import type { Quarantined } from "./read.ts";
import { type RowFacts, readRow } from "./row.ts";
import type { Table } from "./table.ts";

export interface NamedTable {
  readonly file: string;
  readonly layout: Layout;
  readonly table: Table;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

interface Part {
  readonly place: Place;
  readonly layout: Layout;
  readonly facts: RowFacts;
}

/** Puts the rows of several files together by order. An order with one bad row is left out whole. */
export function gather(tables: readonly NamedTable[]): {
  readonly sightings: Sighting[];
  readonly problems: Quarantined[];
} {
  const problems: Quarantined[] = [];
  const spoiled = new Set<string>();
  const parts = new Map<string, Part[]>();
  for (const { file, layout, table } of tables) {
    let above = "";
    for (const row of table.rows) {
      const place = { file, line: row.line };
      const read = readRow(row, table.header, layout, above);
      above = read.id || above;
      const key = `${layout.source}\n${read.id}`;
      for (const one of read.problems) problems.push({ ...place, ...one });
      if (read.problems.length > 0) spoiled.add(key);
      if (read.facts)
        parts.set(key, [...(parts.get(key) ?? []), { place, layout, facts: read.facts }]);
    }
  }
  const sightings = [...parts].flatMap(([key, rows]) => {
    const made = spoiled.has(key) ? { problem: text.siblingSpoiled } : sightingOf(rows);
    if ("sighting" in made) return [made.sighting];
    for (const { place } of rows) problems.push({ ...place, column: "", reason: made.problem });
    return [];
  });
  return { sightings, problems };
}

function sightingOf(parts: readonly Part[]): { sighting: Sighting } | { problem: string } {
  const heads = parts.flatMap(({ facts, layout }) =>
    facts.head ? [{ ...facts.head, layout }] : [],
  );
  const [head, ...others] = heads;
  if (!head) return { problem: text.noHead };
  const { layout, status, refunded, ...fields } = head;
  if (others.some((one) => !sameHead(fields, one))) return { problem: text.contradiction };
  const detailed = parts.flatMap(({ facts }) => (facts.item && !facts.summary ? [facts.item] : []));
  const items = detailed.length > 0 ? detailed : parts.flatMap(({ facts }) => facts.item ?? []);
  const order: Order = { source: layout.source, ...fields, items: sorted(items) };
  return { sighting: { order, progress: progressOf(status), refunded } };
}

type Head = Omit<Order, "source" | "items">;

function sameHead(one: Head, other: Head): boolean {
  const bare = ({ id, placedAt, currency, total, buyer, receiver, note }: Head) =>
    contentOf({ source: "x", id, placedAt, currency, total, buyer, receiver, note, items: [] });
  return bare(one) === bare(other);
}

// Exports list an order's items in no order; another order of them is no drift.
function sorted(items: readonly Item[]): Item[] {
  const key = ({ sku, title, price, quantity }: Item) => [sku, title, price, quantity].join("\n");
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
