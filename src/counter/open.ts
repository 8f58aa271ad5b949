import { join } from "node:path";
import { makePrivateFolder } from "../adapters/files/durable.ts";
import { openKeyFile, openLedgerFile } from "../adapters/sqlite/open.ts";
import { openKeyStore } from "../adapters/store/key-store.ts";
import { openLedgerStore } from "../adapters/store/ledger-store.ts";
import type { Database } from "../adapters/store/sql.ts";
import { type MachineClock, machineClock } from "./clock.ts";
import { type Counter, createCounter } from "./counter.ts";
import { openIdentity } from "./identity.ts";

export interface CounterOptions {
  /** Where keys, and without a database server the log, are kept; outside git. */
  readonly dir: string;
  /** PostgreSQL, or a cluster that speaks its protocol; SQLite in `dir` without it. */
  readonly databaseUrl?: string | undefined;
  readonly clock?: MachineClock;
}

export async function openCounter({ dir, databaseUrl, clock }: CounterOptions): Promise<Counter> {
  await makePrivateFolder(dir);
  const identity = await openIdentity(dir);
  const { ledger, keys } = await openDatabases(dir, databaseUrl);
  return createCounter({
    identity,
    ledger: openLedgerStore(ledger),
    keys: openKeyStore(keys),
    clock: clock ?? machineClock(),
    async close() {
      await ledger.close();
      if (keys !== ledger) await keys.close();
    },
  });
}

/** The log and the keys: in `dir`, or both on the server that `url` names. */
export async function openDatabases(
  dir: string,
  url: string | undefined,
): Promise<{ ledger: Database; keys: Database }> {
  if (url !== undefined) {
    // Who runs one machine needs no driver for a server.
    const { openPostgres } = await import("../adapters/postgres/open.ts");
    const both = await openPostgres(url);
    return { ledger: both, keys: both };
  }
  const keys = openKeyFile(join(dir, "keys.sqlite"));
  return { ledger: openLedgerFile(join(dir, "ledger.sqlite")), keys };
}

export type { Counter };
