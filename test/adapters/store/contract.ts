import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openKeyStore } from "../../../src/adapters/store/key-store.ts";
import { openLedgerStore } from "../../../src/adapters/store/ledger-store.ts";
import type { Database } from "../../../src/adapters/store/sql.ts";
import { auditLedger } from "../../../src/ledger/audit.ts";
import { signCheckpoint } from "../../../src/ledger/checkpoint.ts";
import type { Digest } from "../../../src/ledger/hash.ts";
import { sealEntry } from "../../../src/ledger/record.ts";
import { newBodyKey } from "../../../src/ledger/seal.ts";
import { origin, signer, verifiers } from "../../ledger/shelf.ts";

/** A database of its own for one test. */
export interface Place {
  /** Another connection, as the program opens it. */
  open(): Promise<{ readonly ledger: Database; readonly keys: Database }>;
  /** What the owner of the database can do to it behind the program's back. */
  tamper(statement: string): Promise<void>;
  remove(): Promise<void>;
}

const key = newBodyKey();
const sign = (size: number, root: Digest) => signCheckpoint({ origin, size, root }, [signer]);

const entry = (event: string, subject = "s", body = `body of ${event}`) =>
  sealEntry({ event, subject, type: "remark.added", time: 5, body: Buffer.from(body) }, key);
const entries = (count: number, prefix = "e") =>
  Array.from({ length: count }, (_, at) => entry(`${prefix}${at}`));

/** What every database must do; the same stories are told of each. */
export function storeContract(name: string, makePlace: () => Promise<Place>): void {
  describe(`${name} keeps the log`, () => {
    let place: Place;
    let opened: Database[];
    beforeEach(async () => {
      place = await makePlace();
      opened = [];
    });
    afterEach(async () => {
      for (const one of opened) await one.close();
      await place.remove();
    });

    async function open() {
      const { ledger, keys } = await place.open();
      opened.push(ledger, keys);
      return { database: ledger, store: openLedgerStore(ledger), keys: openKeyStore(keys) };
    }
    type Opened = Awaited<ReturnType<typeof open>>;

    async function audit({ store, keys }: Opened) {
      await keys.ensure(new Map([["s", key]]));
      const reader = { ...store, keys: keys.keys };
      return auditLedger(reader, { origin, verifiers, destroyedBy: () => [] });
    }

    it("byte for byte, in order, under a signed checkpoint", async () => {
      const one = await open();
      expect(await one.store.head()).toBeNull();
      const written = await one.store.append(entries(3), sign);
      expect(written.map(({ seq, event }) => [seq, event])).toEqual([
        [0, "e0"],
        [1, "e1"],
        [2, "e2"],
      ]);
      expect(await one.store.records({ start: 0, end: 10 })).toEqual(written);
      expect((await one.store.head())?.size).toBe(3);
      expect(await one.store.find("s")).toEqual(written);
      expect(await one.store.find("t")).toEqual([]);
      expect((await audit(one)).inconsistencies).toEqual([]);
    });

    it("records an event once, however often and however together it is sent", async () => {
      const one = await open();
      await one.store.append([entry("a"), entry("a"), entry("b")], sign);
      expect(await one.store.append([entry("a")], sign)).toEqual([]);
      expect(await one.store.append([entry("b"), entry("c")], sign)).toHaveLength(1);
      expect((await one.store.sizes()).records).toBe(3);
    });

    it("keeps nothing of an append that failed, and goes on", async () => {
      const one = await open();
      await one.store.append(entries(2), sign);
      const fail = () => {
        throw new Error("the signing key is gone");
      };
      await expect(one.store.append(entries(300, "f"), fail)).rejects.toThrow("is gone");
      expect(await one.store.sizes()).toEqual({ records: 2, signed: 2 });
      await one.store.append(entries(2, "g"), sign);
      expect((await audit(one)).inconsistencies).toEqual([]);
    });

    it("goes on where an earlier run ended", async () => {
      const first = await open();
      await first.store.append(entries(700), sign);
      const second = await open();
      await second.store.append(entries(100, "f"), sign);
      await first.store.append(entries(100, "g"), sign);
      const report = await audit(second);
      expect(report).toMatchObject({ size: 900, inconsistencies: [] });
    });

    it("serves two writers at once and loses neither's records", async () => {
      const writers = [await open(), await open()];
      const acknowledged = await Promise.all(
        writers.map(async ({ store }, writer) => {
          let count = 0;
          for (let at = 0; at < 40; at++)
            count += (await store.append(entries(2, `w${writer}-${at}-`), sign)).length;
          return count;
        }),
      );
      expect(acknowledged).toEqual([80, 80]);
      expect(await audit(writers[0] ?? (await open()))).toMatchObject({
        size: 160,
        inconsistencies: [],
      });
    });

    it.each([
      "UPDATE record SET type = 'x'",
      "DELETE FROM record",
      "UPDATE node SET height = 7",
      "DELETE FROM checkpoint",
      "DROP TABLE record",
      "INSERT INTO record SELECT 0, 'x', subject, type, time, commitment, sealed, hash FROM record WHERE seq = 1",
      "INSERT INTO record SELECT 9, 'e1', subject, type, time, commitment, sealed, hash FROM record WHERE seq = 1",
      "INSERT INTO checkpoint SELECT size, 'other' FROM checkpoint",
      "INSERT INTO record SELECT seq, event, subject, 'x', time, commitment, sealed, hash FROM record ON CONFLICT (seq) DO UPDATE SET type = 'x'",
    ])("refuses %s", async (statement) => {
      const { database, store } = await open();
      const written = await store.append(entries(2), sign);
      await expect(database.rows(statement)).rejects.toThrow();
      expect(await store.records({ start: 0, end: 10 })).toEqual(written);
    });

    it("names the record that the owner of the database changed", async () => {
      const one = await open();
      await one.store.append(entries(300), sign);
      await place.tamper("UPDATE record SET time = 6 WHERE seq = 123");
      const { inconsistencies } = await audit(one);
      expect(inconsistencies.map(({ kind, seq }) => `${kind} ${seq}`)).toEqual(["record 123"]);
    });

    it("notices records and checkpoints that the owner took away", async () => {
      const one = await open();
      for (const event of ["a", "b", "c"]) await one.store.append([entry(event)], sign);
      await place.tamper("DELETE FROM record WHERE seq = 1");
      await place.tamper("DELETE FROM checkpoint WHERE size = 3");
      const { inconsistencies } = await audit(one);
      expect(inconsistencies.map(({ kind, seq }) => `${kind} ${seq}`)).toEqual([
        "unsigned 2",
        "missing 1",
        "root 1",
      ]);
    });

    it("will not grow from a torn end", async () => {
      const first = await open();
      await first.store.append(entries(3), sign);
      await place.tamper("DELETE FROM record WHERE seq = 1");
      const second = await open();
      await expect(second.store.append(entries(1, "f"), sign)).rejects.toThrow("Run the audit");
    });

    it("keeps the first key of a subject, and destroys keys for good", async () => {
      const { keys } = await open();
      const other = newBodyKey();
      await keys.ensure(new Map([["s", key]]));
      expect(
        await keys.ensure(
          new Map([
            ["s", other],
            ["t", other],
          ]),
        ),
      ).toEqual(
        new Map([
          ["s", key],
          ["t", other],
        ]),
      );
      const phone = (subject: string) => ({ token: "phone", subject });
      await keys.ensure(new Map(), [phone("s"), phone("t")]);
      await keys.ensure(new Map(), [phone("t")]);
      expect(await keys.find("phone")).toEqual(["s", "t"]);
      expect(await keys.page("s", 10)).toEqual([{ subject: "t", key: other }]);
      await keys.destroy(["t"]);
      expect(await keys.find("phone")).toEqual(["s"]);
      expect(await keys.keys(["s", "t"])).toEqual(new Map([["s", key]]));
    });
  });
}
