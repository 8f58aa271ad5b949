/** A value of the SQL that SQLite and PostgreSQL share: BIGINT, TEXT, BYTEA. */
export type SqlValue = number | string | Buffer | null;
type SqlRow = Readonly<Record<string, unknown>>;

/** One connection inside a transaction. Parameters are written `$1`, `$2`, each once and in this order. */
export interface Sql {
  rows(text: string, params?: readonly SqlValue[]): Promise<readonly SqlRow[]>;
  /** `known` leaves out rows whose key is there already; without it they are an error. */
  insert(
    table: string,
    columns: readonly string[],
    rows: readonly SqlValue[][],
    known?: "skip",
  ): Promise<void>;
}

/** The port behind which both databases stand. */
export interface Database extends Sql {
  /**
   * Runs `work` in one transaction: all of it is durable when the promise resolves, nothing of it
   * when it rejects. `work` may run again after a conflict with another writer.
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Makes deleted rows unreadable in the database's own files, as far as the database can. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** Databases limit how many parameters a statement takes. */
const chunk = 500;

/** The rows of `select` whose `column` is one of `values`. */
export async function rowsIn(
  sql: Sql,
  select: string,
  column: string,
  values: readonly string[],
): Promise<SqlRow[]> {
  const found: SqlRow[] = [];
  for (let at = 0; at < values.length; at += chunk) {
    const part = values.slice(at, at + chunk);
    const places = part.map((_, place) => `$${place + 1}`).join(", ");
    found.push(...(await sql.rows(`${select} WHERE ${column} IN (${places})`, part)));
  }
  return found;
}
