import { parse } from "csv-parse/sync";
import * as z from "zod";
import { intakeText as text } from "../text.ts";

export interface Row {
  /** Where the row begins in the file, counted from 1. */
  readonly line: number;
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly value: string;
  /** Written as text for a spreadsheet (`="1"` or `'1`), so that no spreadsheet rounded it. */
  readonly quoted: boolean;
}

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

/** A table, or why there is none. Every line of the file ends up in a row. */
export type Parsed = { readonly table: Table } | { readonly problem: string };

export function parseTable(source: string): Parsed {
  const firstLine = source.slice(0, source.search(/[\r\n]|$/));
  const delimiter = firstLine.split("\t").length > firstLine.split(",").length ? "\t" : ",";
  const found = records(source, delimiter);
  if ("problem" in found) return found;
  const [head, ...rows] = found.rows;
  if (!head) return { problem: text.emptyFile };
  return { table: { header: head.cells.map((one) => one.value), rows } };
}

function records(source: string, delimiter: string): { rows: Row[] } | { problem: string } {
  try {
    const parsed: unknown = parse(source, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      // Taobao writes ="123", which strict CSV takes for a torn quote.
      relax_quotes: true,
      skip_empty_lines: true,
    });
    return { rows: withLines(recordsWithInfo.parse(parsed)) };
  } catch (error) {
    return { problem: text.unreadable(error instanceof Error ? error.message : String(error)) };
  }
}

const recordsWithInfo = z.array(
  z.object({ info: z.object({ lines: z.int() }), record: z.array(z.string()) }),
);

// The parser tells where a row ended; it began a line after the one before it ended.
function withLines(parsed: z.infer<typeof recordsWithInfo>): Row[] {
  let next = 1;
  return parsed.map(({ info, record }) => {
    const line = next;
    next = info.lines + 1;
    return { line, cells: record.map(readCell) };
  });
}

function readCell(raw: string): Cell {
  const trimmed = raw.replace(/^[\s\uFEFF]+|[\s\uFEFF]+$/g, "");
  const formula = /^="([^"]*)"$/.exec(trimmed);
  if (formula) return { value: (formula[1] ?? "").trim(), quoted: true };
  if (trimmed.startsWith("'")) return { value: trimmed.slice(1).trim(), quoted: true };
  return { value: trimmed, quoted: false };
}
