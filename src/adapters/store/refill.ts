import { type Growth, grow } from "../../ledger/blocks.ts";
import { createFrontier } from "../../ledger/frontier.ts";
import type { StoredRecord } from "../../ledger/record.ts";
import { recordColumns } from "./schema.ts";
import type { Database } from "./sql.ts";

/** Fills an empty log with records and checkpoints as they were. What does not fit, the audit will say. */
export interface Refill {
  add(
    records: readonly StoredRecord[],
    checkpoints: readonly { readonly size: number; readonly note: string }[],
  ): Promise<void>;
}

export function createRefill(database: Database): Refill {
  let growth: Growth = { size: 0, frontier: createFrontier() };
  return {
    async add(records, checkpoints) {
      const { grown, nodes } = grow(
        growth,
        records.map((one) => one.hash),
      );
      await database.transaction(async (sql) => {
        await sql.insert(
          "record",
          recordColumns,
          records.map((one) => [
            one.seq,
            one.event,
            one.subject,
            one.type,
            one.time,
            one.commitment,
            one.sealed,
            one.hash,
          ]),
        );
        await sql.insert(
          "node",
          ["height", "idx", "hash"],
          nodes.map(({ height, index, hash }) => [height, index, hash]),
        );
        await sql.insert(
          "checkpoint",
          ["size", "note"],
          checkpoints.map(({ size, note }) => [size, note]),
        );
      });
      // A transaction may be tried again; the tree grows once, when it is through.
      growth = grown;
    },
  };
}
