import { closeSync, openSync } from "node:fs";
import { constants, DatabaseSync, type StatementSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { createTables, keyTables, ledgerTables } from "../store/schema.ts";
import type { Database, Sql } from "../store/sql.ts";
import { appendOnly } from "./guards.ts";

/** How long a writer waits for another one, in steps that leave the process free in between. */
const patience = 10_000;
const step = 20;
const busy = 5;
const cacheKilobytes = 64_000;
/** 32 MB: a batch's pages are copied into the file once for many batches. */
const pagesInLog = 8_000;

/** The ledger's file. Every connection refuses to change or delete what is written. */
export function openLedgerFile(path: string): Database {
  const database = open(path);
  for (const statement of createTables("sqlite", ledgerTables)) database.exec(statement);
  for (const statement of appendOnly) database.exec(statement);
  // Without this a REPLACE deletes the old row and no trigger hears of it.
  database.exec("PRAGMA recursive_triggers = ON");
  database.enableDefensive(true);
  database.setAuthorizer((action) =>
    allowed.has(action) ? constants.SQLITE_OK : constants.SQLITE_DENY,
  );
  return serve(database);
}

const allowed = new Set([
  constants.SQLITE_SELECT,
  constants.SQLITE_READ,
  constants.SQLITE_INSERT,
  constants.SQLITE_FUNCTION,
  constants.SQLITE_TRANSACTION,
]);

/** The keys' file: here deleting is the point, and what is deleted is overwritten. */
export function openKeyFile(path: string): Database {
  const database = open(path);
  database.exec("PRAGMA secure_delete = ON");
  for (const statement of createTables("sqlite", keyTables)) database.exec(statement);
  return serve(database);
}

function open(path: string): DatabaseSync {
  // SQLite gives its side files the mode of the main one.
  closeSync(openSync(path, "a", 0o600));
  const database = new DatabaseSync(path, { timeout: step, allowExtension: false });
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA trusted_schema = OFF");
  // Names are hashes: each batch touches pages all over the indexes, and they should not be read again.
  database.exec(`PRAGMA cache_size = -${cacheKilobytes}`);
  database.exec(`PRAGMA wal_autocheckpoint = ${pagesInLog}`);
  return database;
}

function serve(database: DatabaseSync): Database {
  const sql = sqlOf(database);
  // One connection: a second transaction waits until the first has ended.
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...sql,
    transaction(work) {
      const next = last.then(() => inTransaction(database, () => work(sql)));
      last = next.catch(() => undefined);
      return next;
    },
    async scrub() {
      await last;
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    },
    async close() {
      await last;
      database.close();
    },
  };
}

async function inTransaction<T>(database: DatabaseSync, work: () => Promise<T>): Promise<T> {
  await begin(database);
  try {
    const done = await work();
    database.exec("COMMIT");
    return done;
  } catch (error) {
    // A full disk makes SQLite roll back by itself.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

// Waiting inside SQLite would stop this process, and with it a writer of its own that it waits for.
async function begin(database: DatabaseSync): Promise<void> {
  const until = performance.now() + patience;
  for (;;)
    try {
      database.exec("BEGIN IMMEDIATE");
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
      await setTimeout(step);
    }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === busy;
}

function sqlOf(database: DatabaseSync): Sql {
  const statements = new Map<string, StatementSync>();
  const prepared = (text: string) => {
    const known = statements.get(text) ?? database.prepare(text);
    statements.set(text, known);
    return known;
  };
  return {
    // SQLite finds a place by its name each time, and by its order at once.
    rows: async (text, params = []) => prepared(text.replace(/\$\d+/g, "?")).all(...params),
    async insert(table, columns, rows, known) {
      const places = columns.map(() => "?").join(", ");
      const end = known === "skip" ? " ON CONFLICT DO NOTHING" : "";
      const head = `INSERT INTO ${table} (${columns.join(", ")})`;
      const statement = prepared(`${head} VALUES (${places})${end}`);
      for (const row of rows) statement.run(...row);
    },
  };
}
