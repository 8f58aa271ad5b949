import { leafHash, sha256 } from "./hash.ts";
import { commit, encodeLeaf } from "./leaf.ts";
import { newSalt, seal } from "./seal.ts";

/** A record as it is stored: what its leaf is made of, and the body that only the key's holder can read. */
export interface StoredRecord {
  readonly seq: number;
  readonly event: string;
  readonly subject: string;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Salted hash of the body. */
  readonly commitment: Buffer;
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
export type SealedEntry = Omit<StoredRecord, "seq" | "hash">;

export function sealEntry({ body, ...entry }: Entry, key: Uint8Array): SealedEntry {
  const salt = newSalt();
  return { ...entry, commitment: commit(salt, body), sealed: seal(key, salt, body) };
}

export function recordAt(seq: number, entry: SealedEntry): StoredRecord {
  return { seq, ...entry, hash: leafHash(leafOf({ seq, ...entry })) };
}

/** The bytes that stand in the tree for a record: all it is made of, the sealed body as its hash. */
export function leafOf(record: Omit<StoredRecord, "hash">): Buffer {
  const { seq, event, subject, type, time, commitment, sealed } = record;
  return encodeLeaf({
    v: 1,
    seq,
    type,
    time,
    subject,
    event,
    body: commitment.toString("base64url"),
    sealed: sha256(sealed).toString("base64url"),
  });
}
