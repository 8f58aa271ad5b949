import type { Digest } from "./hash.ts";
import { openNote, type Signer, signNote, type Verifier } from "./note.ts";

/** A statement about a whole log (C2SP tlog-checkpoint): so many records, this root. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Digest;
}

function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString("base64")}\n`;
}

/** Null for what is no checkpoint. Lines after the root belong to extensions and are passed over. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin = "", size = "", encoded = ""] = text.split("\n");
  const root = Buffer.from(encoded, "base64");
  if (origin === "" || !/^(0|[1-9]\d{0,15})$/.test(size)) return null;
  if (root.length !== 32 || root.toString("base64") !== encoded) return null;
  return { origin, size: Number(size), root };
}

/** The caller vouches that the checkpoint continues every one it signed before. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly Signer[]): string {
  return signNote(checkpointText(checkpoint), signers);
}

/** Null when no verifier signed it, when a signature is wrong, or when it speaks of another log. */
export function openCheckpoint(
  note: string,
  origin: string,
  verifiers: readonly Verifier[],
): Checkpoint | null {
  const text = openNote(note, verifiers);
  const checkpoint = text === null ? null : parseCheckpoint(text);
  return checkpoint?.origin === origin ? checkpoint : null;
}
