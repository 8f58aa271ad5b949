import { type AuditOptions, auditLedger, type LedgerReader } from "../../src/ledger/audit.ts";
import { grow } from "../../src/ledger/blocks.ts";
import { signCheckpoint } from "../../src/ledger/checkpoint.ts";
import { createFrontier, rootOf } from "../../src/ledger/frontier.ts";
import type { Digest } from "../../src/ledger/hash.ts";
import { createSigner, generateNoteKey, parseVerifier } from "../../src/ledger/note.ts";
import { recordAt, type StoredRecord, sealEntry } from "../../src/ledger/record.ts";
import { newBodyKey } from "../../src/ledger/seal.ts";

export const origin = "shop.example/orders";
export const signer = createSigner(origin, generateNoteKey());
const verifier = parseVerifier(signer.verifier);
if (!verifier) throw new Error("the signer's own line is not read");
export const verifiers = [verifier];

/** A whole log in memory, as open to tampering as a database is to its owner. */
export interface Shelf {
  records: StoredRecord[];
  checkpoints: { size: number; note: string }[];
  nodes: Map<string, Digest>;
  keys: Map<string, Buffer>;
}

/** Fills a shelf with `size` records of three subjects, signed every `step` records. */
export function fillShelf(size: number, step: number): Shelf {
  const shelf: Shelf = { records: [], checkpoints: [], nodes: new Map(), keys: new Map() };
  for (const subject of ["a", "b", "c"]) shelf.keys.set(subject, newBodyKey());
  let growth = { size: 0, frontier: createFrontier() };
  for (let seq = 0; seq < size; seq++) {
    const record = makeRecord(shelf, seq, `body ${seq}`);
    shelf.records.push(record);
    const { grown, nodes } = grow(growth, [record.hash]);
    growth = grown;
    for (const { height, index, hash } of nodes) shelf.nodes.set(`${height}/${index}`, hash);
    if ((seq + 1) % step === 0 || seq + 1 === size)
      shelf.checkpoints.push({
        size: seq + 1,
        note: signCheckpoint({ origin, size: seq + 1, root: rootOf(growth.frontier.peaks()) }, [
          signer,
        ]),
      });
  }
  return shelf;
}

/** A well-formed record, such as a superuser with all keys could forge. */
export function makeRecord(shelf: Shelf, seq: number, body: string, type = "remark.added") {
  const subject = ["a", "b", "c"][seq % 3] ?? "a";
  const entry = { event: `event ${seq}`, subject, type, time: seq, body: Buffer.from(body) };
  return recordAt(seq, sealEntry(entry, shelf.keys.get(subject) ?? newBodyKey()));
}

function readerOf(shelf: Shelf, onRead: (seq: number) => void): LedgerReader {
  return {
    records: async ({ start, end }) => {
      const records = shelf.records.filter(({ seq }) => seq >= start && seq < end);
      for (const { seq } of records) onRead(seq);
      return records;
    },
    nodes: async (height, { start, end }) => {
      const found = new Map<number, Digest>();
      for (let index = start; index < end; index++) {
        const hash = shelf.nodes.get(`${height}/${index}`);
        if (hash) found.set(index, hash);
      }
      return found;
    },
    checkpoints: async ({ start, end }) =>
      shelf.checkpoints.filter(({ size }) => size > start && size <= end),
    sizes: async () => ({
      records: Math.max(-1, ...shelf.records.map(({ seq }) => seq)) + 1,
      signed: shelf.checkpoints.at(-1)?.size ?? 0,
    }),
    keys: async () => shelf.keys,
  };
}

export function auditShelf(
  shelf: Shelf,
  options: Partial<AuditOptions> = {},
  onRead: (seq: number) => void = () => undefined,
) {
  return auditLedger(readerOf(shelf, onRead), {
    origin,
    verifiers,
    destroyedBy: (type, body) => (type === "personal.erased" ? [body.toString("utf8")] : []),
    ...options,
  });
}
