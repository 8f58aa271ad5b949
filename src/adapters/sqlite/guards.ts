const refused = (what: string) => `SELECT RAISE(ABORT, '${what}')`;

/**
 * Triggers that keep the ledger's tables append-only, for every program that opens the file.
 * They prevent mistakes; who owns the file can drop them, and the audit then finds what was done.
 */
export const appendOnly: readonly string[] = ["record", "node", "checkpoint"].flatMap((table) => [
  trigger(table, "no_update", "BEFORE UPDATE", "the ledger is append-only"),
  trigger(table, "no_delete", "BEFORE DELETE", "the ledger is append-only"),
  ...guards(table),
]);

// REPLACE deletes without a DELETE trigger where recursive triggers are off; the insert guard hears it.
function guards(table: string): string[] {
  const same = {
    record: "seq = NEW.seq OR event = NEW.event",
    node: "height = NEW.height AND idx = NEW.idx",
    checkpoint: "size = NEW.size",
  }[table];
  const taken = `BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${same})`;
  const lines = [
    `CREATE TRIGGER IF NOT EXISTS ${table}_taken ${taken} BEGIN ${refused("already recorded")}; END`,
  ];
  if (table !== "record") return lines;
  const gap = "NEW.seq <> (SELECT COALESCE(MAX(seq) + 1, 0) FROM record)";
  return [
    ...lines,
    `CREATE TRIGGER IF NOT EXISTS record_gap BEFORE INSERT ON record WHEN ${gap} BEGIN ${refused("out of order")}; END`,
  ];
}

function trigger(table: string, name: string, when: string, what: string): string {
  return `CREATE TRIGGER IF NOT EXISTS ${table}_${name} ${when} ON ${table} BEGIN ${refused(what)}; END`;
}
