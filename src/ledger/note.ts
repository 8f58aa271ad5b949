import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";

/** C2SP signed notes with Ed25519: a text, a blank line, one line per signature. */

const ed25519 = 1;
const dash = "—";
const signatureLine = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/;

/** Who may sign, as a line of text: `name+keyid+base64`. */
export interface Verifier {
  readonly name: string;
  readonly id: string;
  readonly key: KeyObject;
}

export interface Signer {
  readonly name: string;
  readonly id: string;
  readonly key: KeyObject;
  /** The line others need in order to verify. */
  readonly verifier: string;
}

/** A new signing key. */
export function generateNoteKey(): KeyObject {
  return generateKeyPairSync("ed25519").privateKey;
}

/** Throws for a name with spaces or plus signs, and for a key of another kind. */
export function createSigner(name: string, key: KeyObject): Signer {
  if (!/^[^\s+]+$/.test(name)) throw new Error(`"${name}" cannot name a signer`);
  const { x, crv } = createPublicKey(key.export({ type: "pkcs8", format: "pem" })).export({
    format: "jwk",
  });
  if (crv !== "Ed25519" || x === undefined) throw new Error("a note is signed with Ed25519");
  const material = Buffer.concat([Buffer.of(ed25519), Buffer.from(x, "base64url")]);
  const id = keyId(name, material);
  return { name, id, key, verifier: `${name}+${id}+${material.toString("base64")}` };
}

/** Null when the text is no verifier line for Ed25519, or its id does not fit its key. */
export function parseVerifier(text: string): Verifier | null {
  const found = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim());
  if (!found) return null;
  const [, name = "", id = "", encoded = ""] = found;
  const material = Buffer.from(encoded, "base64");
  if (material.length !== 33 || material[0] !== ed25519 || keyId(name, material) !== id)
    return null;
  const x = material.subarray(1).toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return { name, id, key };
}

function keyId(name: string, material: Buffer): string {
  return createHash("sha256").update(`${name}\n`).update(material).digest("hex").slice(0, 8);
}

/** Signs a text that ends with a line break; several signers serve a change of keys. */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith("\n") || text.includes("\n\n")) throw new Error("not a text for a note");
  const lines = signers.map(({ name, id, key }) => {
    const signature = Buffer.concat([Buffer.from(id, "hex"), sign(null, Buffer.from(text), key)]);
    return `${dash} ${name} ${signature.toString("base64")}\n`;
  });
  return `${text}\n${lines.join("")}`;
}

/**
 * The text of a note when at least one of the verifiers has signed it; null otherwise. A wrong
 * signature in a known verifier's name spoils the note; unknown ones are passed over.
 */
export function openNote(note: string, verifiers: readonly Verifier[]): string | null {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) return null;
  const text = note.slice(0, end + 1);
  let signed = false;
  for (const line of note.slice(end + 2, -1).split("\n")) {
    const [, name, encoded = ""] = signatureLine.exec(line) ?? [];
    if (name === undefined) return null;
    const bytes = Buffer.from(encoded, "base64");
    // The last letter has bits to spare: with others in them it would be another text for the same note.
    if (bytes.toString("base64") !== encoded) return null;
    const id = bytes.subarray(0, 4).toString("hex");
    const known = verifiers.find((one) => one.name === name && one.id === id);
    if (!known) continue;
    if (!verify(null, Buffer.from(text), known.key, bytes.subarray(4))) return null;
    signed = true;
  }
  return signed ? text : null;
}
