import { Document, isMap, isScalar, isSeq, parse, parseDocument } from "yaml";
import { canonical } from "../change/canonical.ts";

/** A deputy's window as `.github/approval.yml` has it; times ISO 8601. */
export interface Delegation {
  readonly role: string;
  readonly from: string;
  readonly to: string;
  readonly start: string;
  readonly end: string;
  readonly reason: string;
}

const place = ["options", "delegations"] as const;

/**
 * The policy with one delegation more. Nothing else of the text changes: comments, order and spelling
 * stay. Throws when the text has no such list.
 */
export function withDelegation(source: string, one: Delegation): string {
  const { reason, ...rest } = one;
  const item = reason ? one : rest;
  const list = parseDocument(source).getIn(place, true);
  if (!isSeq(list) || !list.range) throw new Error("the policy has no options.delegations");
  const [start, end] = list.range;
  const text =
    list.flow || list.items.length === 0
      ? replaced(source, start, end, [...itemsOf(list.toJSON()), item])
      : appended(source, start, end, item);
  return verified(source, text, (items) => [...items, item]);
}

/** The policy with another end of its delegation number `at`. */
export function withEnd(source: string, at: number, end: string): string {
  const node = parseDocument(source).getIn([...place, at, "end"], true);
  if (!isScalar(node) || !node.range) throw new Error(`the policy has no delegation ${at}`);
  const text = source.slice(0, node.range[0]) + end + source.slice(node.range[1]);
  return verified(source, text, (items) =>
    items.map((one, index) => (index === at && isObject(one) ? { ...one, end } : one)),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function blockOf(items: readonly unknown[], indent: number): string {
  const block = new Document(items).toString({ lineWidth: 0 }).trimEnd();
  return block
    .split("\n")
    .map((line) => " ".repeat(indent) + line)
    .join("\n");
}

// `delegations: []` becomes a list with a line for each field.
function replaced(source: string, start: number, end: number, items: readonly unknown[]): string {
  const line = source.slice(source.lastIndexOf("\n", start) + 1, start);
  const indent = line.length - line.trimStart().length + 2;
  return `${source.slice(0, start).trimEnd()}\n${blockOf(items, indent)}${source.slice(end)}`;
}

function appended(source: string, start: number, end: number, item: unknown): string {
  const indent = start - (source.lastIndexOf("\n", start - 1) + 1);
  const before = source.slice(0, end).trimEnd();
  const after = source.slice(before.length);
  const rest = after.startsWith("\n") || after === "" ? after : `\n${after}`;
  return `${before}\n${blockOf([item], indent)}${rest}`;
}

// The text was cut by hand: what it means is compared with what was meant.
function verified(
  before: string,
  after: string,
  change: (items: readonly unknown[]) => readonly unknown[],
): string {
  const meant = parseDocument(before);
  const list = meant.getIn(place, true);
  if (isMap(meant.contents) && isSeq(list)) meant.setIn(place, change(itemsOf(list.toJSON())));
  if (canonical(meant.toJSON()) !== canonical(parse(after)))
    throw new Error("the policy would not say what is meant");
  return after;
}
