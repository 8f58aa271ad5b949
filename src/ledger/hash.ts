import { hash } from "node:crypto";

/** A SHA-256 digest, 32 bytes. */
export type Digest = Buffer;

export function sha256(data: Uint8Array | string): Digest {
  // A third of the time that Node takes to hand out a buffer.
  return Buffer.from(hash("sha256", data, "hex"), "hex");
}

const macBlock = 64;

/**
 * HMAC-SHA-256 (RFC 2104) under one key of at most 64 bytes. Node sets up an object for each message,
 * which costs more than hashing it twice.
 */
export function createMac(key: Uint8Array): (message: string) => Digest {
  const inner = padded(key, 0x36);
  const outer = Buffer.concat([padded(key, 0x5c), emptyRoot]);
  return (message) => {
    const whole = Buffer.allocUnsafe(macBlock + Buffer.byteLength(message));
    whole.set(inner);
    whole.write(message, macBlock);
    outer.set(sha256(whole), macBlock);
    return sha256(outer);
  };
}

function padded(key: Uint8Array, pad: number): Buffer {
  const block = Buffer.alloc(macBlock, pad);
  for (const [at, byte] of key.entries()) block[at] = byte ^ pad;
  return block;
}

/** Root of the tree without leaves (RFC 6962, 2.1). */
export const emptyRoot: Digest = sha256("");

// The prefixes keep a leaf from ever being read as an inner node (RFC 6962, 2.1).
const leafPrefix = 0;

export function leafHash(leaf: Uint8Array): Digest {
  const whole = Buffer.allocUnsafe(leaf.length + 1);
  whole[0] = leafPrefix;
  whole.set(leaf, 1);
  return sha256(whole);
}

const pair = Buffer.alloc(65, 1);

export function nodeHash(left: Digest, right: Digest): Digest {
  pair.set(left, 1);
  pair.set(right, 33);
  return sha256(pair);
}
