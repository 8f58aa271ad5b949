import { createCipheriv, createDecipheriv, createSecretKey } from "node:crypto";
import { saltLength } from "./leaf.ts";
import { drawBytes } from "./random.ts";

const cipher = "aes-256-gcm";
const nonceLength = 12;
const tagLength = 16;

/** A key of its own for one subject: destroying it destroys the bodies, wherever copies of them are. */
export function newBodyKey(): Buffer {
  return drawBytes(32);
}

export function newSalt(): Buffer {
  return drawBytes(saltLength);
}

/** Encrypts a body together with the salt of its commitment. */
export function seal(key: Uint8Array, salt: Uint8Array, body: Uint8Array): Buffer {
  const nonce = drawBytes(nonceLength);
  // A bare key would take Node twice as long as the rest.
  const encrypt = createCipheriv(cipher, createSecretKey(key), nonce);
  const hidden = encrypt.update(Buffer.concat([salt, body]));
  encrypt.final();
  return Buffer.concat([nonce, encrypt.getAuthTag(), hidden]);
}

/** Null for another key and for changed bytes. */
export function unseal(
  key: Uint8Array,
  sealed: Buffer,
): { readonly salt: Buffer; readonly body: Buffer } | null {
  if (sealed.length < nonceLength + tagLength + saltLength || key.length !== 32) return null;
  const decrypt = createDecipheriv(cipher, createSecretKey(key), sealed.subarray(0, nonceLength), {
    authTagLength: tagLength,
  });
  decrypt.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
  const open = decrypt.update(sealed.subarray(nonceLength + tagLength));
  try {
    decrypt.final();
  } catch {
    return null;
  }
  return { salt: open.subarray(0, saltLength), body: open.subarray(saltLength) };
}
