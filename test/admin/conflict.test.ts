import { describe, expect, it } from "vitest";
import { conflictOf, differencesOf } from "../../admin/editor/conflict.ts";

const seen = (head: string | null, published: string | null) => ({ head, published });

describe("what happened to an entry since it was opened", () => {
  it.each([
    ["nothing", seen("a", "1"), seen("a", "1"), null],
    ["nothing, without a draft", seen(null, "1"), seen(null, "1"), null],
    ["its draft was saved by somebody else", seen("a", "1"), seen("b", "1"), "draftChanged"],
    ["somebody else began a draft", seen(null, "1"), seen("a", "1"), "draftBegun"],
    ["the draft was published", seen("a", "1"), seen(null, "2"), "draftGone"],
    ["the draft was given up", seen("a", null), seen(null, null), "draftGone"],
    ["another change was published", seen("a", "1"), seen("a", "2"), "publishedChanged"],
    ["both: the draft is said first", seen("a", "1"), seen("b", "2"), "draftChanged"],
    ["it was withdrawn from the site", seen(null, "1"), seen(null, null), "publishedChanged"],
  ])("%s", (_what, before, now, conflict) => {
    expect(conflictOf(before, now)).toBe(conflict);
  });
});

describe("two versions side by side", () => {
  it("differ where a value differs, is new or is gone", () => {
    const mine = { title: "杯", price: 3900, note: "x" };
    const theirs = { title: "杯", price: 4200, stock: "in_stock" };
    expect(differencesOf(mine, theirs)).toEqual([
      { field: "price", mine: "3900", theirs: "4200" },
      { field: "note", mine: "x", theirs: "" },
      { field: "stock", mine: "", theirs: "in_stock" },
    ]);
  });

  it("are the same where only white space at the ends differs", () => {
    expect(differencesOf({ body: "文\n" }, { body: "\n文" })).toEqual([]);
  });

  it("compare lists as a whole", () => {
    expect(differencesOf({ gallery: [{ a: 1 }] }, { gallery: [{ a: 1 }] })).toEqual([]);
    expect(differencesOf({ gallery: [{ a: 1 }] }, { gallery: [] })).toHaveLength(1);
  });
});
