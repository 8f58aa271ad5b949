import { describe, expect, it } from "vitest";
import { beijingClock } from "../../src/base/time.ts";
import { isOnline } from "../../src/duty/service.ts";

const hours = {
  online_from: "08:50",
  online_to: "18:10",
  rota: [{ from: "2026-11-28", to: "2026-11-29" }],
  closed: [
    { day: "2026-12-31", note: "盘点" },
    { day: "2026-11-29", note: "有人值班" },
  ],
};
const online = (iso: string) => isOnline(hours, beijingClock(Date.parse(iso)));

describe("online service", () => {
  it.each([
    ["Tuesday, the minute before it opens", "2026-11-24T08:49:59+08:00", false],
    ["Tuesday, as it opens", "2026-11-24T08:50:00+08:00", true],
    ["Tuesday, its last second", "2026-11-24T18:09:59+08:00", true],
    ["Tuesday, as it closes", "2026-11-24T18:10:00+08:00", false],
    ["a Saturday of the rota", "2026-11-28T10:00:00+08:00", true],
    ["a Sunday of the rota that is also a day of rest", "2026-11-29T10:00:00+08:00", true],
    ["a Saturday that nobody has", "2026-12-05T10:00:00+08:00", false],
    ["a Sunday that nobody has", "2026-12-06T10:00:00+08:00", false],
    ["a Thursday of rest", "2026-12-31T10:00:00+08:00", false],
    ["Monday in Beijing, Sunday still in London", "2026-12-06T23:59:00Z", false],
    ["Monday nine o'clock in Beijing, told from London", "2026-12-07T01:00:00Z", true],
  ])("%s", (_when, at, answered) => {
    expect(online(at)).toBe(answered);
  });
});
