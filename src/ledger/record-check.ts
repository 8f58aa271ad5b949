import type { Inconsistency, LedgerReader } from "./audit.ts";
import { leafHash } from "./hash.ts";
import { commit } from "./leaf.ts";
import { leafOf, type StoredRecord } from "./record.ts";
import { unseal } from "./seal.ts";
import { auditText as text } from "./text.ts";

type Report = (one: Inconsistency) => void;

/** Checks records one by one: against the hash in the tree, and the body against its commitment. */
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
        if (!checkLeaf(record, report)) continue;
        const key = keys.get(record.subject);
        if (!key && !keyless.has(record.subject)) keyless.set(record.subject, record.seq);
        const body = key ? checkBody(record, key, report) : null;
        if (body) for (const subject of destroyedBy(record.type, body)) destroyed.add(subject);
      }
    },
    /** Subjects whose key is gone without a record of its destruction. */
    end(): Inconsistency[] {
      return [...keyless]
        .filter(([subject]) => !destroyed.has(subject))
        .map(([, seq]) => ({ ...text.keyless(seq), kind: "key", seq }));
    },
  };
}

function checkLeaf(record: StoredRecord, report: Report): boolean {
  const { seq, hash } = record;
  const actual = leafHash(leafOf(record));
  if (actual.equals(hash)) return true;
  report({ ...text.leaf(seq, hash, actual), kind: "record", seq });
  return false;
}

function checkBody(record: StoredRecord, key: Buffer, report: Report): Buffer | null {
  const { seq, commitment } = record;
  const open = unseal(key, record.sealed);
  if (!open) {
    report({ ...text.locked(seq), kind: "body", seq });
    return null;
  }
  const actual = commit(open.salt, open.body);
  if (!actual.equals(commitment))
    report({ ...text.commitment(seq, commitment, actual), kind: "body", seq });
  return open.body;
}
