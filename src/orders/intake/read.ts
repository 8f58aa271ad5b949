import type { Sighting } from "../order.ts";
import { intakeText as text } from "../text.ts";
import { decode } from "./decode.ts";
import { gather } from "./gather.ts";
import { type Layout, layoutOf, layouts } from "./layouts.ts";
import { parseTable } from "./table.ts";

export interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A row that is not taken over, and why. Nobody guesses; a person looks at it. */
export interface Quarantined {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

export interface Intake {
  readonly sightings: readonly Sighting[];
  readonly quarantined: readonly Quarantined[];
  readonly files: readonly {
    readonly name: string;
    readonly layout: string;
    readonly rows: number;
  }[];
}

/**
 * Orders from exported files, lists and their items together. Every row of every file is either in
 * an order or in quarantine.
 */
export function readFiles(files: readonly File[], own: readonly Layout[] = []): Intake {
  const quarantined: Quarantined[] = [];
  const read: Intake["files"][number][] = [];
  const tables = files.flatMap((file) => {
    const found = readFile(file, [...own, ...layouts]);
    if ("problem" in found) {
      quarantined.push({ file: file.name, line: 1, column: "", reason: found.problem });
      return [];
    }
    read.push({ name: file.name, layout: found.layout.name, rows: found.table.rows.length });
    return [{ ...found, file: file.name }];
  });
  const { sightings, problems } = gather(tables);
  return { sightings, quarantined: [...quarantined, ...problems], files: read };
}

function readFile({ bytes }: File, known: readonly Layout[]) {
  const decoded = decode(bytes);
  if (!decoded) return { problem: text.undecodable };
  const parsed = parseTable(decoded.text);
  if ("problem" in parsed) return parsed;
  const layout = layoutOf(parsed.table.header, known);
  return layout ? { table: parsed.table, layout } : { problem: text.unknownLayout };
}
