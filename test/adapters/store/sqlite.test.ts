import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openKeyFile, openLedgerFile } from "../../../src/adapters/sqlite/open.ts";
import { openKeyStore } from "../../../src/adapters/store/key-store.ts";
import { storeContract } from "./contract.ts";

const triggers = ["record", "node", "checkpoint"].flatMap((table) =>
  ["no_update", "no_delete"].map((name) => `${table}_${name}`),
);

/** As whoever owns the file: triggers off, change, and nothing remembers. */
async function tamper(path: string, statement: string): Promise<void> {
  const owner = new DatabaseSync(path, { timeout: 5_000 });
  for (const name of triggers) owner.exec(`DROP TRIGGER ${name}`);
  owner.exec(statement);
  owner.close();
  await openLedgerFile(path).close();
}

storeContract("SQLite", async () => {
  const dir = mkdtempSync(join(tmpdir(), "countersign-store-"));
  const ledger = join(dir, "ledger.sqlite");
  return {
    open: async () => ({
      ledger: openLedgerFile(ledger),
      keys: openKeyFile(join(dir, "keys.sqlite")),
    }),
    tamper: (statement) => tamper(ledger, statement),
    remove: async () => rmSync(dir, { recursive: true, force: true }),
  };
});

describe("the files", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "countersign-store-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("belong to nobody else, side files included", async () => {
    const ledger = openLedgerFile(join(dir, "ledger.sqlite"));
    await ledger.insert("checkpoint", ["size", "note"], [[1, "x"]]);
    const modes = readdirSync(dir).map((name) => [name, statSync(join(dir, name)).mode & 0o777]);
    expect(modes).toEqual([
      ["ledger.sqlite", 0o600],
      ["ledger.sqlite-shm", 0o600],
      ["ledger.sqlite-wal", 0o600],
    ]);
    await ledger.close();
  });

  it("refuse REPLACE, settings and new triggers from the program itself", async () => {
    const ledger = openLedgerFile(join(dir, "ledger.sqlite"));
    await ledger.insert("checkpoint", ["size", "note"], [[1, "x"]]);
    for (const statement of [
      "REPLACE INTO checkpoint VALUES (1, 'y')",
      "INSERT OR REPLACE INTO checkpoint VALUES (1, 'y')",
      "PRAGMA recursive_triggers = OFF",
      "PRAGMA writable_schema = ON",
      "CREATE TRIGGER t BEFORE INSERT ON record BEGIN SELECT RAISE(IGNORE); END",
      "ATTACH ':memory:' AS other",
    ])
      await expect(ledger.rows(statement), statement).rejects.toThrow();
    expect(await ledger.rows("SELECT note FROM checkpoint")).toEqual([{ note: "x" }]);
    await ledger.close();
  });

  it("refuse REPLACE by another program too", async () => {
    const path = join(dir, "ledger.sqlite");
    const ledger = openLedgerFile(path);
    await ledger.insert("checkpoint", ["size", "note"], [[1, "x"]]);
    const other = new DatabaseSync(path);
    expect(() => other.exec("REPLACE INTO checkpoint VALUES (1, 'y')")).toThrow("already recorded");
    other.close();
    await ledger.close();
  });

  it("hold no trace of a destroyed key", async () => {
    const database = openKeyFile(join(dir, "keys.sqlite"));
    const keys = openKeyStore(database);
    const key = Buffer.from("a key of thirty-two bytes exactly");
    await keys.ensure(new Map([["s", key]]));
    const holds = () =>
      readdirSync(dir).some((name) => readFileSync(join(dir, name)).includes(key));
    expect(holds()).toBe(true);
    await keys.destroy(["s"]);
    expect(holds()).toBe(false);
    await database.close();
  });
});
