import { DatabaseSync } from "node:sqlite";
import type * as z from "zod";
import { type RecordKind, type RecordOf, records } from "./records.ts";

interface Numbered {
  readonly id: number;
}

interface Table<T extends Numbered> {
  get(id: number): T | undefined;
  /** In the order in which they were made. */
  all(): T[];
  find(test: (one: T) => boolean): T | undefined;
  filter(test: (one: T) => boolean): T[];
  /** Gives the record the next id, unless it brings one. Durable on return. */
  insert(value: Omit<T, "id"> & { id?: number }): T;
  /** Durable on return. Throws when there is no such record. */
  update(id: number, patch: Partial<T>): T;
  remove(id: number): void;
}

export type Store = { readonly [K in RecordKind]: Table<RecordOf<K>> } & {
  /** All that `work` writes becomes durable together, or none of it. `work` may not wait. */
  atomically<T>(work: () => T): T;
  close(): void;
};

// Ids of different kinds look different, as on GitHub: who takes one for another finds out.
const firstIds: Partial<Record<RecordKind, number>> = {
  user: 5_000,
  app: 70_000,
  pull: 1_800_000,
  review: 2_400_000,
  comment: 3_100_000,
  event: 4_200_000,
  push: 6_300_000,
  checkSuite: 7_400_000,
  checkRun: 8_500_000,
  status: 9_600_000,
  delivery: 20_000_000,
};

/**
 * Opens the forge's memory: one row a record, checked on the way in and out, all of it also held
 * in memory, since the forge serves one machine. Ids are never used twice, as on GitHub.
 */
export function openStore(file: string): Store {
  const db = new DatabaseSync(file);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
  db.exec(`CREATE TABLE IF NOT EXISTS record (
    kind TEXT NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT`);
  db.exec("CREATE TABLE IF NOT EXISTS last_id (kind TEXT PRIMARY KEY, id INTEGER NOT NULL) STRICT");
  const open = <T extends Numbered>(kind: RecordKind, schema: z.ZodType<T>) =>
    openTable(db, kind, schema);
  return {
    user: open("user", records.user),
    token: open("token", records.token),
    code: open("code", records.code),
    app: open("app", records.app),
    pull: open("pull", records.pull),
    review: open("review", records.review),
    comment: open("comment", records.comment),
    label: open("label", records.label),
    event: open("event", records.event),
    push: open("push", records.push),
    checkSuite: open("checkSuite", records.checkSuite),
    checkRun: open("checkRun", records.checkRun),
    status: open("status", records.status),
    ruleset: open("ruleset", records.ruleset),
    protection: open("protection", records.protection),
    setting: open("setting", records.setting),
    environment: open("environment", records.environment),
    secret: open("secret", records.secret),
    hook: open("hook", records.hook),
    delivery: open("delivery", records.delivery),
    atomically: (work) => atomically(db, work),
    close: () => db.close(),
  };
}

// A failure in the middle leaves the tables in memory ahead of the file: the process must not go
// on with them, and none of the writes can fail for another reason than the disk.
function atomically<T>(db: DatabaseSync, work: () => T): T {
  if (db.isTransaction) return work();
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}

function openTable<T extends Numbered>(
  db: DatabaseSync,
  kind: RecordKind,
  schema: z.ZodType<T>,
): Table<T> {
  const memory = readTable(db, kind, schema);
  const write = db.prepare("INSERT OR REPLACE INTO record (kind, id, body) VALUES (?, ?, ?)");
  const erase = db.prepare("DELETE FROM record WHERE kind = ? AND id = ?");
  const remember = db.prepare(
    "INSERT INTO last_id VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET id = max(id, excluded.id)",
  );
  const known = db.prepare("SELECT id FROM last_id WHERE kind = ?").get(kind)?.id;
  let last = Number(known ?? firstIds[kind] ?? 0);
  const put = (id: number, value: unknown): T => {
    const checked = schema.parse(value);
    write.run(kind, id, JSON.stringify(checked));
    memory.set(id, checked);
    return checked;
  };
  return {
    get: (id) => memory.get(id),
    all: () => [...memory.values()],
    find: (test) => memory.values().find(test),
    filter: (test) => memory.values().filter(test).toArray(),
    insert(value) {
      const id = value.id ?? last + 1;
      return atomically(db, () => {
        last = Math.max(last, id);
        remember.run(kind, last);
        return put(id, { ...value, id });
      });
    },
    update(id, patch) {
      const old = memory.get(id);
      if (!old) throw new Error(`Cannot update ${kind} ${id}: there is no such record`);
      return put(id, { ...old, ...patch, id });
    },
    remove(id) {
      erase.run(kind, id);
      memory.delete(id);
    },
  };
}

function readTable<T extends Numbered>(
  db: DatabaseSync,
  kind: RecordKind,
  schema: z.ZodType<T>,
): Map<number, T> {
  const rows = db.prepare("SELECT body FROM record WHERE kind = ? ORDER BY id").all(kind);
  const values = rows.map((row) => schema.parse(JSON.parse(String(row.body))));
  return new Map(values.map((one) => [one.id, one]));
}
