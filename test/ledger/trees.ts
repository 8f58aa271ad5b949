import { grow, type Hashes, type KeptNode } from "../../src/ledger/blocks.ts";
import { createFrontier, rootOf, rootOfHashes } from "../../src/ledger/frontier.ts";
import { type Digest, leafHash } from "../../src/ledger/hash.ts";
import type { Range } from "../../src/ledger/proof.ts";

export const leafHashes = (size: number): Digest[] =>
  Array.from({ length: size }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));

/** A log in memory: its leaf hashes and the inner nodes that growing it in these steps keeps. */
export function memoryLog(hashes: readonly Digest[], steps: readonly number[] = [hashes.length]) {
  let growth = { size: 0, frontier: createFrontier() };
  const nodes = new Map<string, Digest>();
  const keep = ({ height, index, hash }: KeptNode) => nodes.set(`${height}/${index}`, hash);
  for (const step of steps) {
    const { grown, nodes: kept } = grow(growth, hashes.slice(growth.size, growth.size + step));
    growth = grown;
    kept.forEach(keep);
  }
  const read: Hashes = async (height, { start, end }: Range) =>
    Array.from({ length: end - start }, (_, at) => {
      const hash = height === 0 ? hashes[start + at] : nodes.get(`${height}/${start + at}`);
      if (!hash) throw new Error(`nothing kept at ${height}/${start + at}`);
      return hash;
    });
  return { growth, read, root: rootOf(growth.frontier.peaks()) };
}

export const rootAt = (hashes: readonly Digest[], size: number) =>
  rootOfHashes(hashes.slice(0, size));

/** Roots of all beginnings, by size. */
export function rootsOf(hashes: readonly Digest[]): Digest[] {
  const frontier = createFrontier();
  return [
    rootOf([]),
    ...hashes.map((hash) => {
      frontier.push(hash);
      return rootOf(frontier.peaks());
    }),
  ];
}
