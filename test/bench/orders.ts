import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { folderTarget } from "../../src/adapters/files/target.ts";
import { openLedgerFile } from "../../src/adapters/sqlite/open.ts";
import { openLedgerStore } from "../../src/adapters/store/ledger-store.ts";
import { auditCounter } from "../../src/counter/audit.ts";
import { createBackup } from "../../src/counter/backup/create.ts";
import { restore } from "../../src/counter/backup/restore.ts";
import type { Counter } from "../../src/counter/counter.ts";
import { openCounter } from "../../src/counter/open.ts";
import { prove } from "../../src/counter/prove.ts";
import { takeIn } from "../../src/counter/take-in.ts";
import { signCheckpoint } from "../../src/ledger/checkpoint.ts";
import { createSigner, generateNoteKey } from "../../src/ledger/note.ts";
import { sealEntry } from "../../src/ledger/record.ts";
import { newBodyKey } from "../../src/ledger/seal.ts";
import { sightings } from "../counter/desk.ts";
import { line, spread } from "./report.ts";

// The growth is measured from a tenth of this to this.
const many = Number(process.env.BENCH_ORDERS ?? 100_000);
const singles = 1_000;
const batched = 20_000;

/** The order desk beside bare SQLite, and its backups beside tar, zstd and age. */
export async function benchOrders(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "countersign-bench-"));
  try {
    bareBatches(join(dir, "bare.sqlite"));
    await appendOnly(join(dir, "append.sqlite"));
    const counter = await openCounter({ dir: join(dir, "orders") });
    await takeMany(counter, 0, many / 10);
    const small = await measureSingles(counter, "s", dir);
    memory(many / 10);
    await takeMany(counter, many / 10, many);
    memory(many);
    const large = await measureSingles(counter, "l", dir);
    line(`single append at ${many} beside ${many / 10} orders, ratio`, (large / small).toFixed(2));
    await measureReading(counter, dir);
    await measureBackup(counter, dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const body = Buffer.alloc(600);

function openBare(path: string) {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  database.exec("CREATE TABLE IF NOT EXISTS t (body BLOB)");
  return { database, insert: database.prepare("INSERT INTO t VALUES (?)") };
}

function bareInsert(path: string): void {
  // What an import before this left to be written would be measured instead.
  spawnSync("sync");
  const { database, insert } = openBare(path);
  const started = performance.now();
  for (let at = 0; at < singles; at++) insert.run(body);
  line("bare SQLite, durable inserts a second", rate(singles, started));
  database.close();
}

function bareBatches(path: string): void {
  const { database, insert } = openBare(path);
  const batches = performance.now();
  for (let at = 0; at < batched; at += 500) {
    database.exec("BEGIN");
    for (let one = 0; one < 500; one++) insert.run(body);
    database.exec("COMMIT");
  }
  line("bare SQLite, inserts by 500, a second", rate(batched, batches));
  database.close();
}

/** What the log itself costs: leaves, tree, signature and transaction, of entries that are sealed already. */
async function appendOnly(path: string): Promise<void> {
  const database = openLedgerFile(path);
  const ledger = openLedgerStore(database);
  const key = newBodyKey();
  const signer = createSigner("bench", generateNoteKey());
  const sign = (size: number, root: Buffer) =>
    signCheckpoint({ origin: "bench", size, root }, [signer]);
  let spent = 0;
  for (let at = 0; at < batched; at += 500) {
    const entries = Array.from({ length: 500 }, (_, one) => {
      const event = `event-${at + one}-of-the-bench`;
      return sealEntry({ event, subject: event, type: "order.received", time: at, body }, key);
    });
    const started = performance.now();
    await ledger.append(entries, sign);
    spent += performance.now() - started;
  }
  line(
    "log alone, appended by 500, a second",
    Math.round((batched / spent) * 1000).toLocaleString("en"),
  );
  await database.close();
}

const memory = (orders: number) =>
  line(
    `most memory of the process up to ${orders} orders, MB`,
    Math.round(process.resourceUsage().maxRSS / 1000).toString(),
  );

const rate = (count: number, started: number) =>
  Math.round((count / (performance.now() - started)) * 1000).toLocaleString("en");

async function takeMany(counter: Counter, from: number, to: number): Promise<void> {
  const started = performance.now();
  for (let at = from; at < to; at += 5_000)
    await takeIn(counter, sightings(Math.min(5_000, to - at), `b${at}-`), {
      via: "import",
      actor: "bench",
    });
  line(`orders taken in by 5,000, ${from} to ${to}, a second`, rate(to - from, started));
}

/** Milliseconds of the middle one. */
async function measureSingles(counter: Counter, prefix: string, dir: string): Promise<number> {
  bareInsert(join(dir, `bare-${prefix}.sqlite`));
  const times: number[] = [];
  for (const one of sightings(singles, prefix)) {
    const started = performance.now();
    await takeIn(counter, [one], { via: "live", actor: "bench" });
    times.push(performance.now() - started);
  }
  const event = { type: "remark.added" as const, data: { text: "x" } };
  const started = performance.now();
  const subject = counter.subjectOf("shop", `${prefix}0`);
  for (let at = 0; at < singles; at++) await counter.write([{ subject, actor: "bench", event }]);
  line("a new order, durable and found again, milliseconds", spread(times, 2));
  line("one more event of an order, durable, a second", rate(singles, started));
  return times.toSorted((a, b) => a - b)[singles >> 1] ?? 0;
}

async function measureReading(counter: Counter, dir: string): Promise<void> {
  const { records } = await counter.ledger.sizes();
  const started = performance.now();
  const { inconsistencies } = await auditCounter(counter);
  line(`full audit of ${records} records, a second`, rate(records, started));
  if (inconsistencies.length > 0) throw new Error("the audit found something");
  const note = (await counter.ledger.head())?.note ?? "";
  await takeIn(counter, sightings(100, "after"), { via: "live", actor: "bench" });
  const partial = performance.now();
  await auditCounter(counter, { notes: [note], partial: true });
  line("audit of 100 new records, milliseconds", (performance.now() - partial).toFixed(1));
  const proving = performance.now();
  await prove(counter, counter.subjectOf("shop", "b0-7"));
  line("an order's proof, milliseconds", (performance.now() - proving).toFixed(1));
  const size = statSync(join(dir, "orders/ledger.sqlite")).size;
  line("bytes a record on disk", Math.round(size / records).toString());
}

async function measureBackup(counter: Counter, dir: string): Promise<void> {
  const identity = await generateIdentity();
  const recipients = [
    await identityToRecipient(identity),
    await identityToRecipient(await generateIdentity()),
  ];
  const target = folderTarget(join(dir, "disk"));
  const plain = statSync(join(dir, "orders/ledger.sqlite")).size / 1e6;
  const common = {
    counter,
    dir: join(dir, "orders"),
    target,
    recipients,
    repository: undefined,
    env: process.env,
  };
  const started = performance.now();
  const { manifest } = await createBackup({ ...common, full: true });
  const seconds = (performance.now() - started) / 1000;
  line("first backup, MB of ledger a second", (plain / seconds).toFixed(0));
  besideTools(dir, plain, recipients);
  const restoring = performance.now();
  const into = join(dir, "restored");
  const { size } = await restore({
    target,
    manifest,
    identities: [identity],
    into,
    env: process.env,
  });
  line("restored and audited, records a second", rate(size, restoring));
}

/** The same file by the tools that are installed. */
function besideTools(dir: string, plain: number, recipients: readonly string[]): void {
  const ledger = join(dir, "orders/ledger.sqlite");
  const to = recipients.map((one) => `-r ${one}`).join(" ");
  writeFileSync(join(dir, "password"), "bench");
  const tools = {
    "tar | zstd | age": `tar -c ${ledger} 2>/dev/null | zstd -q -3 | age ${to} > ${dir}/tools.age`,
    restic: `export RESTIC_REPOSITORY=${dir}/restic RESTIC_PASSWORD_FILE=${dir}/password; restic init -q && restic backup -q ${ledger}`,
  };
  for (const [name, command] of Object.entries(tools)) {
    const [program = ""] = name.split(" ").reverse();
    if (spawnSync(program, ["--version"]).error) continue;
    const started = performance.now();
    const { status } = spawnSync("sh", ["-c", command], { stdio: "ignore" });
    const seconds = (performance.now() - started) / 1000;
    if (status === 0) line(`${name}, MB of ledger a second`, (plain / seconds).toFixed(0));
  }
}
