import { createFrontier, type Frontier, rootOfHashes } from "./frontier.ts";
import { type Digest, nodeHash } from "./hash.ts";
import { leftSize, type Range } from "./proof.ts";

/** Every eighth level of the tree is kept, so that any subtree's root is at most 255 hashes away. */
export const blockSize = 256;
const blockLevels = 8;

/** A kept inner node: the root of 256^height leaves, `height` at least 1. */
export interface KeptNode {
  readonly height: number;
  readonly index: number;
  readonly hash: Digest;
}

/** Hashes number `start` up to and without `end` at a height: leaf hashes at 0, kept nodes above. */
export type Hashes = (height: number, range: Range) => Promise<readonly Digest[]>;

/** A log's growing end. */
export interface Growth {
  readonly size: number;
  readonly frontier: Frontier;
}

/** Adds leaf hashes; returns the new end and the inner nodes to keep. The old end is used up. */
export function grow(
  { size, frontier }: Growth,
  hashes: readonly Digest[],
): { readonly grown: Growth; readonly nodes: readonly KeptNode[] } {
  const nodes: KeptNode[] = [];
  hashes.forEach((hash, at) => {
    for (const { level, hash: root } of frontier.push(hash))
      if (level > 0 && level % blockLevels === 0)
        nodes.push({
          height: level / blockLevels,
          index: Math.floor((size + at) / 2 ** level),
          hash: root,
        });
  });
  return { grown: { size: size + hashes.length, frontier }, nodes };
}

/** Rebuilds the growing end of a log of `size` from what is kept; reads at most 255 hashes a height. */
export async function loadGrowth(size: number, hashes: Hashes): Promise<Growth> {
  const frontier = createFrontier();
  for (let height = heightOf(size); height >= 0; height--) {
    const width = blockSize ** height;
    const end = Math.floor(size / width);
    const start = Math.floor(size / (width * blockSize)) * blockSize;
    if (end === start) continue;
    for (const hash of await hashes(height, { start, end }))
      frontier.push(hash, height * blockLevels);
  }
  return { size, frontier };
}

function heightOf(size: number): number {
  let height = 0;
  while (blockSize ** (height + 1) <= size) height++;
  return height;
}

/** Root over the leaves of a range that a proof asks for. */
async function hashRange({ start, end }: Range, hashes: Hashes): Promise<Digest> {
  const length = end - start;
  if (Number.isInteger(Math.log2(length)) && start % length === 0)
    return perfect(start, Math.log2(length), hashes);
  const middle = start + leftSize(length);
  return nodeHash(
    await hashRange({ start, end: middle }, hashes),
    await hashRange({ start: middle, end }, hashes),
  );
}

async function perfect(start: number, level: number, hashes: Hashes): Promise<Digest> {
  const height = Math.floor(level / blockLevels);
  const first = start / blockSize ** height;
  return rootOfHashes(
    await hashes(height, { start: first, end: first + 2 ** (level % blockLevels) }),
  );
}

/** Roots of the ranges of a proof, in its order. */
export async function proofPath(ranges: readonly Range[], hashes: Hashes): Promise<Digest[]> {
  const path: Digest[] = [];
  for (const one of ranges) path.push(await hashRange(one, hashes));
  return path;
}
