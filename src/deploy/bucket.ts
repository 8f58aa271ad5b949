import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bucket } from "../adapters/s3/bucket.ts";
import { type Manifest, type ManifestFile, manifestName, parseManifest } from "./manifest.ts";
import { text } from "./text.ts";

/** How many files a deploy wrote and removed. */
export interface Deployed {
  readonly written: number;
  readonly removed: number;
}

/**
 * Brings a bucket from the last manifest to this one: only what changed, what pages need before the
 * pages. When a write fails, what was written over is put back, so that visitors keep the old site;
 * throws an Error that says so. Then what is gone is removed, and the manifest is written last: it
 * names what the bucket holds until that is so no more, and the next deploy finishes what this one
 * could not.
 */
export async function deployToBucket(
  bucket: Bucket,
  dir: string,
  manifest: Manifest,
): Promise<Deployed> {
  const before = await lastManifest(bucket);
  const known = new Map(before.map((one) => [one.path, one.sha256]));
  const changed = manifest.files.filter((one) => known.get(one.path) !== one.sha256).sort(byNeed);
  const done: string[] = [];
  const old = new Map<string, Uint8Array<ArrayBuffer>>();
  try {
    for (const { path } of changed) {
      const kept = await bucket.read(path);
      if (kept) old.set(path, kept);
      done.push(path);
      await bucket.write(path, await readFile(join(dir, path)));
    }
  } catch (error) {
    await putBack(bucket, done, old);
    throw new Error(text.keptOld, { cause: error });
  }
  const now = new Set(manifest.files.map((one) => one.path));
  const gone = before.filter((one) => !now.has(one.path));
  await finish(bucket, dir, gone);
  return { written: changed.length, removed: gone.length };
}

async function finish(bucket: Bucket, dir: string, gone: readonly ManifestFile[]): Promise<void> {
  try {
    for (const { path } of gone) await bucket.remove(path);
    await bucket.write(manifestName, await readFile(join(dir, manifestName)));
  } catch (error) {
    throw new Error(text.unfinished, { cause: error });
  }
}

async function lastManifest(bucket: Bucket): Promise<readonly ManifestFile[]> {
  const bytes = await bucket.read(manifestName);
  return bytes ? parseManifest(new TextDecoder().decode(bytes)).files : [];
}

/** Assets, then pages, then the marker that says which commit is live. */
function byNeed(a: ManifestFile, b: ManifestFile): number {
  return rank(a) - rank(b) || (a.path < b.path ? -1 : 1);
}

function rank({ path }: ManifestFile): number {
  if (path === "version.json") return 2;
  return path.endsWith(".html") ? 1 : 0;
}

async function putBack(
  bucket: Bucket,
  paths: readonly string[],
  old: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const path of paths.toReversed())
    await restore(bucket, path, old.get(path) ?? null).catch((error: unknown) =>
      failures.push(error),
    );
  if (failures.length > 0) throw new AggregateError(failures, text.mixed);
}

// The write that failed may have changed nothing.
async function restore(bucket: Bucket, path: string, old: Uint8Array<ArrayBuffer> | null) {
  const now = await bucket.read(path);
  if (now === null ? old === null : old !== null && Buffer.compare(now, old) === 0) return;
  await (old ? bucket.write(path, old) : bucket.remove(path));
}
