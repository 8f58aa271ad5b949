import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { openCheckpoint } from "../../src/ledger/checkpoint.ts";
import { newBodyKey } from "../../src/ledger/seal.ts";
import { auditShelf, fillShelf, makeRecord, origin, type Shelf, verifiers } from "./shelf.ts";

const size = 700;
const template = fillShelf(size, 7);
let shelf: Shelf;
beforeEach(() => {
  shelf = copyOf(template);
});

function copyOf({ records, checkpoints, nodes, keys }: Shelf): Shelf {
  return {
    records: records.map((one) => ({ ...one })),
    checkpoints: checkpoints.map((one) => ({ ...one })),
    nodes: new Map(nodes),
    keys: new Map(keys),
  };
}

const kinds = async (options = {}) =>
  (await auditShelf(shelf, options)).inconsistencies.map(({ kind, seq }) => `${kind} ${seq}`);

function checkpointAt(log: Shelf, at: number) {
  const note = log.checkpoints.find((one) => one.size === at)?.note ?? "";
  const checkpoint = openCheckpoint(note, origin, verifiers);
  if (!checkpoint) throw new Error(`no checkpoint at ${at}`);
  return checkpoint;
}

describe("a log that nobody touched", () => {
  it("has nothing to report", async () => {
    const report = await auditShelf(shelf, { against: [checkpointAt(shelf, 350)] });
    expect(report).toMatchObject({ from: 0, size, inconsistencies: [] });
    expect(report.root).toEqual(checkpointAt(shelf, size).root);
  });

  it("is verified from an earlier checkpoint by reading only what is new", async () => {
    const read = new Set<number>();
    const since = checkpointAt(shelf, 560);
    const report = await auditShelf(shelf, { since }, (seq) => read.add(seq));
    expect(report).toMatchObject({ from: 560, size, inconsistencies: [] });
    expect(report.root).toEqual(checkpointAt(shelf, size).root);
    expect(Math.min(...read)).toBe(512);
  });

  it("empty, has the empty root", async () => {
    shelf = fillShelf(0, 1);
    expect(await auditShelf(shelf)).toMatchObject({ size: 0, inconsistencies: [] });
  });
});

describe("the owner of the database changes something, with every trigger off", () => {
  it("names a record that was changed in one column", async () => {
    Object.assign(shelf.records[300] ?? {}, { time: 12 });
    expect(await kinds()).toEqual(["record 300"]);
  });

  it("names a record that was replaced by a perfect forgery, by its checkpoint and its block", async () => {
    shelf.records[301] = makeRecord(shelf, 301, "a better price");
    expect(await kinds()).toEqual(["root 307", "node 256"]);
  });

  it("names each of several, in different blocks", async () => {
    shelf.records[5] = makeRecord(shelf, 5, "forged");
    shelf.records[680] = makeRecord(shelf, 680, "forged");
    Object.assign(shelf.records[400] ?? {}, { subject: "z" });
    expect(await kinds()).toEqual(["root 6", "node 0", "record 400", "root 685"]);
  });

  it("names a record that was taken out, at the end too", async () => {
    shelf.records.splice(699, 1);
    shelf.records.splice(100, 1);
    expect(await kinds()).toEqual(["missing 100", "root 104", "node 0", "missing 699", "root 699"]);
  });

  it("finds records that were written past the program", async () => {
    shelf.records.push(makeRecord(shelf, 700, "never signed"));
    expect(await kinds()).toEqual(["unsigned 700"]);
  });

  it("finds a log that was cut back together with its checkpoints, by what was published", async () => {
    const published = checkpointAt(shelf, size);
    shelf.records = shelf.records.slice(0, 693);
    shelf.checkpoints = shelf.checkpoints.filter((one) => one.size <= 693);
    expect(await kinds()).toEqual([]);
    expect(await kinds({ against: [published] })).toEqual(["shorter 693"]);
  });

  it("finds a log that was rewritten and signed anew with the company's own key", async () => {
    const published = checkpointAt(shelf, 350);
    shelf = fillShelf(size, 7);
    expect(await kinds()).toEqual([]);
    expect(await kinds({ against: [published] })).toEqual(["published 349"]);
    expect(await kinds({ since: published })).toContain("root null");
  });

  it("names a body, a key, a kept node and a checkpoint that do not fit", async () => {
    const sealed = Buffer.from(shelf.records[20]?.sealed ?? "");
    sealed[40] = (sealed[40] ?? 0) ^ 1;
    Object.assign(shelf.records[20] ?? {}, { sealed });
    shelf.nodes.set("1/1", Buffer.alloc(32));
    Object.assign(shelf.checkpoints[3] ?? {}, { size: 29 });
    expect(await kinds()).toEqual(["checkpoint null", "record 20", "node 256", "root 517"]);
  });

  it("tells a destroyed key from a lost one", async () => {
    shelf.keys.delete("a");
    expect(await kinds()).toEqual(["key 0"]);
    shelf = copyOf(template);
    shelf.keys.set("a", newBodyKey());
    expect((await kinds()).slice(0, 2)).toEqual(["body 0", "body 3"]);
  });

  it("accepts a key that the log itself says was destroyed", async () => {
    shelf.keys.delete("a");
    expect(await kinds({ destroyedBy: () => ["a"] })).toEqual([]);
  });
});

it("finds and names a flipped bit anywhere in any record", async () => {
  const small = fillShelf(40, 5);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(39),
      fc.constantFrom("commitment" as const, "sealed" as const, "hash" as const),
      fc.nat(),
      async (seq, column, bit) => {
        shelf = copyOf(small);
        const bytes = Buffer.from(shelf.records[seq]?.[column] ?? "");
        const at = bit % (bytes.length * 8);
        bytes[at >> 3] = (bytes[at >> 3] ?? 0) ^ (1 << (at & 7));
        Object.assign(shelf.records[seq] ?? {}, { [column]: bytes });
        const found = (await auditShelf(shelf)).inconsistencies;
        expect(found.map((one) => one.seq)).toContain(seq);
      },
    ),
    { numRuns: process.env.SOAK ? 5_000 : 300, seed: Number(process.env.SEED ?? 1) },
  );
});
