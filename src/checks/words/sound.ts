import type { Rule } from "./rule-schema.ts";
import { Gap, type Stream } from "./stream.ts";
import { pinyin } from "./tables/pinyin.ts";

interface Spelling {
  readonly rule: Rule;
  readonly signs: readonly string[];
  /** Which of its characters are spelled, from and to. */
  readonly from: number;
  readonly to: number;
}

/** By letters: the words in which these letters can stand for some characters. */
export type Sounds = ReadonlyMap<string, readonly Spelling[]>;

export interface SoundHit {
  readonly rule: Rule;
  readonly start: number;
  readonly end: number;
  /** Nothing but letters. */
  readonly spelledOut: boolean;
}

const soundsOf = new Map<string, string[]>();
for (const row of pinyin) {
  const [sound = "", signs = ""] = row.split(" ");
  for (const sign of signs) add(soundsOf, sign, sound);
}

function add<T>(table: Map<string, T[]>, key: string, value: T): void {
  const known = table.get(key);
  if (known) known.push(value);
  else table.set(key, [value]);
}

/** The spellings of the words: each with some neighbouring characters, or all, in letters. */
export function soundTable(words: readonly (readonly [Rule, readonly string[]])[]): Sounds {
  const table = new Map<string, Spelling[]>();
  for (const [rule, terms] of words)
    for (const term of terms.filter((one) => /^\p{Script=Han}{2,6}$/u.test(one))) {
      const signs = [...term];
      for (let from = 0; from < signs.length; from += 1)
        for (let to = from + 1; to <= signs.length; to += 1)
          for (const letters of spell(signs.slice(from, to)))
            add(table, letters, { rule, signs, from, to });
    }
  return table;
}

function spell(signs: readonly string[]): string[] {
  return signs.reduce<string[]>(
    (made, sign) => made.flatMap((start) => (soundsOf.get(sign) ?? []).map((end) => start + end)),
    [""],
  );
}

/** Where letters and characters together sound like a word of the table. */
export function soundHits(stream: Stream, sounds: Sounds): SoundHit[] {
  const hits: SoundHit[] = [];
  for (let at = 0; at < stream.length; at += 1) {
    if (!isLetter(stream.signs[at])) continue;
    const start = at;
    while (at + 1 < stream.length && isLetter(stream.signs[at + 1]) && joined(stream, at + 1)) at += 1;
    if (at - start >= longest) continue;
    const letters = String.fromCharCode(...stream.signs.subarray(start, at + 1));
    for (const one of sounds.get(letters) ?? []) hits.push(...hitAt(stream, one, start, at + 1));
  }
  return hits;
}

const longest = 36;

function isLetter(unit: number | undefined): boolean {
  return unit !== undefined && unit >= 97 && unit <= 122;
}

function joined(stream: Stream, at: number): boolean {
  return (stream.gaps[at] ?? Gap.block) <= Gap.soft;
}

function hitAt(stream: Stream, spelling: Spelling, from: number, to: number): SoundHit[] {
  const { rule, signs } = spelling;
  const start = from - spelling.from;
  const end = to + signs.length - spelling.to;
  if (start < 0 || end > stream.length) return [];
  for (let at = start; at < end; at += 1) {
    if (at > start && !joined(stream, at)) return [];
    const nth = at < from ? at - start : at - to + spelling.to;
    const spelled = at >= from && at < to;
    if (!spelled && stream.signs[at] !== signs[nth]?.charCodeAt(0)) return [];
  }
  return [{ rule, start, end, spelledOut: start === from && end === to }];
}
