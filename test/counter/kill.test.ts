import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderTarget } from "../../src/adapters/files/target.ts";
import { finishedSets, objectsOf } from "../../src/backup/manifest.ts";
import { auditCounter } from "../../src/counter/audit.ts";
import { checkObject, readSet } from "../../src/counter/backup/sets.ts";
import { openCounter } from "../../src/counter/open.ts";
import { takeIn } from "../../src/counter/take-in.ts";
import { asBytes, taobaoList } from "../orders/exports.ts";
import { makeFolder, sightings } from "./desk.ts";

const soaking = process.env.SOAK !== undefined;
const rounds = (short: number, long: number) => (soaking ? long : short);
const patience = soaking ? 3_600_000 : 120_000;

let folder: ReturnType<typeof makeFolder>;
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => folder.remove());

// A fixed series of moments, so that a failure can be repeated.
let state = Number(process.env.SEED ?? 11);
const random = (below: number) => {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
  return state % below;
};

/** Runs a job and kills it the hard way; what it had said by then. A job that ends first is not killed. */
function runAndKill(args: readonly string[], after: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["test/counter/worker.ts", ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    let timer: NodeJS.Timeout | undefined;
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      // Counted from the first sign of life: how long a start takes tells nothing.
      timer ??= setTimeout(() => child.kill("SIGKILL"), after);
    });
    if (args[0] !== "append") timer = setTimeout(() => child.kill("SIGKILL"), 300 + after);
    child.on("error", reject);
    child.on("close", () => {
      clearTimeout(timer);
      resolve(said.split("\n").slice(0, -1));
    });
  });
}

async function withOrders<T>(
  dir: string,
  work: (counter: Awaited<ReturnType<typeof openCounter>>) => Promise<T>,
): Promise<T> {
  const counter = await openCounter({ dir });
  try {
    return await work(counter);
  } finally {
    await counter.close();
  }
}

const worker = "test/counter/worker.ts";

/** Runs a job that may write no file beyond so many kilobytes, as on a disk that is full; what it had said. */
function runOnFullDisk(args: readonly string[], kilobytes: number, program = worker) {
  // A write beyond the limit fails; without the trap it would end the program instead.
  const script = `trap '' XFSZ; ulimit -f ${kilobytes * 2}; exec "$@"`;
  const command = [process.execPath, program, ...args];
  const env = {
    ...process.env,
    COUNTERSIGN_ORDERS: join(folder.dir, "full/orders"),
    DATABASE_URL: undefined,
  };
  const ran = spawnSync("sh", ["-c", script, "sh", ...command], { encoding: "utf8", env });
  return { status: ran.status, said: ran.stdout.split("\n").slice(0, -1), errors: ran.stderr };
}

const typesOf = async (counter: Awaited<ReturnType<typeof openCounter>>, type: string) =>
  (await counter.ledger.records({ start: 0, end: 1e6 })).filter((one) => one.type === type);

describe("on a disk that is full", () => {
  const dir = () => join(folder.dir, "full");

  it("nothing acknowledged is lost, and the log goes on when there is room", {
    timeout: patience,
  }, async () => {
    mkdirSync(dir());
    const { status, said, errors } = runOnFullDisk(["append", dir(), "f"], 1_500);
    expect(status, errors).not.toBe(0);
    expect(said.length).toBeGreaterThan(0);
    await withOrders(join(dir(), "orders"), async (counter) => {
      for (const id of said)
        expect(await counter.stateOf(counter.subjectOf("shop", id)), id).not.toBeNull();
      await takeIn(counter, sightings(3, "later"), { via: "live", actor: "shop" });
      expect((await auditCounter(counter)).inconsistencies).toEqual([]);
    });
  });

  it("the command says what could not be done, and what to do", { timeout: patience }, () => {
    const lines = Array.from({ length: 3_000 }, (_, at) => ({ id: `${800_000 + at}` }));
    const file = join(dir(), "list.csv");
    writeFileSync(file, asBytes(taobaoList(lines), "gb18030"));
    const { status, errors } = runOnFullDisk(["import", file], 1_500, "scripts/orders.ts");
    expect([status, errors]).toEqual([1, expect.stringContaining("磁盘写不下了")]);
  });

  it("a backup does not count", { timeout: patience }, async () => {
    const recipient = await identityToRecipient(await generateIdentity());
    await withOrders(join(dir(), "orders"), (counter) =>
      takeIn(counter, sightings(2_000, "many"), { via: "live", actor: "shop" }),
    );
    const { status, said } = runOnFullDisk(["backup", dir(), "", recipient], 200);
    expect([status === 0, said]).toEqual([false, []]);
    expect(finishedSets(await folderTarget(join(dir(), "disk")).list())).toEqual([]);
  });
});

describe("killed at any moment", () => {
  it("nothing acknowledged is lost, nothing half-done is believed, and the log goes on", {
    timeout: patience,
  }, async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds(5, 300); round++)
      acknowledged.push(...(await runAndKill(["append", folder.dir, `r${round}`], random(150))));
    expect(acknowledged.length).toBeGreaterThan(0);
    await withOrders(join(folder.dir, "orders"), async (counter) => {
      expect((await auditCounter(counter)).inconsistencies).toEqual([]);
      for (const id of acknowledged)
        expect(await counter.stateOf(counter.subjectOf("shop", id)), id).not.toBeNull();
    });
  });

  it("an import that is begun again has every order once", { timeout: patience }, async () => {
    const dir = join(folder.dir, "importing");
    mkdirSync(dir);
    const orders = rounds(6_000, 60_000);
    const lines = Array.from({ length: orders }, (_, at) => ({ id: `${700_000 + at}` }));
    writeFileSync(join(dir, "list.csv"), asBytes(taobaoList(lines), "gb18030"));
    for (let round = 0; round < rounds(4, 60); round++)
      await runAndKill(["import", dir], random(1_500));
    expect(await runAndKill(["import", dir], 3_600_000)).toEqual(["imported"]);
    await withOrders(join(dir, "orders"), async (counter) => {
      expect(await typesOf(counter, "order.received")).toHaveLength(orders);
      expect((await auditCounter(counter)).inconsistencies).toEqual([]);
    });
  });

  it("an export is whole, or is not there", { timeout: patience }, async () => {
    const dir = join(folder.dir, "exporting");
    const said: string[] = [];
    await withOrders(join(dir, "orders"), async (counter) => {
      const { written } = await takeIn(counter, sightings(300), { via: "live", actor: "shop" });
      const event = { type: "order.confirmed" as const, data: { note: "" } };
      await counter.write(
        written.map(({ record }) => ({ subject: record.subject, actor: "clerk", event })),
      );
    });
    for (let round = 0; round < rounds(4, 60); round++) {
      const name = `out-${round}.jsonl`;
      said.push(...(await runAndKill(["export", dir, name], random(500))));
      if (!existsSync(join(dir, name))) continue;
      const lines = readFileSync(join(dir, name), "utf8").trim().split("\n");
      expect(lines.map((line) => JSON.parse(line))).toHaveLength(300);
    }
    await withOrders(join(dir, "orders"), async (counter) => {
      expect((await typesOf(counter, "orders.exported")).length).toBeGreaterThanOrEqual(
        said.length,
      );
      expect((await auditCounter(counter)).inconsistencies).toEqual([]);
    });
  });

  it("a backup is whole or does not count", { timeout: patience }, async () => {
    const identity = await generateIdentity();
    const recipient = await identityToRecipient(identity);
    const said: string[] = [];
    for (let round = 0; round < rounds(3, 60); round++)
      said.push(...(await runAndKill(["backup", folder.dir, "", recipient], random(1_500))));
    const target = folderTarget(join(folder.dir, "disk"));
    const finished = finishedSets(await target.list());
    expect(finished).toEqual(expect.arrayContaining(said));
    for (const set of finished)
      for (const object of objectsOf(await readSet(target, set, null)))
        await checkObject(target, object);
  });

  it("a restore is whole and in order, or is not there", { timeout: patience }, async () => {
    const identity = await generateIdentity();
    const recipient = await identityToRecipient(identity);
    await runAndKill(["backup", folder.dir, "", recipient], 3_600_000);
    for (let round = 0; round < rounds(3, 60); round++) {
      const name = `restored-${round}`;
      await runAndKill(["restore", folder.dir, name, "", identity], random(1_500));
      const into = join(folder.dir, name);
      if (!existsSync(into)) continue;
      await withOrders(into, async (counter) =>
        expect((await auditCounter(counter)).inconsistencies).toEqual([]),
      );
    }
  });
});
