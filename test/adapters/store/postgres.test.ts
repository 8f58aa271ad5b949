import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostgres } from "../../../src/adapters/postgres/open.ts";
import { storeContract } from "./contract.ts";
import { asOwner, type Server, startPostgres } from "./postgres-server.ts";

let server: Server;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

storeContract("PostgreSQL", async () => {
  const { owner, clerk } = await server.fresh();
  return {
    open: async () => ({ ledger: await openPostgres(clerk), keys: await openPostgres(clerk) }),
    tamper: (statement) => asOwner(owner, `SET session_replication_role = replica; ${statement}`),
    remove: async () => undefined,
  };
});

describe("the role that writes", () => {
  it("may be no role that could change what is written", async () => {
    const { owner } = await server.fresh();
    await expect(openPostgres(owner)).rejects.toThrow("有权改动账本（record UPDATE）");
  });

  it("finds no log in a database that nobody set up, and says what to do", async () => {
    await expect(openPostgres(await server.bare())).rejects.toThrow("orders -- setup");
  });
});
