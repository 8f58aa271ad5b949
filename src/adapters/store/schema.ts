import * as z from "zod";

export type Dialect = "sqlite" | "postgres";

interface Table {
  readonly name: string;
  /** Name, type and constraint; types are PostgreSQL's. */
  readonly columns: readonly string[];
  readonly rules: readonly string[];
  /** Nothing but its primary key: SQLite then needs no second tree for it. */
  readonly keyOnly?: true;
}

/** What may only grow. */
export const ledgerTables: readonly Table[] = [
  {
    name: "record",
    columns: [
      "seq BIGINT NOT NULL PRIMARY KEY",
      "event TEXT NOT NULL UNIQUE",
      "subject TEXT NOT NULL",
      "type TEXT NOT NULL",
      "time BIGINT NOT NULL",
      "commitment BYTEA NOT NULL",
      "sealed BYTEA NOT NULL",
      "hash BYTEA NOT NULL",
    ],
    rules: ["CHECK (seq >= 0)"],
  },
  {
    name: "node",
    columns: ["height BIGINT NOT NULL", "idx BIGINT NOT NULL", "hash BYTEA NOT NULL"],
    rules: ["PRIMARY KEY (height, idx)"],
  },
  {
    name: "checkpoint",
    columns: ["size BIGINT NOT NULL PRIMARY KEY", "note TEXT NOT NULL"],
    rules: [],
  },
];

/** What is deleted when its time is over: keys of bodies, and the index by which people find orders. */
export const keyTables: readonly Table[] = [
  {
    name: "body_key",
    columns: ["subject TEXT NOT NULL PRIMARY KEY", "key BYTEA NOT NULL"],
    rules: [],
  },
  {
    name: "lookup",
    columns: ["token TEXT NOT NULL", "subject TEXT NOT NULL"],
    rules: ["PRIMARY KEY (token, subject)"],
    keyOnly: true,
  },
];

export function createTables(dialect: Dialect, tables: readonly Table[]): string[] {
  return [
    ...tables.map(({ name, columns, rules, keyOnly }) => {
      const parts = [...columns, ...rules].join(", ");
      return dialect === "sqlite"
        ? `CREATE TABLE IF NOT EXISTS ${name} (${sqliteTypes(parts)}) STRICT${keyOnly ? ", WITHOUT ROWID" : ""}`
        : `CREATE TABLE IF NOT EXISTS ${name} (${parts})`;
    }),
    ...tables.flatMap(({ name, columns }) =>
      columns.some((one) => one.startsWith("subject TEXT NOT NULL")) && name !== "body_key"
        ? [`CREATE INDEX IF NOT EXISTS ${name}_subject ON ${name} (subject)`]
        : [],
    ),
  ];
}

function sqliteTypes(parts: string): string {
  return parts.replaceAll("BIGINT", "INTEGER").replaceAll("BYTEA", "BLOB");
}

const bytes = z
  .instanceof(Uint8Array)
  .transform((one) => Buffer.from(one.buffer, one.byteOffset, one.length));

export const recordRow = z.object({
  seq: z.int(),
  event: z.string(),
  subject: z.string(),
  type: z.string(),
  time: z.int(),
  commitment: bytes,
  sealed: bytes,
  hash: bytes,
});
export const recordColumns = Object.keys(recordRow.shape);
export const nodeRow = z.object({ idx: z.int(), hash: bytes });
export const hashRow = z.object({ hash: bytes });
export const checkpointRow = z.object({ size: z.int(), note: z.string() });
export const countRow = z.object({ count: z.int() });
export const eventRow = z.object({ event: z.string() });
export const subjectRow = z.object({ subject: z.string() });
export const keyRow = z.object({ subject: z.string(), key: bytes });
