import type { Rule } from "./rule-schema.ts";
import type { RuleSet, Word } from "./rules.ts";
import { type Sentence, sentenceAround } from "./sentence.ts";
import { likeSounding, spelledOut } from "./sound.ts";
import { Gap, type Stream } from "./stream.ts";

/** Words of a rule in a stream, from one sign up to before another. */
export interface Hit {
  readonly rule: Rule;
  readonly start: number;
  readonly end: number;
  /** Spelled out in letters alone: nobody can be sure. */
  readonly doubtful: boolean;
}

interface Found {
  readonly word: Word;
  readonly start: number;
  readonly end: number;
}

/** Whether the signs from one up to before another, with a line end or a bar between, are one block. */
export type Joins = (from: number, to: number) => boolean;

/**
 * Every hit of the rules in a stream. `joinsExcept` answers the same as `joins` for the
 * words that make a hit innocent.
 */
export function hitsIn(
  stream: Stream,
  rules: RuleSet,
  joins: Joins,
  joinsExcept: Joins = joins,
): Hit[] {
  const found = wordsIn(stream, rules);
  const excepted = found.filter(
    (one) => one.word.role === "except" && isWhole(stream, one, joinsExcept),
  );
  const terms = found.filter(
    (one) =>
      one.word.role !== "except" &&
      isWord(stream, one) &&
      isWhole(stream, one, joins) &&
      !isExcepted(one, excepted),
  );
  const plain = terms.filter((one) => one.word.role === "term");
  // What is written as it is said needs no guess.
  const guessed = [
    ...spelledOut(stream, rules.automaton, rules.words),
    ...likeSounding(stream, rules.sounds),
  ].filter((hit) => !plain.some((one) => settles(one, hit)));
  return [
    ...terms.flatMap((one) => hitsOf(stream, one)),
    ...guessed.map(({ word, ...hit }) => ({ ...hit, rule: word.rule })),
  ].filter((hit) => !covered(hit, excepted));
}

// A word that only warns settles nothing of a longer one around it.
function settles({ word, start, end }: Found, hit: { start: number; end: number }): boolean {
  if (start >= hit.end || hit.start >= end) return false;
  return word.rule.severity === "block" || (start <= hit.start && hit.end <= end);
}

function wordsIn(stream: Stream, { automaton, words }: RuleSet): Found[] {
  const found: Found[] = [];
  automaton.scan(stream.signs, stream.length, (end, at) => {
    const word = words[at];
    if (word) found.push({ word, start: end - word.length, end });
  });
  return found;
}

// A word of letters or digits does not end within a longer one.
function isWord({ signs, gaps, length }: Stream, { word, start, end }: Found): boolean {
  const [left, right] = word.edges;
  if (left && start > 0 && gaps[start] === Gap.none && isAlphanumeric(signs[start - 1]))
    return false;
  return !(right && end < length && gaps[end] === Gap.none && isAlphanumeric(signs[end]));
}

function isAlphanumeric(unit = 0): boolean {
  return (unit >= 48 && unit <= 57) || (unit >= 97 && unit <= 122);
}

function isWhole(stream: Stream, { start, end }: Found, joins: Joins): boolean {
  const { gaps } = stream;
  let most: number = Gap.none;
  let least: number = Gap.block;
  let edge = false;
  for (let at = start + 1; at < end; at += 1) {
    const gap = gaps[at] ?? Gap.block;
    if (gap === Gap.edge) edge = true;
    else if (gap > most) most = gap;
    if (gap < least) least = gap;
  }
  if (edge && !(least === Gap.edge && end - start > 2) && !joins(start, end)) return false;
  if (most <= Gap.point) return true;
  return most < Gap.block && least >= Gap.point && isSpread(stream, start, end, most);
}

// Signs between every two characters part nothing. Of two characters alone, only such as cannot
// end a clause are taken so, or a pair of which the second stands in brackets.
function isSpread({ signs, gaps }: Stream, start: number, end: number, most: number): boolean {
  if (end - start > 2) return true;
  const first = String.fromCharCode(signs[start] ?? 0);
  const behind = gaps[end] ?? Gap.block;
  const isApart = behind === Gap.quote || behind === Gap.pause;
  return most <= Gap.pause && ("最第".includes(first) || isApart);
}

function isExcepted(one: Found, excepted: readonly Found[]): boolean {
  return one.word.role === "term" && covered({ ...one, rule: one.word.rule }, excepted);
}

function covered(
  { rule, start, end }: { rule: Rule; start: number; end: number },
  excepted: readonly Found[],
): boolean {
  return excepted.some(
    ({ word, ...one }) => word.rule === rule && one.start <= start && end <= one.end,
  );
}

function hitsOf(stream: Stream, { word, start, end }: Found): Hit[] {
  const { rule, role } = word;
  if (role === "except") return [];
  if (role === "term") return [{ rule, start, end, doubtful: false }];
  return patternHits(sentenceAround(stream, start, end), role).map((hit) => ({
    ...hit,
    rule,
    doubtful: false,
  }));
}

// The expression has to meet the word that called for it. Where it has a group `hit`, that is what is
// found, and the rest only has to be there.
function patternHits({ text, signs, start, end }: Sentence, pattern: RegExp) {
  return [...text.matchAll(pattern)].flatMap(({ index, 0: { length }, indices }) => {
    if (length === 0 || index >= end || index + length <= start) return [];
    const [from, to] = indices?.groups?.hit ?? [index, index + length];
    return [{ start: signs[from] ?? 0, end: (signs[to - 1] ?? 0) + 1 }];
  });
}
