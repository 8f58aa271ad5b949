import { describe, expect, it } from "vitest";
import { secondsLeft } from "../../admin/editor/upload.ts";

const at = (sent: number, seconds: number) => ({ sent, total: 40_000_000, seconds, lost: false });

describe("how long an upload still takes", () => {
  it("is told from the pace so far: 40 MB at 2 Mbit/s are 160 seconds", () => {
    expect(secondsLeft(at(250_000, 1))).toBe(159);
    expect(secondsLeft(at(20_000_000, 80))).toBe(80);
    expect(secondsLeft(at(40_000_000, 160))).toBe(0);
  });

  it("is not told before anything is known", () => {
    expect(secondsLeft(at(0, 5))).toBeNull();
    expect(secondsLeft(at(100, 0.2))).toBeNull();
  });
});
