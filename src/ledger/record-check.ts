import type { Inconsistency, LedgerReader } from "./audit.ts";
import { leafHash, sha256 } from "./hash.ts";
import { commit, decodeLeaf, type Leaf } from "./leaf.ts";
import type { StoredRecord } from "./record.ts";
import { unseal } from "./seal.ts";
import { auditText as text } from "./text.ts";

type Report = (one: Inconsistency) => void;

/** Checks records one by one: leaf, columns, sealed body, commitment. */
export function createRecordCheck(
  reader: Pick<LedgerReader, "keys">,
  destroyedBy: (type: string, body: Buffer) => readonly string[],
  report: Report,
) {
  // A key is destroyed after the records it opened were written, so the record that says so comes later.
  const keyless = new Map<string, number>();
  const destroyed = new Set<string>();
  return {
    async block(records: readonly StoredRecord[]): Promise<void> {
      const keys = await reader.keys([...new Set(records.map((one) => one.subject))]);
      for (const record of records) {
        const leaf = checkLeaf(record, report);
        const key = keys.get(record.subject);
        if (!key && !keyless.has(record.subject)) keyless.set(record.subject, record.seq);
        if (!key || !leaf) continue;
        const body = checkBody(record, leaf, key, report);
        if (body) for (const subject of destroyedBy(leaf.type, body)) destroyed.add(subject);
      }
    },
    /** Subjects whose key is gone without a record of its destruction. */
    async end(): Promise<Inconsistency[]> {
      return [...keyless]
        .filter(([subject]) => !destroyed.has(subject))
        .map(([, seq]) => ({ ...text.keyless(seq), kind: "key", seq }));
    },
  };
}

function checkLeaf(record: StoredRecord, report: Report): Leaf | null {
  const { seq, hash } = record;
  const actual = leafHash(record.leaf);
  if (!actual.equals(hash)) report({ ...text.leaf(seq, hash, actual), kind: "leaf", seq });
  const leaf = decodeLeaf(record.leaf);
  if (!leaf) {
    report({ ...text.leafUnreadable(seq), kind: "leaf", seq });
    return null;
  }
  for (const column of ["seq", "event", "subject"] as const)
    if (leaf[column] !== record[column])
      report({ ...text.column(seq, column, leaf[column], record[column]), kind: "column", seq });
  const sealed = sha256(record.sealed).toString("base64url");
  if (sealed !== leaf.sealed)
    report({ ...text.sealed(seq, leaf.sealed, sealed), kind: "body", seq });
  return leaf;
}

function checkBody(record: StoredRecord, leaf: Leaf, key: Buffer, report: Report): Buffer | null {
  const { seq } = record;
  const open = unseal(key, record.sealed);
  if (!open) {
    report({ ...text.locked(seq), kind: "body", seq });
    return null;
  }
  const commitment = commit(open.salt, open.body).toString("base64url");
  if (commitment !== leaf.body)
    report({ ...text.commitment(seq, leaf.body, commitment), kind: "body", seq });
  return open.body;
}
