import type * as z from "zod";
import { text } from "../../text.ts";
import { canonical } from "./canonical.ts";
import { type Document, isRecord } from "./document.ts";
import {
  type Field,
  fieldsOf,
  itemName,
  itemSchema,
  itemShown,
  type Shown,
  shown,
} from "./values.ts";

const words = text.review.fields;

/** One difference in words: `价格（元）：¥39.90 → ¥42.90`. Null stands for empty. */
export interface FieldChange {
  readonly label: string;
  /** An `item` came into a list or went out of it; an `order` of a list is another. */
  readonly kind: "value" | "item" | "order";
  readonly before: Shown | null;
  readonly after: Shown | null;
}

/** What differs between two versions of an entry, field by field, in the order of the form. */
export function fieldChanges(
  schema: z.ZodObject,
  before: Document | null,
  after: Document | null,
): FieldChange[] {
  const [from, to] = [before?.data ?? {}, after?.data ?? {}];
  return fieldsOf(schema, [from, to]).flatMap((field) =>
    changesOf(field, from[field.name], to[field.name]),
  );
}

function changesOf(field: Field, from: unknown, to: unknown): FieldChange[] {
  if (canonical(from) === canonical(to)) return [];
  if (itemSchema(field)) return listChanges(field, listOf(from), listOf(to));
  const [before, after] = [shown(field, from), shown(field, to)];
  return before === null && after === null
    ? []
    : [{ label: field.label, kind: "value", before, after }];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What came, what went, what was changed within an item, and whether the rest stands in another order. */
function listChanges(
  field: Field,
  from: readonly unknown[],
  to: readonly unknown[],
): FieldChange[] {
  const pairs = pairsOf(field, from, to);
  const gone = from.filter((one) => !pairs.some((pair) => pair.from === one));
  const come = to.filter((one) => !pairs.some((pair) => pair.to === one));
  const inside = pairs.flatMap((pair) => itemChanges(field, pair, to.indexOf(pair.to) + 1));
  return [
    ...gone.map((one) => itemChange(words.removed(field.label), itemShown(field, one), null)),
    ...come.map((one) => itemChange(words.added(field.label), null, itemShown(field, one))),
    ...inside,
    ...orderChange(field, pairs, from, to),
  ];
}

function itemChange(label: string, before: Shown | null, after: Shown | null): FieldChange {
  return { label, kind: "item", before, after };
}

interface Pair {
  readonly from: unknown;
  readonly to: unknown;
}

// The same item is an equal one, else one whose first field is the same: a picture, a kind, a day.
function pairsOf(field: Field, from: readonly unknown[], to: readonly unknown[]): Pair[] {
  const equal = matched(from, to, canonical);
  const [first] = Object.keys(itemSchema(field)?.shape ?? {});
  const keyOf = (item: unknown) => (isRecord(item) && first ? canonical(item[first]) : "");
  const left = from.filter((one) => !equal.some((pair) => pair.from === one));
  const right = to.filter((one) => !equal.some((pair) => pair.to === one));
  return [...equal, ...matched(left, right, keyOf)];
}

function matched(
  from: readonly unknown[],
  to: readonly unknown[],
  keyOf: (item: unknown) => string,
): Pair[] {
  const free = [...to];
  return from.flatMap((one) => {
    const at = free.findIndex((other) => keyOf(other) === keyOf(one));
    if (at < 0) return [];
    return free.splice(at, 1).map((other) => ({ from: one, to: other }));
  });
}

function itemChanges(field: Field, { from, to }: Pair, place: number): FieldChange[] {
  const schema = itemSchema(field);
  if (!schema || !isRecord(from) || !isRecord(to)) return [];
  return fieldsOf(schema, [from, to]).flatMap((inner) =>
    changesOf(inner, from[inner.name], to[inner.name]).map((one) => ({
      ...one,
      label: words.inside(field.label, place, one.label),
    })),
  );
}

function orderChange(
  field: Field,
  pairs: readonly Pair[],
  from: readonly unknown[],
  to: readonly unknown[],
): FieldChange[] {
  const kept = from.flatMap((one) => pairs.filter((pair) => pair.from === one));
  const places = kept.map((pair) => to.indexOf(pair.to));
  if (places.every((place, at) => at === 0 || (places[at - 1] ?? 0) < place)) return [];
  const names = (items: readonly unknown[]) => ({
    text: items.map((one) => itemName(field, one)).join(words.followedBy),
  });
  const sorted = kept.toSorted((a, b) => to.indexOf(a.to) - to.indexOf(b.to));
  return [
    {
      label: words.order(field.label),
      kind: "order",
      before: names(kept.map((pair) => pair.to)),
      after: names(sorted.map((pair) => pair.to)),
    },
  ];
}
