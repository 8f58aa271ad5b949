import type { LedgerReader, StoredCheckpoint } from "../../ledger/audit.ts";
import { type Growth, grow, type Hashes, loadGrowth } from "../../ledger/blocks.ts";
import { rootOf } from "../../ledger/frontier.ts";
import type { Digest } from "../../ledger/hash.ts";
import type { Range } from "../../ledger/proof.ts";
import { recordAt, type SealedEntry, type StoredRecord } from "../../ledger/record.ts";
import {
  checkpointRow,
  countRow,
  eventRow,
  hashRow,
  nodeRow,
  recordColumns,
  recordRow,
  subjectRow,
} from "./schema.ts";
import { type Database, rowsIn, type Sql, type SqlValue } from "./sql.ts";

/** The log in a database: it grows, and is read. */
export interface LedgerStore extends Omit<LedgerReader, "keys"> {
  /**
   * Adds entries in one transaction and returns their records once they are durable. An entry whose
   * event is already recorded is left out. `sign` receives the new size and root.
   */
  append(
    entries: readonly SealedEntry[],
    sign: (size: number, root: Digest) => string,
  ): Promise<readonly StoredRecord[]>;
  find(subject: string): Promise<readonly StoredRecord[]>;
  /** Which of these subjects have records. */
  known(subjects: readonly string[]): Promise<ReadonlySet<string>>;
  /** The latest records of a subject, the newest first. */
  latest(subject: string, count: number): Promise<readonly StoredRecord[]>;
  /** The latest checkpoint; null in an empty log. */
  head(): Promise<StoredCheckpoint | null>;
  readonly hashes: Hashes;
}

export function openLedgerStore(database: Database): LedgerStore {
  let end: Growth | null = null;
  return {
    ...readerOf(database),
    find: async (subject) =>
      recordRow
        .array()
        .parse(await database.rows(`${selectRecord} WHERE subject = $1 ORDER BY seq`, [subject])),
    known: async (subjects) => {
      const rows = await rowsIn(
        database,
        "SELECT DISTINCT subject FROM record",
        "subject",
        subjects,
      );
      return new Set(
        subjectRow
          .array()
          .parse(rows)
          .map((one) => one.subject),
      );
    },
    latest: async (subject, count) =>
      recordRow
        .array()
        .parse(
          await database.rows(`${selectRecord} WHERE subject = $1 ORDER BY seq DESC LIMIT $2`, [
            subject,
            count,
          ]),
        ),
    head: () => headOf(database),
    hashes: (height, range) => hashesOf(database, height, range),
    append: (entries, sign) =>
      database
        .transaction(async (sql) => {
          const fresh = await withoutKnown(sql, entries);
          if (fresh.length === 0) return [];
          const size = (await headOf(sql))?.size ?? 0;
          // Another process may have written since; and growing uses the old end up, so that an append
          // that fails must not leave it behind.
          const start = end?.size === size ? end : await load(sql, size);
          end = null;
          const records = fresh.map((entry, at) => recordAt(size + at, entry));
          const { grown, nodes } = grow(
            start,
            records.map((one) => one.hash),
          );
          await sql.insert("record", recordColumns, records.map(valuesOf));
          await sql.insert(
            "node",
            ["height", "idx", "hash"],
            nodes.map(({ height, index, hash }) => [height, index, hash]),
          );
          const note = sign(grown.size, rootOf(grown.frontier.peaks()));
          await sql.insert("checkpoint", ["size", "note"], [[grown.size, note]]);
          end = grown;
          return records;
        })
        .catch((error: unknown) => {
          end = null;
          throw error;
        }),
  };
}

const selectRecord = `SELECT ${recordColumns.join(", ")} FROM record`;

function readerOf(sql: Sql): Omit<LedgerReader, "keys"> {
  return {
    records: async ({ start, end }) =>
      recordRow
        .array()
        .parse(
          await sql.rows(`${selectRecord} WHERE seq >= $1 AND seq < $2 ORDER BY seq`, [start, end]),
        ),
    nodes: async (height, { start, end }) =>
      new Map(
        nodeRow
          .array()
          .parse(
            await sql.rows(
              "SELECT idx, hash FROM node WHERE height = $1 AND idx >= $2 AND idx < $3 ORDER BY idx",
              [height, start, end],
            ),
          )
          .map(({ idx, hash }) => [idx, hash]),
      ),
    checkpoints: async ({ start, end }) =>
      checkpointRow
        .array()
        .parse(
          await sql.rows(
            "SELECT size, note FROM checkpoint WHERE size > $1 AND size <= $2 ORDER BY size",
            [start, end],
          ),
        ),
    sizes: async () => {
      const [count] = countRow
        .array()
        .parse(await sql.rows("SELECT COALESCE(MAX(seq) + 1, 0) AS count FROM record"));
      return { records: count?.count ?? 0, signed: (await headOf(sql))?.size ?? 0 };
    },
  };
}

async function headOf(sql: Sql): Promise<StoredCheckpoint | null> {
  const rows = await sql.rows("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1");
  return checkpointRow.array().parse(rows)[0] ?? null;
}

async function withoutKnown(sql: Sql, entries: readonly SealedEntry[]): Promise<SealedEntry[]> {
  const fresh = new Map<string, SealedEntry>();
  for (const one of entries) if (!fresh.has(one.event)) fresh.set(one.event, one);
  const rows = await rowsIn(sql, "SELECT event FROM record", "event", [...fresh.keys()]);
  for (const { event } of eventRow.array().parse(rows)) fresh.delete(event);
  return [...fresh.values()];
}

function load(sql: Sql, size: number): Promise<Growth> {
  return loadGrowth(size, (height, range) => hashesOf(sql, height, range));
}

/** Throws when one is missing: a tree must never grow from a torn end. */
async function hashesOf(sql: Sql, height: number, { start, end }: Range): Promise<Digest[]> {
  const rows =
    height === 0
      ? await sql.rows("SELECT hash FROM record WHERE seq >= $1 AND seq < $2 ORDER BY seq", [
          start,
          end,
        ])
      : await sql.rows(
          "SELECT hash FROM node WHERE height = $1 AND idx >= $2 AND idx < $3 ORDER BY idx",
          [height, start, end],
        );
  if (rows.length !== end - start)
    throw new Error(
      `Cannot read the log: of ${end - start} hashes at height ${height} from ${start} there are ${rows.length}. Run the audit.`,
    );
  return hashRow
    .array()
    .parse(rows)
    .map((one) => one.hash);
}

function valuesOf(record: StoredRecord): SqlValue[] {
  const { seq, event, subject, type, time, commitment, sealed, hash } = record;
  return [seq, event, subject, type, time, commitment, sealed, hash];
}
