import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../src/approval/decide.ts";
import type { Decision } from "../../src/approval/decision.ts";
import { type History, history } from "./histories.ts";
import { oracle } from "./oracle.ts";

const soak = Number(process.env.SOAK ?? 0);
// SOAK=1 asks for the long run, any larger number for that many histories.
const numRuns = soak === 1 ? 20_000 : Math.max(soak, 400);
const seed = Number(process.env.SEED ?? 20_260_302);

describe("random lives of a pull request", () => {
  it("end in what the brute-force reading of the contract says", () => {
    const outcomes = new Map<string, number>();
    fc.assert(
      fc.property(history, ({ policy, snapshot, now }) => {
        const found = plain(decide(policy, snapshot, now));
        expect(found).toEqual(plain({ ...oracle(policy, snapshot, now), explanation: [] }));
        outcomes.set(found.reason, (outcomes.get(found.reason) ?? 0) + 1);
      }),
      { seed, numRuns },
    );
    // The histories reach the interesting places.
    for (const reason of ["ALL_STAGES_APPROVED", "WAITING", "OUT_OF_TURN", "CHANGES_REQUESTED"])
      expect([reason, (outcomes.get(reason) ?? 0) > 0]).toEqual([reason, true]);
  }, 600_000);

  it("do not depend on the order in which lists are read", () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), ({ policy, snapshot, now }, luck) => {
        const shuffled = shuffle(snapshot, luck);
        expect(plain(decide(policy, shuffled, now))).toEqual(plain(decide(policy, snapshot, now)));
      }),
      { seed, numRuns: Math.min(numRuns, 2000) },
    );
  }, 600_000);

  it("are never approved by one more signature of somebody who may not sign", () => {
    fc.assert(
      fc.property(history, fc.nat(50), ({ policy, snapshot, now }, at) => {
        const before = decide(policy, snapshot, now);
        const reviews = [...(snapshot.reviews ?? [])];
        const time = new Date(Date.UTC(2026, 2, 2, 9, at)).toISOString();
        const stranger = { id: 999, user: "stranger", user_type: "User", state: "APPROVED" };
        reviews.push({ ...stranger, commit: snapshot.pr.head, at: time });
        const after = decide(policy, { ...snapshot, reviews }, now);
        expect([after.decision, after.stage, after.counted]).toEqual([
          before.decision,
          before.stage,
          before.counted,
        ]);
      }),
      { seed, numRuns: Math.min(numRuns, 2000) },
    );
  }, 600_000);
});

/** Without the rendering, and without an order where none is meant. */
function plain({ explanation: _, ...decision }: Decision) {
  const waiting = decision.waiting_for.map((login) => login.toLowerCase());
  return { ...decision, waiting_for: waiting.toSorted() };
}

function shuffle({ ...snapshot }: History["snapshot"], luck: fc.Stream<number>) {
  const numbers = luck[Symbol.iterator]();
  const mixed = <T>(list: readonly T[]): T[] =>
    list
      .map((one) => ({ one, key: Number(numbers.next().value ?? 0) }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ one }) => one);
  return {
    ...snapshot,
    files: mixed(snapshot.files),
    commits: mixed(snapshot.commits),
    reviews: mixed(snapshot.reviews ?? []),
    pushes: mixed(snapshot.pushes ?? []),
    dismissals: mixed(snapshot.dismissals ?? []),
  };
}
