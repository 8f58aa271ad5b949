import { type Digest, emptyRoot, nodeHash } from "./hash.ts";

/** Leaves from `start` up to and without `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The subtrees whose roots prove that leaf `index` is in a tree of `size` (RFC 6962, 2.1.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  return inclusionWithin(index, { start: 0, end: size });
}

function inclusionWithin(index: number, { start, end }: Range): Range[] {
  if (end - start === 1) return [];
  const middle = start + leftSize(end - start);
  return index < middle
    ? [...inclusionWithin(index, { start, end: middle }), { start: middle, end }]
    : [...inclusionWithin(index, { start: middle, end }), { start, end: middle }];
}

/** The subtrees whose roots prove that the tree of `size` begins with the tree of `old` (RFC 6962, 2.1.2). */
export function consistencyRanges(old: number, size: number): Range[] {
  if (!(old >= 0 && old <= size)) throw new RangeError(`no tree of ${old} in a tree of ${size}`);
  return old === 0 ? [] : consistencyWithin(old, { start: 0, end: size }, true);
}

function consistencyWithin(old: number, { start, end }: Range, known: boolean): Range[] {
  if (old === end) return known ? [] : [{ start, end }];
  const middle = start + leftSize(end - start);
  return old <= middle
    ? [...consistencyWithin(old, { start, end: middle }, known), { start: middle, end }]
    : [...consistencyWithin(old, { start: middle, end }, false), { start, end: middle }];
}

/** Largest power of two below `size`. */
export function leftSize(size: number): number {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

/** Whether `path` leads from the leaf at `index` to the root of a tree of `size` (RFC 9162, 2.1.3.2). */
export function provesInclusion(
  leaf: Digest,
  index: number,
  size: number,
  path: readonly Digest[],
  root: Digest,
): boolean {
  if (!isPosition(index, size)) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const one of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(one, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = nodeHash(hash, one);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Whether `path` shows that the tree under `root` begins with the tree under `oldRoot` (RFC 9162, 2.1.4.2). */
export function provesConsistency(
  old: number,
  size: number,
  oldRoot: Digest,
  root: Digest,
  path: readonly Digest[],
): boolean {
  if (!Number.isSafeInteger(old) || !Number.isSafeInteger(size) || old < 0 || old > size)
    return false;
  if (old === 0) return path.length === 0 && oldRoot.equals(emptyRoot);
  if (old === size) return path.length === 0 && oldRoot.equals(root);
  return path.length > 0 && leadsToBoth(old, size, oldRoot, root, path);
}

function leadsToBoth(
  old: number,
  size: number,
  oldRoot: Digest,
  root: Digest,
  path: readonly Digest[],
): boolean {
  let [at, last] = [old - 1, size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  // A perfect old tree is itself the first subtree, which the prover therefore leaves out.
  const [first, ...rest] = at === 0 ? [oldRoot, ...path] : path;
  if (!first) return false;
  let [before, after] = [first, first];
  for (const one of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [before, after] = [nodeHash(one, before), nodeHash(one, after)];
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else after = nodeHash(after, one);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && before.equals(oldRoot) && after.equals(root);
}

// Not `>> 1`: a log may outgrow 32 bits.
const half = (value: number) => Math.floor(value / 2);

function isPosition(index: number, size: number): boolean {
  return Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size;
}
