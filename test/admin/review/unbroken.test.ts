import { describe, expect, it } from "vitest";
import { unbroken } from "../../../admin/review/unbroken.ts";

describe("a line with moments in it", () => {
  it("keeps each moment in one piece of its own, and every word in its place", () => {
    const pieces = unbroken("2026-12-01 09:00 起至 2026-12-05 18:00");
    const said = pieces.map((one) => (typeof one === "string" ? one : one.values.join("")));
    expect(said).toEqual(["", "2026-12-01 09:00", " 起至 ", "2026-12-05 18:00", ""]);
  });

  it("is left alone where there is none", () => {
    expect(unbroken("（空）")).toEqual(["（空）"]);
  });
});
