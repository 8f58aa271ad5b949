import { text } from "../text.ts";
import { type Command, readOptions, UsageError } from "./command.ts";

const known = { role: { type: "string" } } as const;

/** Makes the tables in a PostgreSQL database and grants a role what it may do. */
export const setUp: Command = async (args, around) => {
  const { values } = readOptions(args, known);
  const url = around.env.DATABASE_OWNER_URL;
  if (!url || !values.role) throw new UsageError(text.setUpUsage);
  const { setUpPostgres } = await import("../../adapters/postgres/set-up.ts");
  await setUpPostgres(url, values.role);
  around.print(text.setUp(values.role));
  return 0;
};
