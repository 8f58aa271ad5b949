import { leafHash, sha256 } from "./hash.ts";
import { commit, encodeLeaf } from "./leaf.ts";
import { newSalt, seal } from "./seal.ts";

/** A record as it is stored: what the tree holds, and the body that only the key's holder can read. */
export interface StoredRecord {
  readonly seq: number;
  readonly event: string;
  readonly subject: string;
  readonly leaf: Buffer;
  readonly sealed: Buffer;
  /** Leaf hash: what the tree was built from. */
  readonly hash: Buffer;
}

/** Something that happened, before it has its place. */
export interface Entry {
  readonly event: string;
  readonly subject: string;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly body: Buffer;
}

/** An entry made ready for any place in the log. */
export interface SealedEntry extends Omit<Entry, "body"> {
  readonly commitment: string;
  readonly sealed: Buffer;
  readonly sealedHash: string;
}

export function sealEntry({ body, ...entry }: Entry, key: Uint8Array): SealedEntry {
  const salt = newSalt();
  const sealed = seal(key, salt, body);
  return {
    ...entry,
    commitment: commit(salt, body).toString("base64url"),
    sealed,
    sealedHash: sha256(sealed).toString("base64url"),
  };
}

export function recordAt(seq: number, entry: SealedEntry): StoredRecord {
  const { event, subject, type, time, sealed } = entry;
  const leaf = encodeLeaf({
    v: 1,
    seq,
    type,
    time,
    subject,
    event,
    body: entry.commitment,
    sealed: entry.sealedHash,
  });
  return { seq, event, subject, leaf, sealed, hash: leafHash(leaf) };
}
