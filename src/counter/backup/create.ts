import { createHash, hash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { meter, oneTimeKey, sealStream } from "../../adapters/age/age.ts";
import type { Target } from "../../adapters/files/target.ts";
import { refsOf, writeBundle } from "../../adapters/git/bundle-file.ts";
import { encodeCheckpoint, encodeKey, encodeRecord } from "../../backup/lines.ts";
import {
  type BackedUp,
  keysPath,
  type Manifest,
  manifestPath,
  objectPath,
  objectsOf,
  restorePath,
  type Segment,
  setName,
  signaturePath,
  signedText,
} from "../../backup/manifest.ts";
import { restoreText } from "../../backup/text.ts";
import { signNote } from "../../ledger/note.ts";
import { type Counter, shop } from "../counter.ts";
import { settingsFile } from "../settings.ts";
import { BackupError, newestSet } from "./sets.ts";
import { backupText as text } from "./text.ts";

export interface BackupOptions {
  readonly counter: Counter;
  /** The order desk's own folder. */
  readonly dir: string;
  readonly target: Target;
  readonly recipients: readonly string[];
  readonly repository: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** Writes everything anew instead of what has come since the last set. */
  readonly full: boolean;
  /** Hears of records done and bytes written. */
  readonly onProgress?: ((done: number, all: number, bytes: number) => void) | undefined;
}

export interface Created {
  readonly manifest: Manifest;
  /** Opens what this set added, and nothing else; never written down. */
  readonly drillKey: string;
  /** Number of the first record that this set added. */
  readonly start: number;
  /** Bytes written by this set. */
  readonly bytes: number;
}

const perSegment = 65_536;
const page = 1_024;

/** Makes a set. It counts only when its signature is there, which is written last. */
export async function createBackup(options: BackupOptions): Promise<Created> {
  const { counter, target, recipients } = options;
  const head = await counter.ledger.head();
  if (!head) throw new BackupError(text.nothingToBackUp);
  await clearLeftovers(options.dir, counter.clock.now());
  const scratch = join(options.dir, `backup-${randomBytes(6).toString("hex")}.tmp`);
  await mkdir(scratch, { mode: 0o700 });
  const drill = await oneTimeKey();
  const writer = createWriter(target, scratch, [...recipients, drill.recipient]);
  try {
    const before = options.full ? null : await usable(options);
    const start = before?.segments.at(-1)?.end ?? 0;
    const segments: Segment[] = [...(before?.segments ?? [])];
    for (let at = start; at < head.size; at += perSegment) {
      const end = Math.min(at + perSegment, head.size);
      const tell = (done: number) =>
        options.onProgress?.(done - start, head.size - start, writer.bytes());
      const object = await writer.write(
        objectPath,
        Readable.from(segmentLines(counter, at, end, tell)),
      );
      segments.push({ ...object, start: at, end });
    }
    const manifest: Manifest = {
      format: "countersign-backup-v1",
      set: setName(new Date(counter.clock.now()).toISOString()),
      verifier: counter.identity.signer.verifier,
      checkpoint: head.note,
      segments,
      keys: await writer.write(keysPath, Readable.from(keyLines(counter))),
      identity: await writer.write(
        objectPath,
        createReadStream(join(options.dir, "identity.json")),
      ),
      settings: await backUpSettings(options, writer),
      repository: await backUpRepository(options, writer, scratch, before),
      recipients: [...recipients],
      tools: { node: process.version, zstd: process.versions.zstd ?? "", age: "v1" },
    };
    await finish(counter, target, manifest);
    return { manifest, drillKey: drill.identity, start, bytes: writer.bytes() };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const leftoverAge = 24 * 3_600_000;

// A backup or a drill that was killed leaves its scratch folder; one that is under way is younger.
async function clearLeftovers(dir: string, now: number): Promise<void> {
  for (const name of await readdir(dir)) {
    if (!/^(backup|drill)-[0-9a-f]{12}\.tmp/.test(name)) continue;
    const { mtimeMs } = await stat(join(dir, name));
    if (now - mtimeMs > leftoverAge) await rm(join(dir, name), { recursive: true, force: true });
  }
}

// The signature is the last to be written: a set without it was never finished and is not read.
async function finish(counter: Counter, target: Target, manifest: Manifest): Promise<void> {
  const { identity } = counter;
  const source = `${JSON.stringify(manifest, null, 2)}\n`;
  const { set } = manifest;
  if (!(await target.putText(manifestPath(set), source))) throw new BackupError(text.setTaken(set));
  await target.putText(restorePath(set), restoreText(manifest));
  const note = signNote(signedText(identity.origin, source), [identity.signer]);
  await target.putText(signaturePath(set), note);
  const data = { set, manifest: hash("sha256", source), size: manifest.segments.at(-1)?.end ?? 0 };
  await counter.write([
    { subject: shop, actor: "system", event: { type: "backup.completed", data } },
  ]);
}

// A set goes on from the last one only when that is ours and all its objects are there.
async function usable({ counter, target }: BackupOptions): Promise<Manifest | null> {
  const last = await newestSet(target, counter.identity.verifiers);
  if (!last) return null;
  const paths = new Set(await target.list());
  const gone = objectsOf(last).some(({ path }) => path.startsWith("objects/") && !paths.has(path));
  return gone ? null : last;
}

interface Writer {
  write(pathOf: (sha: string) => string, source: Readable): Promise<BackedUp>;
  bytes(): number;
}

function createWriter(target: Target, scratch: string, recipients: readonly string[]): Writer {
  let bytes = 0;
  return {
    bytes: () => bytes,
    async write(pathOf, source) {
      const file = join(scratch, randomBytes(8).toString("hex"));
      const digest = createHash("sha256");
      let size = 0;
      const count = meter((length) => {
        size += length;
        bytes += length;
      });
      const hashed = async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          digest.update(chunk);
          yield chunk;
        }
      };
      const sealed = await sealStream(source, recipients);
      await pipeline(sealed, count, hashed, createWriteStream(file, { mode: 0o600 }));
      const sha256 = digest.digest("hex");
      await target.putFile(pathOf(sha256), file);
      await rm(file);
      return { sha256, size };
    },
  };
}

async function* segmentLines(
  counter: Counter,
  start: number,
  end: number,
  tell: (done: number) => void,
) {
  for (let at = start; at < end; at += page) {
    const range = { start: at, end: Math.min(at + page, end) };
    const records = await counter.ledger.records(range);
    const notes = new Map((await counter.ledger.checkpoints(range)).map((one) => [one.size, one]));
    if (records.length !== range.end - range.start) throw new BackupError(text.logTorn(at));
    const lines: string[] = [];
    for (const record of records) {
      lines.push(encodeRecord(record));
      const note = notes.get(record.seq + 1);
      if (note) lines.push(encodeCheckpoint(note));
    }
    yield Buffer.from(lines.join(""));
    tell(range.end);
  }
}

async function* keyLines(counter: Counter) {
  for (let after = ""; ; ) {
    const keys = await counter.keys.page(after, page);
    const last = keys.at(-1);
    if (!last) return;
    yield Buffer.from(keys.map(encodeKey).join(""));
    after = last.subject;
  }
}

async function backUpSettings(
  { dir }: BackupOptions,
  writer: Writer,
): Promise<Manifest["settings"]> {
  const path = join(dir, settingsFile);
  return existsSync(path) ? writer.write(objectPath, createReadStream(path)) : null;
}

async function backUpRepository(
  { repository, env }: BackupOptions,
  writer: Writer,
  scratch: string,
  before: Manifest | null,
): Promise<Manifest["repository"]> {
  const refs = repository === undefined ? null : await refsOf(repository, env);
  if (repository === undefined || refs === null) return null;
  if (before?.repository?.refs === refs) return before.repository;
  const file = join(scratch, "site.bundle");
  await writeBundle(repository, env, file);
  return { ...(await writer.write(objectPath, createReadStream(file))), refs };
}
