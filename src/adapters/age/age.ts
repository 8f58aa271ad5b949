import { readFileSync } from "node:fs";
import { Readable, Transform } from "node:stream";
import { createZstdCompress, createZstdDecompress } from "node:zlib";
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from "age-encryption";

/** Compresses and encrypts to those who hold the keys; this machine cannot read the result back. */
export async function sealStream(
  source: Readable,
  recipients: readonly string[],
): Promise<Readable> {
  const encrypter = new Encrypter();
  for (const one of recipients) encrypter.addRecipient(one);
  const zstd = createZstdCompress();
  source.on("error", (error) => zstd.destroy(error));
  const encrypted = await encrypter.encrypt(webStreamOf(source.pipe(zstd)));
  return nodeStreamOf(encrypted);
}

/** Throws for another key, and for bytes that were changed or cut off. */
export async function openStream(
  source: Readable,
  identities: readonly string[],
): Promise<Readable> {
  const decrypter = new Decrypter();
  for (const one of identities) decrypter.addIdentity(one);
  const opened = nodeStreamOf(await decrypter.decrypt(webStreamOf(source)));
  const zstd = createZstdDecompress();
  opened.on("error", (error) => zstd.destroy(error));
  return opened.pipe(zstd);
}

// age wants plain byte arrays; Node's own conversion hands over its Buffers as they are.
function webStreamOf(source: Readable): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    cancel: async () => {
      source.destroy();
    },
  });
}

async function* chunksOf(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield Buffer.from(value.buffer, value.byteOffset, value.length);
  }
}

function nodeStreamOf(stream: ReadableStream<Uint8Array>): Readable {
  return Readable.from(chunksOf(stream), { objectMode: false });
}

/** A key for one drill: it is never written down, and gone with the process. */
export async function oneTimeKey(): Promise<{
  readonly identity: string;
  readonly recipient: string;
}> {
  const identity = await generateIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The secret keys in a file as `age-keygen` writes it. */
export function readIdentities(path: string): string[] {
  const keys = readFileSync(path, "utf8")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  if (keys.length === 0) throw new Error(`There is no age key in "${path}"`);
  return keys;
}

/** Counts what flows through. */
export function meter(onBytes: (count: number) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
}
