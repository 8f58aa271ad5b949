import { createWriteStream, existsSync, readdirSync } from "node:fs";
import { rename, rm, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { makePrivateFolder } from "../../adapters/files/durable.ts";
import type { Target } from "../../adapters/files/target.ts";
import { checkBundleFile } from "../../adapters/git/bundle-file.ts";
import { openKeyStore } from "../../adapters/store/key-store.ts";
import { openLedgerStore } from "../../adapters/store/ledger-store.ts";
import { createRefill } from "../../adapters/store/refill.ts";
import type { Database } from "../../adapters/store/sql.ts";
import { type CheckpointLine, decodeKey, decodeLine, type RecordLine } from "../../backup/lines.ts";
import { keysPath, type Manifest, objectPath } from "../../backup/manifest.ts";
import type { AuditReport } from "../../ledger/audit.ts";
import { lookUpWords } from "../../orders/look-up.ts";
import { auditCounter } from "../audit.ts";
import type { Counter } from "../counter.ts";
import { openCounter, openDatabases } from "../open.ts";
import { settingsFile } from "../settings.ts";
import { BackupError, checkObject, linesOf, openObject } from "./sets.ts";
import { backupText as text } from "./text.ts";

export interface RestoreOptions {
  readonly target: Target;
  readonly manifest: Manifest;
  readonly identities: readonly string[];
  /** A folder that is not there, or is empty. */
  readonly into: string;
  readonly env: NodeJS.ProcessEnv;
  /** An empty database that takes the log and the keys; SQLite in the folder without it. */
  readonly databaseUrl?: string | undefined;
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
}

// Names are spread over the whole index: many in one transaction touch its pages once.
const batch = 8_192;

/**
 * Rebuilds the order desk's folder from a set and audits it against the set's checkpoint. The folder
 * appears only when all of it is there and in order; until then it has another name.
 */
export async function restore(options: RestoreOptions): Promise<AuditReport> {
  const { into, target, manifest, identities } = options;
  if (existsSync(into) && readdirSync(into).length > 0) throw new BackupError(text.notEmpty(into));
  const aside = `${into}.restoring`;
  await rm(aside, { recursive: true, force: true });
  await makePrivateFolder(aside);
  await copyOut(
    target,
    objectPath(manifest.identity.sha256),
    identities,
    join(aside, "identity.json"),
  );
  if (manifest.settings)
    await copyOut(
      target,
      objectPath(manifest.settings.sha256),
      identities,
      join(aside, settingsFile),
    );
  await refillDatabases(options, aside);
  await restoreRepository(options, aside);
  const report = await auditRestored(aside, options);
  if (report.inconsistencies.length > 0) return report;
  if (existsSync(into)) await rmdir(into);
  await rename(aside, into);
  return report;
}

async function refillDatabases(options: RestoreOptions, dir: string): Promise<void> {
  const { ledger, keys } = await openDatabases(dir, options.databaseUrl);
  try {
    const { records } = await openLedgerStore(ledger).sizes();
    if (records > 0) throw new BackupError(text.databaseTaken(records));
    await refillLedger(options, ledger);
    await refillKeys(options, keys);
  } finally {
    await ledger.close();
    if (keys !== ledger) await keys.close();
  }
}

async function refillLedger(
  { target, manifest, identities, onProgress }: RestoreOptions,
  database: Database,
): Promise<void> {
  const refill = createRefill(database);
  const all = manifest.segments.at(-1)?.end ?? 0;
  let records: RecordLine[] = [];
  let checkpoints: CheckpointLine[] = [];
  const flush = async () => {
    await refill.add(records, checkpoints);
    onProgress?.((records.at(-1)?.seq ?? 0) + 1, all);
    [records, checkpoints] = [[], []];
  };
  for (const { sha256, size } of manifest.segments) {
    const path = objectPath(sha256);
    await checkObject(target, { path, sha256, size });
    for await (const line of linesOf(target, path, identities)) {
      const decoded = decodeLine(line);
      if ("seq" in decoded) records.push(decoded);
      else checkpoints.push(decoded);
      // A checkpoint follows its record: it must not be parted from it.
      if (records.length >= batch && "note" in decoded) await flush();
    }
  }
  if (records.length > 0) await flush();
}

async function refillKeys(
  { target, manifest, identities }: RestoreOptions,
  database: Database,
): Promise<void> {
  const keys = openKeyStore(database);
  let part = new Map<string, Buffer>();
  for await (const line of linesOf(target, keysPath(manifest.keys.sha256), identities)) {
    const { subject, key } = decodeKey(line);
    part.set(subject, key);
    if (part.size < batch) continue;
    await keys.ensure(part);
    part = new Map();
  }
  await keys.ensure(part);
}

async function auditRestored(
  dir: string,
  { manifest, databaseUrl }: RestoreOptions,
): Promise<AuditReport> {
  const counter = await openCounter({ dir, databaseUrl });
  try {
    await rebuildIndex(counter);
    return await auditCounter(counter, { notes: [manifest.checkpoint] });
  } finally {
    await counter.close();
  }
}

// What orders are found by is not backed up: it comes from the orders themselves.
async function rebuildIndex(counter: Counter): Promise<void> {
  const { records: size } = await counter.ledger.sizes();
  for (let at = 0; at < size; at += batch) {
    const records = await counter.ledger.records({ start: at, end: at + batch });
    const events = await counter.open(records);
    const tokens = events.flatMap((event, place) => {
      const subject = records[place]?.subject ?? "";
      if (event?.type !== "order.received" && event?.type !== "order.drift_detected") return [];
      return lookUpWords(event.data.order).map((word) => ({
        token: counter.identity.hide(word),
        subject,
      }));
    });
    await counter.keys.ensure(new Map(), tokens);
  }
}

async function restoreRepository(
  { target, manifest, identities, env }: RestoreOptions,
  dir: string,
): Promise<void> {
  if (!manifest.repository) return;
  const file = join(dir, "site.bundle");
  await copyOut(target, objectPath(manifest.repository.sha256), identities, file);
  const check = join(dir, "site.check");
  await checkBundleFile(file, check, env);
  await rm(check, { recursive: true, force: true });
}

async function copyOut(
  target: Target,
  path: string,
  identities: readonly string[],
  file: string,
): Promise<void> {
  await writeFile(file, "", { mode: 0o600 });
  const source = await openObject(target, path, identities);
  await pipeline(source, createWriteStream(file, { mode: 0o600 })).catch((error: unknown) => {
    throw new BackupError(text.objectLocked(path, error instanceof Error ? error.message : ""));
  });
}
