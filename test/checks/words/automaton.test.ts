import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildAutomaton } from "../../../src/checks/words/automaton.ts";

function found(words: readonly string[], text: string): string[] {
  const units = Uint16Array.from(text, (sign) => sign.charCodeAt(0));
  const hits: string[] = [];
  buildAutomaton(words).scan(units, units.length, (end, word) => hits.push(`${end} ${word}`));
  return hits.sort();
}

function expected(words: readonly string[], text: string): string[] {
  return words
    .flatMap((word, number) =>
      Array.from(text, (_sign, at) => at)
        .filter((at) => word !== "" && text.startsWith(word, at))
        .map((at) => `${at + word.length} ${number}`),
    )
    .sort();
}

describe("the automaton", () => {
  it("finds words within, beside and over each other", () => {
    const words = ["国家级品牌", "家级", "国家级", "级", "国家级"];
    expect(found(words, "国家级x")).toEqual(expected(words, "国家级x"));
    expect(found(words, "国家级x")).toHaveLength(4);
  });

  it("finds exactly what a plain search finds", () => {
    const few = fc.stringMatching(/^[甲乙丙丁a]{0,6}$/);
    fc.assert(
      fc.property(
        fc.array(few, { maxLength: 12 }),
        fc.stringMatching(/^[甲乙丙丁a戊]{0,60}$/),
        (words, text) => {
          expect(found(words, text)).toEqual(expected(words, text));
        },
      ),
    );
  });
});
