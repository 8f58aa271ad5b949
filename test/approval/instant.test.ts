import { describe, expect, it } from "vitest";
import { instant } from "../../src/approval/instant.ts";

const nine = Date.UTC(2026, 2, 2, 1);

describe("an instant", () => {
  it.each([
    "2026-03-02T09:00:00+08:00",
    "2026-03-02T10:00:00+0900",
    "2026-03-02T09:00+08",
    "2026-03-02T01:00:00Z",
    "2026-03-02t01:00:00.000z",
    "2026-03-02 09:00:00",
    "2026-03-02T09:00",
  ])("%s is nine in Beijing", (text) => {
    expect(instant(text)).toBe(nine);
  });

  it("a date alone is midnight in Beijing", () => {
    expect(instant("2026-03-02")).toBe(nine - 9 * 3600 * 1000);
  });

  it.each(["", "soon", "1", "2026", "03/02/2026", "2026-13-40", 5, null, undefined, {}])(
    "%j is none",
    (value) => {
      expect(instant(value)).toBeNull();
    },
  );
});
