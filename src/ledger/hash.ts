import { hash } from "node:crypto";

/** A SHA-256 digest, 32 bytes. */
export type Digest = Buffer;

export function sha256(data: Uint8Array | string): Digest {
  return hash("sha256", data, "buffer");
}

/** Root of the tree without leaves (RFC 6962, 2.1). */
export const emptyRoot: Digest = sha256("");

// The prefixes keep a leaf from ever being read as an inner node (RFC 6962, 2.1).
const leafPrefix = Buffer.of(0);

export function leafHash(leaf: Uint8Array): Digest {
  return sha256(Buffer.concat([leafPrefix, leaf]));
}

const pair = Buffer.alloc(65, 1);

export function nodeHash(left: Digest, right: Digest): Digest {
  pair.set(left, 1);
  pair.set(right, 33);
  return sha256(pair);
}
