import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Passage, passages, wordDiff } from "../../../../admin/review/change/passages.ts";

const plain = ({ kind, parts }: Passage) =>
  kind === "gap"
    ? "…"
    : parts
        .map(({ mark, text }) =>
          mark === "added" ? `[+${text}]` : mark === "removed" ? `[-${text}]` : text,
        )
        .join("")
        .trim();

describe("how a text changed", () => {
  it("marks the words of the sentence that changed, between its neighbours", () => {
    const before = "第一句。第二句。价格是十元。第四句。第五句。";
    const after = "第一句。第二句。价格是十二元。第四句。第五句。";
    expect(passages(before, after).map(plain)).toEqual([
      "…",
      "第二句。",
      "价格是[-十元][+十二元]。",
      "第四句。",
      "…",
    ]);
  });

  it("marks a sentence that came or went as a whole", () => {
    expect(passages("甲。乙。", "甲。").map(plain)).toEqual(["甲。", "[-乙。]"]);
    expect(passages("", "新的一句。").map(plain)).toEqual(["[+新的一句。]"]);
  });

  it("is silent about a text that stayed", () => {
    expect(passages("甲。", "甲。")).toEqual([]);
  });

  it("never loses or invents a character", () => {
    const text = fc.string({
      unit: fc.constantFrom("甲", "乙", "。", "\n", "a", " "),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = wordDiff(before, after);
        const without = (mark: string) =>
          parts
            .filter((one) => one.mark !== mark)
            .map((one) => one.text)
            .join("");
        expect(without("added")).toBe(before);
        expect(without("removed")).toBe(after);
      }),
    );
  });

  it("shows every character that came or went", () => {
    const text = fc.string({ unit: fc.constantFrom("甲", "乙", "。", "\n", "a"), maxLength: 40 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const shown = passages(before, after).some((one) => one.kind === "changed");
        expect(shown).toBe(before !== after);
      }),
    );
  });
});
