import { hash, randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Target } from "../../adapters/files/target.ts";
import { decodeLine } from "../../backup/lines.ts";
import {
  isWhole,
  keysPath,
  type Manifest,
  manifestPath,
  objectPath,
  objectsOf,
} from "../../backup/manifest.ts";
import { grow, loadGrowth } from "../../ledger/blocks.ts";
import { openCheckpoint } from "../../ledger/checkpoint.ts";
import { rootOf } from "../../ledger/frontier.ts";
import { leafHash } from "../../ledger/hash.ts";
import { leafOf } from "../../ledger/record.ts";
import { type Counter, shop } from "../counter.ts";
import type { Created } from "./create.ts";
import { restore } from "./restore.ts";
import { BackupError, checkObject, linesOf } from "./sets.ts";
import { backupText as text } from "./text.ts";

export interface DrillOptions {
  readonly counter: Counter;
  readonly dir: string;
  readonly target: Target;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Proves a set that was just made, and records the result. A set that holds everything is restored
 * and audited. Of one that goes on from earlier sets, the one-time key opens what is new: that is
 * opened and must lead from the log as it was to the signed root; the rest is compared by its hashes.
 */
export async function drill(options: DrillOptions, created: Created): Promise<string | null> {
  const { dir, target, env } = options;
  const { manifest, drillKey } = created;
  const problem = await (created.start === 0
    ? restoreAside({ dir, target, env, manifest, identities: [drillKey] })
    : openWhatIsNew(options, created)
  ).catch((error: unknown) => {
    if (error instanceof BackupError) return error.message;
    throw error;
  });
  await recordDrill(
    options.counter,
    options.target,
    created.manifest.set,
    "drill",
    problem === null,
  );
  return problem;
}

export async function recordDrill(
  counter: Counter,
  target: Target,
  set: string,
  how: "drill" | "custodian",
  ok: boolean,
): Promise<void> {
  const manifest = hash("sha256", await target.readText(manifestPath(set)));
  const data = { set, manifest, how, ok };
  await counter.write([
    { subject: shop, actor: "system", event: { type: "backup.verified", data } },
  ]);
}

interface Aside {
  readonly target: Target;
  readonly manifest: Manifest;
  readonly identities: readonly string[];
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Restores a set into a folder that is deleted again. Tells the first thing that does not fit. */
export async function restoreAside({ dir, ...set }: Aside): Promise<string | null> {
  const into = join(dir, `drill-${randomBytes(6).toString("hex")}.tmp`);
  try {
    const { inconsistencies } = await restore({ ...set, into });
    return inconsistencies[0]?.message ?? null;
  } finally {
    await rm(into, { recursive: true, force: true });
    await rm(`${into}.restoring`, { recursive: true, force: true });
  }
}

async function openWhatIsNew(
  { counter, target }: DrillOptions,
  { manifest, drillKey, start }: Created,
): Promise<string | null> {
  for (const object of objectsOf(manifest)) await checkObject(target, object);
  let growth = await loadGrowth(start, counter.ledger.hashes);
  for (const segment of manifest.segments.filter((one) => one.start >= start)) {
    const hashes: Buffer[] = [];
    for await (const line of linesOf(target, objectPath(segment.sha256), [drillKey])) {
      const decoded = decodeLine(line);
      if ("seq" in decoded) hashes.push(leafHash(leafOf(decoded)));
    }
    growth = grow(growth, hashes).grown;
  }
  for await (const line of linesOf(target, keysPath(manifest.keys.sha256), [drillKey]))
    if (line === "") return text.keysTorn;
  const { origin, verifiers } = counter.identity;
  const signed = openCheckpoint(manifest.checkpoint, origin, verifiers);
  const whole = isWhole(manifest.segments, signed?.size ?? -1);
  return whole && signed?.root.equals(rootOf(growth.frontier.peaks())) ? null : text.rootDiffers;
}
