import { afterEach, describe, expect, it } from "vitest";
import { type MediaPool, openMediaPool } from "../../../src/adapters/media/pool.ts";
import { jpeg } from "./pictures.ts";

let pool: MediaPool | null = null;
afterEach(() => pool?.close());

const worker = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
const listening = (code: string) =>
  worker(
    `import { parentPort } from "node:worker_threads"; parentPort.on("message", () => { ${code} });`,
  );

describe("the pool of workers", () => {
  it("answers for each of many files", async () => {
    pool = openMediaPool({ size: 2, patience: 60_000 });
    const bytes = await jpeg();
    const { probe } = pool;
    const all = await Promise.all(["a.jpg", "b.jpg", "c.png"].map((name) => probe(name, bytes)));
    expect(all.map((one) => one.problems.map(({ kind }) => kind))).toEqual([
      [],
      [],
      ["wrong-name"],
    ]);
  });

  it.each([
    ["hangs", "for (;;) {}"],
    ["never answers", ""],
    ["crashes", "process.exit(3)"],
    ["throws", "throw new Error('x')"],
    ["eats all memory", "const all = []; for (;;) all.push(new Array(1e6).fill({}));"],
    ["answers nonsense", "parentPort.postMessage({ problems: 1 })"],
  ])(
    "a worker that %s is a problem of that file, and the next file gets a fresh one",
    async (_what, code) => {
      pool = openMediaPool({ size: 1, patience: 1500, script: listening(code) });
      const crashed = { bytes: 3, problems: [{ kind: "crashed" }] };
      expect(await pool.probe("a.jpg", Buffer.from("abc"))).toEqual(crashed);
      expect(await pool.probe("b.jpg", Buffer.from("abc"))).toEqual(crashed);
    },
  );
});
