import { createPrivateKey, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { createDurably, makePrivateFolder } from "../adapters/files/durable.ts";
import { createMac } from "../ledger/hash.ts";
import {
  createSigner,
  generateNoteKey,
  parseVerifier,
  type Signer,
  type Verifier,
} from "../ledger/note.ts";

const identitySchema = z.strictObject({
  origin: z.string(),
  /** Signs checkpoints. */
  logKey: z.string(),
  /** Hides names of orders and people in the index; without it a telephone number can be guessed. */
  indexKey: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Who this log is. Made once, and then never again: a new one would be another log. */
export interface Identity {
  readonly origin: string;
  readonly signer: Signer;
  readonly verifiers: readonly Verifier[];
  /** A keyed hash, 22 letters. */
  hide(words: string): string;
}

export async function openIdentity(dir: string): Promise<Identity> {
  const path = join(dir, "identity.json");
  if (!existsSync(path)) {
    await makePrivateFolder(dir);
    await createDurably(path, (file) => file.writeFile(JSON.stringify(newIdentity(), null, 2)));
  }
  const { origin, logKey, indexKey } = identitySchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const signer = createSigner(origin, createPrivateKey(logKey));
  const hiding = createMac(Buffer.from(indexKey, "hex"));
  const verifier = parseVerifier(signer.verifier);
  return {
    origin,
    signer,
    verifiers: verifier ? [verifier] : [],
    hide: (words) => hiding(words).toString("base64url", 0, 16),
  };
}

function newIdentity(): z.infer<typeof identitySchema> {
  return {
    origin: `countersign/orders/${randomBytes(4).toString("hex")}`,
    logKey: generateNoteKey().export({ type: "pkcs8", format: "pem" }).toString(),
    indexKey: randomBytes(32).toString("hex"),
  };
}
