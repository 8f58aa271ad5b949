import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadGrowth, proofPath } from "../../src/ledger/blocks.ts";
import { rootOf, rootOfHashes } from "../../src/ledger/frontier.ts";
import { type Digest, leafHash } from "../../src/ledger/hash.ts";
import {
  consistencyRanges,
  inclusionRanges,
  provesConsistency,
  provesInclusion,
} from "../../src/ledger/proof.ts";
import { leafHashes, memoryLog, rootAt, rootsOf } from "./trees.ts";
import reference from "./vectors/rfc6962.json" with { type: "json" };

const runs = process.env.SOAK ? 20_000 : 1_500;
const seed = Number(process.env.SEED ?? 6962);

const inclusion = (log: ReturnType<typeof memoryLog>, index: number, size: number) =>
  proofPath(inclusionRanges(index, size), log.read);
const consistency = (log: ReturnType<typeof memoryLog>, old: number, size: number) =>
  proofPath(consistencyRanges(old, size), log.read);

describe("the tree is RFC 6962's", () => {
  const hashes = reference.leaves.map((leaf) => leafHash(Buffer.from(leaf, "hex")));

  it("has the published roots", () => {
    const roots = reference.roots.map((_, size) => rootAt(hashes, size).toString("hex"));
    expect(roots).toEqual(reference.roots);
  });

  it.each(reference.inclusion)("makes the published proof of $index in $size", async (vector) => {
    const path = await inclusion(memoryLog(hashes), vector.index, vector.size);
    expect(path.map((one) => one.toString("hex"))).toEqual(vector.path);
  });
});

describe("every proof holds, at every size", () => {
  const hashes = leafHashes(70);
  const log = memoryLog(hashes);
  const roots = rootsOf(hashes);

  it("proves each record in each tree", async () => {
    for (let size = 1; size <= 70; size++)
      for (const [index, leaf] of hashes.slice(0, size).entries()) {
        const path = await inclusion(log, index, size);
        expect(provesInclusion(leaf, index, size, path, roots[size] ?? leaf)).toBe(true);
      }
  });

  it("proves each tree a beginning of each later one", async () => {
    for (let size = 0; size <= 70; size++)
      for (let old = 0; old <= size; old++) {
        const path = await consistency(log, old, size);
        const [before, after] = [roots[old], roots[size]];
        expect(before && after && provesConsistency(old, size, before, after, path)).toBe(true);
      }
  });
});

describe("what is kept of a large log is enough", () => {
  const hashes = leafHashes(66_000);
  const log = memoryLog(hashes, [1, 254, 1, 1, 300, 65_000, 443]);

  it("grows to the same root, however it was cut into batches", () => {
    expect(log.root).toEqual(rootOfHashes(hashes));
  });

  it.each([0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 66_000])(
    "reopens at %i records",
    async (size) => {
      const { frontier } = await loadGrowth(size, log.read);
      expect(rootOf(frontier.peaks())).toEqual(rootAt(hashes, size));
    },
  );

  it("proves old records and old trees from kept nodes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(65_999), fc.nat(65_999), async (a, b) => {
        const [index, size] = [Math.min(a, b), Math.max(a, b) + 1];
        const root = rootAt(hashes, size);
        const leaf = leafHash(Buffer.from(`leaf ${index}`));
        const path = await inclusion(log, index, size);
        expect(provesInclusion(leaf, index, size, path, root)).toBe(true);
        const older = await consistency(log, index, size);
        expect(provesConsistency(index, size, rootAt(hashes, index), root, older)).toBe(true);
      }),
      { numRuns: 20, seed },
    );
  });
});

type Damage = (path: Digest[]) => Digest[];

const flip = (digest: Digest, bit: number) => {
  const changed = Buffer.from(digest);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
};

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ at: fc.nat(), bit: fc.nat(255) }).map(
    ({ at, bit }): Damage =>
      (path) =>
        path.length === 0
          ? [leafHash(Buffer.of(bit))]
          : path.with(at % path.length, flip(path[at % path.length] ?? Buffer.alloc(32), bit)),
  ),
  fc.constant<Damage>((path) => (path.length === 0 ? [Buffer.alloc(32)] : path.slice(1))),
  fc.constant<Damage>((path) => [...path, path[0] ?? Buffer.alloc(32)]),
  fc.constant<Damage>((path) => [path[0] ?? Buffer.alloc(32), ...path]),
);

describe("no forgery is believed", () => {
  const hashes = leafHashes(300);
  const log = memoryLog(hashes);
  const roots = rootsOf(hashes);
  const rootOfFirst = (size: number) => roots[size] ?? Buffer.alloc(32);
  const at = fc.record({
    a: fc.nat(299),
    b: fc.nat(299),
    damage,
    shift: fc.integer({ min: 1, max: 40 }),
  });

  it("refuses damaged proofs, moved records and other roots", async () => {
    await fc.assert(
      fc.asyncProperty(at, async ({ a, b, damage: spoil, shift }) => {
        const [index, size] = [Math.min(a, b), Math.max(a, b) + 1];
        const leaf = hashes[index] ?? Buffer.alloc(32);
        const root = rootOfFirst(size);
        const path = await inclusion(log, index, size);
        expect(provesInclusion(leaf, index, size, spoil(path), root)).toBe(false);
        expect(provesInclusion(leaf, index + shift, size, path, root)).toBe(false);
        expect(provesInclusion(flip(leaf, shift), index, size, path, root)).toBe(false);
        expect(provesInclusion(leaf, index, size, path, flip(root, shift))).toBe(false);
      }),
      { numRuns: runs, seed },
    );
  });

  it("refuses histories that were rewritten", async () => {
    await fc.assert(
      fc.asyncProperty(at, async ({ a, b, damage: spoil, shift }) => {
        const [old, size] = [Math.min(a, b) + 1, Math.max(a, b) + 1];
        const [before, after] = [rootOfFirst(old), rootOfFirst(size)];
        const path = await consistency(log, old, size);
        expect(provesConsistency(old, size, before, after, spoil(path))).toBe(false);
        expect(provesConsistency(old, size, flip(before, shift), after, path)).toBe(false);
        expect(provesConsistency(old, size, before, flip(after, shift), path)).toBe(false);
      }),
      { numRuns: runs, seed: seed + 1 },
    );
  });
});
