import { type Manifest, objectsOf } from "./manifest.ts";

export interface PruneFacts {
  /** Finished sets, oldest first. */
  readonly sets: readonly Manifest[];
  readonly paths: readonly string[];
  /** Names of the sets whose restore was proven. */
  readonly verified: ReadonlySet<string>;
  /** Sets made before this name go. */
  readonly before: string;
}

export type PrunePlan =
  | { readonly refused: "no_sets" | "newest_unverified" }
  | { readonly sets: readonly string[]; readonly objects: readonly string[] };

/** How many sets keep their keys: older copies of keys must not outlive the orders' time. */
const keptKeys = 2;

/**
 * What may be deleted. Old sets are never worth more than the proof that the newest one can be
 * restored, so without that proof nothing goes.
 */
export function planPrune({ sets, paths, verified, before }: PruneFacts): PrunePlan {
  const newest = sets.at(-1);
  if (!newest) return { refused: "no_sets" };
  if (!verified.has(newest.set)) return { refused: "newest_unverified" };
  const kept = sets.filter(({ set }) => set >= before || set === newest.set);
  const keys = kept.slice(-keptKeys).map((one) => one.keys.sha256);
  const needed = new Set(
    kept
      .flatMap(objectsOf)
      .filter(({ path, sha256 }) => !path.startsWith("keys/") || keys.includes(sha256))
      .map(({ path }) => path),
  );
  const old = sets.filter((one) => !kept.includes(one)).map((one) => one.set);
  return {
    sets: old,
    objects: paths.filter((path) => /^(objects|keys)\//.test(path) && !needed.has(path)),
  };
}
