import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderTarget } from "../../src/adapters/files/target.ts";
import { finishedSets, objectsOf } from "../../src/backup/manifest.ts";
import { auditCounter } from "../../src/counter/audit.ts";
import { checkObject, readSet } from "../../src/counter/backup/sets.ts";
import { openCounter } from "../../src/counter/open.ts";
import { makeFolder } from "./desk.ts";

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
