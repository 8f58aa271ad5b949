import { hash } from "node:crypto";
import * as z from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const objectSchema = z.strictObject({
  /** Hash of the encrypted bytes, and so the object's name. */
  sha256,
  size: z.int().min(0),
});
export type BackedUp = z.infer<typeof objectSchema>;

const segmentSchema = objectSchema.extend({
  /** Records from here up to and without `end`. */
  start: z.int().min(0),
  end: z.int().min(1),
});
export type Segment = z.infer<typeof segmentSchema>;

/** What a backup set holds. Objects are shared between sets and never written twice. */
export const manifestSchema = z.strictObject({
  format: z.literal("countersign-backup-v1"),
  set: z.string().regex(/^\d{8}T\d{6}Z$/),
  /** The line that verifies the log's checkpoints and this manifest. */
  verifier: z.string(),
  checkpoint: z.string(),
  segments: z.array(segmentSchema),
  /** Keys of the bodies: apart, so that they can go when their orders' time is over. */
  keys: objectSchema,
  identity: objectSchema,
  /** `settings.yml`, where there is one; sets from before it was kept have none. */
  settings: objectSchema.nullable().default(null),
  /** The website's repository as a git bundle; `refs` tells whether it has changed since. */
  repository: objectSchema.extend({ refs: sha256 }).nullable(),
  recipients: z.array(z.string()),
  tools: z.record(z.string(), z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const objectPath = (sha: string) => `objects/${sha}.zst.age`;
export const keysPath = (sha: string) => `keys/${sha}.zst.age`;
export const manifestPath = (set: string) => `sets/${set}/manifest.json`;
export const signaturePath = (set: string) => `sets/${set}/manifest.sig`;
export const restorePath = (set: string) => `sets/${set}/RESTORE.txt`;

/** `20261125T040506Z`: later sets sort later. */
export function setName(isoTime: string): string {
  return isoTime.replace(/\.\d+Z$/, "Z").replace(/[-:]/g, "");
}

/** Names of the sets whose signature is there: without it a set was never finished. */
export function finishedSets(paths: readonly string[]): string[] {
  return paths
    .flatMap((path) => /^sets\/(\d{8}T\d{6}Z)\/manifest\.sig$/.exec(path)?.[1] ?? [])
    .sort();
}

/** The text that is signed for a manifest. */
export function signedText(origin: string, manifestText: string): string {
  return `${origin}/backup\n${hash("sha256", manifestText)}\n`;
}

/** All objects of a set with their paths. */
export function objectsOf({ segments, keys, identity, settings, repository }: Manifest) {
  const plain = [...segments, identity, settings, repository].filter((one) => one !== null);
  return [
    ...plain.map(({ sha256: sha, size }) => ({ path: objectPath(sha), sha256: sha, size })),
    { path: keysPath(keys.sha256), ...keys },
  ];
}

/** Whether the segments follow each other without a gap from the first record to the last. */
export function isWhole(segments: readonly Segment[], size: number): boolean {
  let next = 0;
  for (const { start, end } of segments) {
    if (start !== next || end <= start) return false;
    next = end;
  }
  return next === size;
}
