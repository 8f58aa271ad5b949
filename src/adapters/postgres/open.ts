import { setTimeout } from "node:timers/promises";
import pg from "pg";
import * as z from "zod";
import type { Database, Sql, SqlValue } from "../store/sql.ts";
import { text } from "./text.ts";

const integers = new Set([pg.types.builtins.INT8, pg.types.builtins.INT4]);

// Sizes and times stay far below 2^53; a number that does not is refused by the schema of the row.
const types = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    integers.has(oid) ? Number : pg.types.getTypeParser(oid, format),
};

/** How long a writer tries to get its turn. */
const patience = 10_000;
/** Two writers that wait equally long meet again; so each waits a time of its own. */
const longestWait = 40;
/** Conflicts with another writer: its place, its row or its transaction came first. */
const conflicts = new Set(["23505", "40001", "40P01"]);

/**
 * Opens the ledger in PostgreSQL or a cluster that speaks its protocol. Throws when the tables are
 * not there, and when the role could change them: there the grants are what keeps the log append-only.
 */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 4, types });
  // A connection lost between two queries is replaced by the next query, which also reports trouble.
  pool.on("error", () => undefined);
  try {
    await refusePower(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    ...sqlOf(pool),
    transaction: (work) => inTransaction(pool, work),
    // Autovacuum frees the pages; the keys in them go with the next write to the page.
    scrub: async () => undefined,
    close: () => pool.end(),
  };
}

const powers = z.array(z.object({ name: z.string(), power: z.string() }));

async function refusePower(pool: pg.Pool): Promise<void> {
  const there = await pool.query("SELECT to_regclass('record') AS found");
  if (z.array(z.object({ found: z.string().nullable() })).parse(there.rows)[0]?.found == null)
    throw new Error(text.notSetUp);
  const { rows } = await pool.query(
    `SELECT current_user::text AS name, tables.name || ' ' || powers.name AS power
     FROM (VALUES ('record'), ('node'), ('checkpoint')) AS tables(name),
          (VALUES ('UPDATE'), ('DELETE'), ('TRUNCATE')) AS powers(name)
     WHERE has_table_privilege(current_user, tables.name, powers.name)`,
  );
  const [first] = powers.parse(rows);
  if (first) throw new Error(text.tooPowerful(first.name, first.power));
}

async function inTransaction<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const until = performance.now() + patience;
  for (;;) {
    const client = await pool.connect();
    let broken = false;
    try {
      await client.query("BEGIN");
      const done = await work(sqlOf(client));
      await client.query("COMMIT");
      return done;
    } catch (error) {
      broken = await client.query("ROLLBACK").then(
        () => false,
        () => true,
      );
      if (performance.now() > until || !isConflict(error)) throw error;
    } finally {
      client.release(broken);
    }
    await setTimeout(Math.random() * longestWait);
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && conflicts.has(error.code ?? "");
}

interface Queryable {
  query(text: string, params: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/** PostgreSQL takes at most 65,535 parameters. */
const parameters = 32_000;

function sqlOf(client: Queryable): Sql {
  return {
    rows: async (text, params = []) => (await client.query(text, [...params])).rows,
    async insert(table, columns, rows, known) {
      const height = Math.floor(parameters / columns.length);
      for (let at = 0; at < rows.length; at += height) {
        const part = rows.slice(at, at + height);
        const head = `INSERT INTO ${table} (${columns.join(", ")})`;
        const end = known === "skip" ? " ON CONFLICT DO NOTHING" : "";
        await client.query(`${head} VALUES ${placesOf(part)}${end}`, part.flat());
      }
    },
  };
}

function placesOf(rows: readonly SqlValue[][]): string {
  let place = 0;
  return rows.map((row) => `(${row.map(() => `$${++place}`).join(", ")})`).join(", ");
}
