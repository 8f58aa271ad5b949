import { describe, expect, it } from "vitest";
import { finishedSets, isWhole, type Manifest, setName } from "../../src/backup/manifest.ts";
import { paceOf } from "../../src/backup/progress.ts";
import { planPrune } from "../../src/backup/prune.ts";

const sha = (letter: string) => letter.repeat(64);
const object = (letter: string) => ({ sha256: sha(letter), size: 1 });

function manifest(set: string, segments: string, keys: string): Manifest {
  return {
    format: "countersign-backup-v1",
    set,
    verifier: "v",
    checkpoint: "c",
    segments: [...segments].map((one, at) => ({ ...object(one), start: at, end: at + 1 })),
    keys: object(keys),
    identity: object("1"),
    settings: null,
    repository: null,
    recipients: [],
    tools: {},
  };
}

const [old, middle, newest] = ["20250101T000000Z", "20260101T000000Z", "20261101T000000Z"] as const;
const sets = [manifest(old, "a", "7"), manifest(middle, "ab", "8"), manifest(newest, "abc", "9")];
const paths = [
  ...["a", "b", "c", "d", "1"].map((one) => `objects/${sha(one)}.zst.age`),
  ...["7", "8", "9"].map((one) => `keys/${sha(one)}.zst.age`),
  "something else",
];

describe("sets", () => {
  it("are named so that later ones sort later, and count once they are signed", () => {
    expect(setName("2026-11-25T04:05:06.789Z")).toBe("20261125T040506Z");
    expect(
      finishedSets([
        `sets/${newest}/manifest.sig`,
        `sets/${old}/manifest.json`,
        `sets/${middle}/manifest.sig`,
        "x",
      ]),
    ).toEqual([middle, newest]);
  });

  it("are whole when their segments follow each other to the last record", () => {
    const of = (...ends: [number, number][]) =>
      ends.map(([start, end]) => ({ ...object("a"), start, end }));
    expect(isWhole(of([0, 5], [5, 9]), 9)).toBe(true);
    expect(isWhole(of([0, 5], [6, 9]), 9)).toBe(false);
    expect(isWhole(of([1, 9]), 9)).toBe(false);
    expect(isWhole(of([0, 5]), 9)).toBe(false);
    expect(isWhole([], 0)).toBe(true);
  });
});

describe("pruning", () => {
  const plan = (verified: string[], before = "20260601T000000Z") =>
    planPrune({ sets, paths, verified: new Set(verified), before });

  it("deletes nothing while the newest set is unproven", () => {
    expect(plan([old, middle])).toEqual({ refused: "newest_unverified" });
    expect(planPrune({ sets: [], paths, verified: new Set(), before: newest })).toEqual({
      refused: "no_sets",
    });
  });

  it("deletes old sets, and only objects that no kept set needs", () => {
    expect(plan([newest])).toEqual({
      sets: [old, middle],
      objects: [
        `objects/${sha("d")}.zst.age`,
        `keys/${sha("7")}.zst.age`,
        `keys/${sha("8")}.zst.age`,
      ],
    });
  });

  it("keeps only the latest copies of keys, so that destroyed keys leave the backups", () => {
    expect(plan([newest], "20200101T000000Z")).toEqual({
      sets: [],
      objects: [`objects/${sha("d")}.zst.age`, `keys/${sha("7")}.zst.age`],
    });
  });

  it("never deletes the newest set, however old it is", () => {
    expect(plan([newest], "20300101T000000Z")).toMatchObject({ sets: [old, middle] });
  });
});

it("progress tells share, rate and time left", () => {
  expect(paceOf(25, 100, 2_000_000, 5)).toEqual({
    share: 0.25,
    bytesPerSecond: 400_000,
    secondsLeft: 15,
  });
  expect(paceOf(0, 100, 0, 0)).toEqual({ share: 0, bytesPerSecond: 0, secondsLeft: null });
});
