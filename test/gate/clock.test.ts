import { expect, it } from "vitest";
import { clockAt, clockLines, notLive } from "../../src/gate/clock.ts";
import { recordLine } from "../../src/gate/record.ts";

const signed = "2026-03-02T08:00:00Z";
const after = (hours: number) => Date.parse(signed) + hours * 3_600_000;

it.each([
  [0, "running"],
  [23.99, "running"],
  [24, "warned"],
  [47.99, "warned"],
  [48, "overdue"],
])("%s hours after the last signature the clock is %s", (hours, state) => {
  expect(clockAt(signed, after(hours)).state).toBe(state);
});

it("the report names what is late, and nothing else", () => {
  const changes = [
    { number: 1, signedAt: signed },
    { number: 2, signedAt: null },
    { number: 3, signedAt: "2026-03-04T07:00:00Z" },
  ];
  expect(clockLines(changes, after(30))).toEqual([
    "！变更 #1：签齐已 30 小时，还没有上线（限 48 小时）",
  ]);
  expect(clockLines(changes, after(50))).toEqual([
    "✗ 变更 #1：签齐已 50 小时，超过 48 小时还没有上线",
  ]);
});

const merged = (sha: string, pull: number) => ({
  sha,
  parents: ["p"],
  tree: "t",
  author: "ed",
  at: signed,
  message: `x\n\n${recordLine({
    version: 1,
    pull,
    author: "ed",
    head: "h",
    fingerprint: "f",
    policy: "p",
    classes: ["product"],
    signatures: { "dept_lead:product": [{ review: 1, user: "paul", commit: "h", at: signed }] },
  })}`,
});

it("what is above the live commit is not live yet", () => {
  const commits = [merged("c", 3), merged("b", 2), merged("a", 1)];
  expect(notLive(commits, "b")).toEqual([{ number: 3, signedAt: signed }]);
  expect(notLive(commits, "c")).toEqual([]);
  expect(notLive(commits, null).map((one) => one.number)).toEqual([3, 2, 1]);
});
