import { expect, it } from "vitest";
import { formatBeijing, parseTime } from "../../src/base/time.ts";

it("shows instants in Beijing time, whatever zone they were written in", () => {
  expect(formatBeijing(Date.parse("2026-03-02T16:30:00Z"))).toBe("2026-03-03 00:30");
});

it("tells a time from a text that is none", () => {
  expect(parseTime("2026-03-02T09:00:00+08:00")).toBe(1772413200000);
  expect(parseTime("明天")).toBeNull();
});
