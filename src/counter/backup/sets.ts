import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openStream } from "../../adapters/age/age.ts";
import type { Target } from "../../adapters/files/target.ts";
import {
  finishedSets,
  type Manifest,
  manifestPath,
  manifestSchema,
  signaturePath,
  signedText,
} from "../../backup/manifest.ts";
import { openNote, parseVerifier, type Verifier } from "../../ledger/note.ts";
import { backupText as text } from "./text.ts";

/** A backup that is not what it should be; the message is for people. */
export class BackupError extends Error {}

/** Reads a finished set. Throws when its signature is not by `verifiers`; null takes the set's own word. */
export async function readSet(
  target: Target,
  set: string,
  verifiers: readonly Verifier[] | null,
): Promise<Manifest> {
  const source = await target.readText(manifestPath(set));
  const parsed = manifestSchema.safeParse(jsonOf(source));
  if (!parsed.success) throw new BackupError(text.manifestUnreadable(set));
  const own = parseVerifier(parsed.data.verifier);
  const known = verifiers ?? (own ? [own] : []);
  const note = await target.readText(signaturePath(set));
  const signed = known.some((one) => openNote(note, [one]) === signedText(one.name, source));
  if (!signed || parsed.data.set !== set) throw new BackupError(text.manifestForged(set));
  return parsed.data;
}

function jsonOf(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}

/** The newest finished set; null when there is none. */
export async function newestSet(
  target: Target,
  verifiers: readonly Verifier[] | null,
): Promise<Manifest | null> {
  const newest = finishedSets(await target.list()).at(-1);
  return newest === undefined ? null : readSet(target, newest, verifiers);
}

/** Throws unless the object is there with the bytes that its name says. */
export async function checkObject(
  target: Target,
  object: { readonly path: string; readonly sha256: string; readonly size: number },
): Promise<void> {
  const hash = createHash("sha256");
  let size = 0;
  const source = await readObject(target, object.path);
  await pipeline(source, async (chunks) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
    }
  });
  if (size !== object.size || hash.digest("hex") !== object.sha256)
    throw new BackupError(text.objectDamaged(object.path));
}

/** The decrypted content of an object. Damage shows as an error while it is read. */
export async function openObject(
  target: Target,
  path: string,
  identities: readonly string[],
): Promise<Readable> {
  try {
    return await openStream(await readObject(target, path), identities);
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError(text.objectLocked(path, error instanceof Error ? error.message : ""));
  }
}

/** The lines of an object, one at a time. */
export async function* linesOf(target: Target, path: string, identities: readonly string[]) {
  const stream = await openObject(target, path, identities);
  const failed = new Promise<never>((_, reject) => {
    stream.once("error", (error) =>
      reject(new BackupError(text.objectLocked(path, error.message))),
    );
  });
  failed.catch(() => undefined);
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })[
    Symbol.asyncIterator
  ]();
  for (;;) {
    const next = await Promise.race([lines.next(), failed]);
    if (next.done) break;
    yield next.value;
  }
  // readline ends quietly when its source breaks off.
  if (stream.errored) throw new BackupError(text.objectLocked(path, stream.errored.message));
}

async function readObject(target: Target, path: string): Promise<Readable> {
  try {
    return await target.read(path);
  } catch {
    throw new BackupError(text.objectMissing(path));
  }
}
