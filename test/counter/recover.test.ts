import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { create, restoreCommand } from "../../src/counter/backup/commands.ts";
import { BackupError } from "../../src/counter/backup/sets.ts";
import { type Command, UsageError } from "../../src/counter/commands/command.ts";
import { openCounter } from "../../src/counter/open.ts";
import { takeIn } from "../../src/counter/take-in.ts";
import { listen } from "../adapters/http/loopback.ts";
import { bucketApp } from "../adapters/s3/bucket.ts";
import { type Server, startPostgres } from "../adapters/store/postgres-server.ts";
import { makeFolder, sightings } from "./desk.ts";

let server: Server;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

let folder: ReturnType<typeof makeFolder>;
let path: (name: string) => string;
let bucket: Awaited<ReturnType<typeof listen>>;
let settings: string;
beforeEach(async () => {
  folder = makeFolder();
  path = (name) => join(folder.dir, name);
  bucket = await listen(bucketApp().app);
  const [company, custodian] = [await generateIdentity(), await generateIdentity()];
  writeFileSync(path("company.key"), company);
  const recipients = [await identityToRecipient(company), await identityToRecipient(custodian)];
  const target = {
    kind: "s3",
    endpoint: bucket.origin,
    bucket: "bucket",
    prefix: "shop/",
    path_style: true,
    access_key: "id",
    secret_key: "secret",
  };
  settings = JSON.stringify({ backup: { recipients, targets: [target] } });
  writeFileSync(path("bucket.yml"), JSON.stringify(target));
});
afterEach(async () => {
  await bucket.close();
  folder.remove();
});

async function run(databaseUrl: string | undefined, command: Command, ...args: string[]) {
  const lines: string[] = [];
  const env = { ...process.env, COUNTERSIGN_ORDERS: path("orders"), DATABASE_URL: databaseUrl };
  const print = (line: string) => lines.push(line);
  const stopped = new Promise<void>(() => undefined);
  const around = { env, print, say: () => undefined, terminal: false, stopped };
  const code = await command(args, around).catch((error: unknown) => {
    if (error instanceof BackupError || error instanceof UsageError) return error.message;
    throw error;
  });
  return { code, text: lines.join("\n") };
}

async function takeSome(databaseUrl?: string): Promise<void> {
  const counter = await openCounter({ dir: path("orders"), databaseUrl });
  await takeIn(counter, sightings(30), { via: "import", actor: "import" });
  await counter.close();
  writeFileSync(path("orders/settings.yml"), settings);
}

async function find(dir: string, databaseUrl?: string) {
  const counter = await openCounter({ dir, databaseUrl });
  const found = await counter.find("o7");
  await counter.close();
  return found;
}

const restoreTo = (name: string, databaseUrl: string | undefined, ...more: string[]) =>
  run(
    databaseUrl,
    restoreCommand,
    ...["--target", path("bucket.yml"), "--identity", path("company.key"), "--into", path(name)],
    ...more,
  );

describe("on a new machine", () => {
  it("the order desk comes back from a bucket, settings and all", async () => {
    await takeSome();
    expect(await run(undefined, create)).toMatchObject({ code: 0 });
    expect(await restoreTo("new", undefined)).toMatchObject({ code: 0 });
    expect(await find(path("new"))).toEqual(await find(path("orders")));
    expect(readFileSync(path("new/settings.yml"), "utf8")).toBe(settings);
  });

  it("what stood in PostgreSQL comes back into an empty PostgreSQL, and into no other", async () => {
    const [old, fresh] = [(await server.fresh()).clerk, (await server.fresh()).clerk];
    await takeSome(old);
    expect(await run(old, create)).toMatchObject({ code: 0 });
    expect((await restoreTo("new", old, "--postgres")).code).toContain("恢复不会覆盖任何东西");
    expect(await restoreTo("new", fresh, "--postgres")).toMatchObject({ code: 0 });
    expect(await find(path("new"), fresh)).toEqual(await find(path("orders"), old));
    expect((await restoreTo("other", undefined, "--postgres")).code).toContain("DATABASE_URL");
  });
});
