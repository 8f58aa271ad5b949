import { proofPath } from "../ledger/blocks.ts";
import type { Bundle } from "../ledger/bundle.ts";
import { inclusionRanges } from "../ledger/proof.ts";
import { leafOf } from "../ledger/record.ts";
import { unseal } from "../ledger/seal.ts";
import type { Counter } from "./counter.ts";

/** All records of an order with their proofs; null when there is no such order, or its key is gone. */
export async function prove(counter: Counter, subject: string): Promise<Bundle | null> {
  const head = await counter.ledger.head();
  const key = (await counter.keys.keys([subject])).get(subject);
  const found = await counter.ledger.find(subject);
  if (!head || !key || found.length === 0) return null;
  const records: Bundle["records"] = [];
  for (const record of found) {
    const open = unseal(key, record.sealed);
    if (!open)
      throw new Error(`Cannot prove record ${record.seq}: it does not open. Run the audit.`);
    const path = await proofPath(inclusionRanges(record.seq, head.size), counter.ledger.hashes);
    records.push({
      leaf: leafOf(record).toString("utf8"),
      path: path.map((one) => one.toString("base64")),
      salt: open.salt.toString("base64"),
      body: open.body.toString("utf8"),
    });
  }
  const { verifier } = counter.identity.signer;
  return { format: "countersign-proof-v1", verifier, checkpoint: head.note, records };
}
