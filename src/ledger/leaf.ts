import * as z from "zod";
import { type Digest, sha256 } from "./hash.ts";

const digestText = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const leafSchema = z.strictObject({
  v: z.literal(1),
  seq: z.int().min(0),
  /** Kind of event, such as `order.received`. */
  type: z.string().min(1),
  /** When it was recorded, milliseconds since the epoch. */
  time: z.int(),
  /** Whom it is about: a keyed hash of the order's name, or `-` for the shop as a whole. */
  subject: z.string().min(1),
  /** Name of the event, so that one event is recorded once. */
  event: z.string().min(1),
  /** Salted commitment to the body. */
  body: digestText,
  /** Hash of the encrypted body as it is stored. */
  sealed: digestText,
});

/**
 * What the tree holds of a record. The body itself stays outside: the commitment keeps it private
 * and lets it be destroyed when its time is over, while the tree still verifies.
 */
export type Leaf = z.infer<typeof leafSchema>;

/** The exact bytes that are hashed: the fields in this order, whatever order they come in. */
export function encodeLeaf({ v, seq, type, time, subject, event, body, sealed }: Leaf): Buffer {
  return Buffer.from(JSON.stringify({ v, seq, type, time, subject, event, body, sealed }));
}

/** Null for bytes that `encodeLeaf` does not make. */
export function decodeLeaf(bytes: Uint8Array): Leaf | null {
  const parsed = leafSchema.safeParse(parseJson(Buffer.from(bytes).toString("utf8")));
  return parsed.success && encodeLeaf(parsed.data).equals(bytes) ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Binds to a body without giving it away: without the salt, guessing a phone number finds nothing. */
export function commit(salt: Uint8Array, body: Uint8Array): Digest {
  return sha256(Buffer.concat([salt, body]));
}

export const saltLength = 16;
