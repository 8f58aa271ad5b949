import pg from "pg";
import { createTables, keyTables, ledgerTables } from "../store/schema.ts";

/**
 * Makes the tables as their owner and lets `role` add and read, and delete nothing but keys. Can be
 * run again. The owner's connection is not needed afterwards.
 */
export async function setUpPostgres(ownerUrl: string, role: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const statement of createTables("postgres", [...ledgerTables, ...keyTables]))
      await client.query(statement);
    const name = client.escapeIdentifier(role);
    const [ledger, keys] = [namesOf(ledgerTables), namesOf(keyTables)];
    await client.query(`REVOKE ALL ON ${ledger}, ${keys} FROM PUBLIC, ${name}`);
    await client.query(`GRANT SELECT, INSERT ON ${ledger} TO ${name}`);
    await client.query(`GRANT SELECT, INSERT, DELETE ON ${keys} TO ${name}`);
  } finally {
    await client.end();
  }
}

function namesOf(tables: readonly { readonly name: string }[]): string {
  return tables.map((one) => one.name).join(", ");
}
