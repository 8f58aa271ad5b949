import { keyRow, subjectRow } from "./schema.ts";
import { type Database, rowsIn, type Sql } from "./sql.ts";

/** A keyed hash of something that people look orders up by. */
export interface Token {
  readonly token: string;
  readonly subject: string;
}

/** Keys of bodies and the index of people: the one place from which something is ever deleted. */
export interface KeyStore {
  keys(subjects: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
  /**
   * Keeps a key for each subject that has none, and index entries; returns the keys that count
   * afterwards.
   */
  ensure(
    wanted: ReadonlyMap<string, Buffer>,
    tokens?: readonly Token[],
  ): Promise<ReadonlyMap<string, Buffer>>;
  find(token: string): Promise<readonly string[]>;
  /** All keys, a page at a time, in order of their subjects. */
  page(after: string, count: number): Promise<readonly { subject: string; key: Buffer }[]>;
  /** Destroys keys and index entries; afterwards they are in no file of the database. */
  destroy(subjects: readonly string[]): Promise<void>;
}

export function openKeyStore(database: Database): KeyStore {
  return {
    keys: (subjects) => keysOf(database, subjects),
    ensure: (wanted, tokens = []) =>
      database.transaction(async (sql) => {
        const known = await keysOf(sql, [...wanted.keys()]);
        const missing = [...wanted].filter(([subject]) => !known.has(subject));
        await sql.insert(
          "body_key",
          ["subject", "key"],
          missing.map(([subject, key]) => [subject, key]),
        );
        const rows = tokens.map(({ token, subject }) => [token, subject]);
        await sql.insert("lookup", ["token", "subject"], rows, "skip");
        return new Map([...known, ...missing]);
      }),
    find: async (token) =>
      subjectRow
        .array()
        .parse(
          await database.rows("SELECT subject FROM lookup WHERE token = $1 ORDER BY subject", [
            token,
          ]),
        )
        .map((one) => one.subject),
    page: async (after, count) =>
      keyRow
        .array()
        .parse(
          await database.rows(
            "SELECT subject, key FROM body_key WHERE subject > $1 ORDER BY subject LIMIT $2",
            [after, count],
          ),
        ),
    async destroy(subjects) {
      await database.transaction(async (sql) => {
        for (const subject of subjects) {
          await sql.rows("DELETE FROM body_key WHERE subject = $1", [subject]);
          await sql.rows("DELETE FROM lookup WHERE subject = $1", [subject]);
        }
      });
      await database.scrub();
    },
  };
}

async function keysOf(sql: Sql, subjects: readonly string[]): Promise<Map<string, Buffer>> {
  const rows = await rowsIn(sql, "SELECT subject, key FROM body_key", "subject", subjects);
  return new Map(
    keyRow
      .array()
      .parse(rows)
      .map(({ subject, key }) => [subject, key]),
  );
}
