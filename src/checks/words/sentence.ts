import type { CompiledTest } from "./rules.ts";
import { Gap, type Stream } from "./stream.ts";

/** The sentence around a hit, folded, with `，` for every pause. */
export interface Sentence {
  readonly text: string;
  /** By index of `text`: the sign of the stream; for a pause the one behind it. */
  readonly signs: readonly number[];
  /** Where the hit stands in `text`. */
  readonly start: number;
  readonly end: number;
}

// More says nothing about the hit, and would make the cost of many hits in one text square.
const reach = 100;

export function sentenceAround(stream: Stream, start: number, end: number): Sentence {
  let first = start;
  while (first > 0 && start - first < reach && !isEnd(stream, first)) first -= 1;
  let last = end;
  while (last < stream.length && last - end < reach && !isEnd(stream, last)) last += 1;
  return spellOut(stream, first, last, start, end);
}

function isEnd({ gaps }: Stream, at: number): boolean {
  return (gaps[at] ?? Gap.block) >= Gap.edge;
}

function spellOut(
  stream: Stream,
  first: number,
  last: number,
  start: number,
  end: number,
): Sentence {
  let text = "";
  const signs: number[] = [];
  const place = [0, 0];
  for (let at = first; at < last; at += 1) {
    const gap = stream.gaps[at] ?? Gap.none;
    if (at > first && (gap >= Gap.pause || gap === Gap.point) && !(at > start && at < end)) {
      text += "，";
      signs.push(at);
    }
    if (at === start) place[0] = text.length;
    text += String.fromCharCode(stream.signs[at] ?? 0);
    signs.push(at);
    if (at === end - 1) place[1] = text.length;
  }
  return { text, signs, start: place[0] ?? 0, end: place[1] ?? 0 };
}

/** Whether one of the tests of that name holds. */
export function holds(tests: readonly CompiledTest[], one: Sentence, file: string): boolean {
  const before = one.text.slice(0, one.start);
  const after = one.text.slice(one.end);
  return tests.some(
    (test) =>
      (!test.before || test.before.test(before)) &&
      (!test.after || test.after.test(after)) &&
      (!test.sentence || test.sentence.test(one.text)) &&
      (!test.file || test.file.test(file)),
  );
}
