import { type Digest, emptyRoot, nodeHash } from "./hash.ts";

/** Root of a perfect subtree that nothing joins yet. */
export interface Peak {
  readonly level: number;
  readonly hash: Digest;
}

/** The right edge of a growing tree: all that appending needs, O(log n). */
export interface Frontier {
  /** Adds the root of a perfect subtree of `level` (0: a leaf hash); returns the roots it completed, lowest first. */
  push(hash: Digest, level?: number): readonly Peak[];
  /** Left to right, the largest subtree first. */
  peaks(): readonly Peak[];
}

export function createFrontier(start: readonly Peak[] = []): Frontier {
  const peaks = [...start];
  return {
    push(hash, level = 0) {
      let top: Peak = { level, hash };
      const completed = [top];
      for (let left = peaks.at(-1); left?.level === top.level; left = peaks.at(-1)) {
        peaks.pop();
        top = { level: top.level + 1, hash: nodeHash(left.hash, top.hash) };
        completed.push(top);
      }
      peaks.push(top);
      return completed;
    },
    peaks: () => peaks,
  };
}

/** Root of the tree that ends in these peaks. */
export function rootOf(peaks: readonly Peak[]): Digest {
  const [last, ...others] = peaks.map((one) => one.hash).reverse();
  return last ? others.reduce((right, left) => nodeHash(left, right), last) : emptyRoot;
}

/** Root of a whole list of leaf hashes. */
export function rootOfHashes(hashes: readonly Digest[]): Digest {
  const frontier = createFrontier();
  for (const one of hashes) frontier.push(one);
  return rootOf(frontier.peaks());
}
