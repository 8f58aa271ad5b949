import { describe, expect, it } from "vitest";
import { createOverviews } from "../../../admin/review/overviews.ts";
import { overview } from "./reports.ts";

const minute = 60_000;

/** Fifty open changes, and every question that was asked about one of them. */
function office(count: number) {
  let now = 0;
  let all = Array.from({ length: count }, (_, at) => overview(at + 1));
  const asked: number[] = [];
  const overviews = createOverviews(
    {
      openPulls: async () => all.map((one) => one.pull),
      async overview(pull) {
        asked.push(pull.number);
        return all.find((one) => one.pull.number === pull.number) ?? overview(pull.number);
      },
    },
    () => now,
    () => undefined,
  );
  return {
    overviews,
    /** Refreshes and tells which changes were asked about. */
    async look(later = 0) {
      now += later;
      asked.length = 0;
      await overviews.refresh();
      return [...asked];
    },
    touch(number: number) {
      all = all.map((one) =>
        one.pull.number === number
          ? { ...one, pull: { ...one.pull, updated_at: `2026-03-03T00:00:0${number}Z` } }
          : one,
      );
    },
    close(number: number) {
      all = all.filter((one) => one.pull.number !== number);
    },
  };
}

describe("fifty open changes", () => {
  it("are asked about once, and not again while nothing moves", async () => {
    const { look, overviews } = office(50);
    expect(await look()).toHaveLength(50);
    expect(overviews.ready()).toBe(true);
    expect(await look(minute)).toEqual([]);
  });

  it("are asked about one by one as they move, and once more while the gate thinks", async () => {
    const { look, touch } = office(50);
    await look();
    await look(minute);
    touch(7);
    expect(await look(15_000)).toEqual([7]);
    expect(await look(15_000)).toEqual([7]);
    expect(await look(minute)).toEqual([]);
  });

  it("are asked about again after a while: a deputy's window may have begun", async () => {
    const { look } = office(3);
    await look();
    expect(await look(6 * minute)).toEqual([1, 2, 3]);
  });

  it("are gone when they are closed, and asked about anew when told to forget", async () => {
    const { look, close, overviews } = office(3);
    await look();
    close(2);
    overviews.forget(3);
    expect(await look(minute)).toEqual([3]);
    expect(overviews.all().map((one) => one.pull.number)).toEqual([1, 3]);
  });
});
