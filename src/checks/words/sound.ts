import { type Automaton, buildAutomaton } from "./automaton.ts";
import { soundNumbers, spelled, startsWith } from "./pinyin.ts";
import type { Word } from "./rules.ts";
import { Gap, type Stream } from "./stream.ts";

/** A word that is written with letters, a picture sign or like-sounding characters in it. */
export interface SoundHit {
  readonly word: Word;
  readonly start: number;
  readonly end: number;
  /** Nobody can be sure. */
  readonly doubtful: boolean;
}

export interface Sounds {
  /** The words' sounds. */
  readonly automaton: Automaton;
  readonly words: readonly { readonly word: Word; readonly signs: string }[];
}

const shortest = 3;

/** Prepares finding words by their sound: those of three characters or more. */
export function prepareSounds(words: readonly { word: Word; folded: string }[]): Sounds {
  const able = words.filter(
    ({ word, folded }) =>
      word.isHan &&
      word.role === "term" &&
      word.rule.severity === "block" &&
      folded.length >= shortest,
  );
  return {
    automaton: buildAutomaton(able.map(({ folded }) => soundOf(folded))),
    words: able.map(({ word, folded }) => ({ word, signs: folded })),
  };
}

function soundOf(text: string): string {
  let made = "";
  for (let at = 0; at < text.length; at += 1)
    made += String.fromCharCode(soundUnit(text.charCodeAt(at)));
  return made;
}

// A character whose sound is unknown sounds like itself.
function soundUnit(unit: number): number {
  return soundNumbers[unit] || unit;
}

// Small words that stand at the end or the beginning of another: 国家及 is not meant as 国家级.
const particles =
  "的地得了着过之及和与或是有在为以而其即也又就都被把给对向由从到自将等各每不一二三四五六七八九十";

/** Words in which some characters are replaced by others that sound the same. */
export function likeSounding(stream: Stream, { automaton, words }: Sounds): SoundHit[] {
  const heard = new Uint16Array(stream.length);
  for (let at = 0; at < stream.length; at += 1) heard[at] = soundUnit(stream.signs[at] ?? 0);
  const hits: SoundHit[] = [];
  automaton.scan(heard, stream.length, (end, number) => {
    const known = words[number];
    if (!known) return;
    const start = end - known.signs.length;
    if (!isTight(stream, start, end, Gap.soft)) return;
    const others = differences(stream, start, known.signs);
    if (others.length === 0 || others.some((sign) => particles.includes(sign))) return;
    const { length } = known.signs;
    if (others.length * 2 > length || (length === shortest && others.length > 1)) return;
    hits.push({ word: known.word, start, end, doubtful: length === shortest });
  });
  return hits;
}

function differences(stream: Stream, start: number, signs: string): string[] {
  return [...signs].flatMap((sign, at) => {
    const found = String.fromCharCode(stream.signs[start + at] ?? 0);
    return found === sign ? [] : [found];
  });
}

// Brackets may stand around letters: 国(jia)级.
function isTight(
  { gaps }: Stream,
  start: number,
  end: number,
  widest: number = Gap.quote,
): boolean {
  for (let at = start + 1; at < end; at += 1) if ((gaps[at] ?? Gap.block) > widest) return false;
  return true;
}

/** Words of which some characters are spelled in letters, or hidden behind a picture sign. */
export function spelledOut(stream: Stream, all: Automaton, words: readonly Word[]): SoundHit[] {
  const search = new Search(stream, all, words);
  for (let at = 0; at < stream.length; at += 1) {
    if (!isLetter(stream.signs[at])) continue;
    const start = at;
    while (at + 1 < stream.length && isLetter(stream.signs[at + 1]) && isTight(stream, at, at + 2))
      at += 1;
    if (at - start < longest) search.around(start, at + 1);
  }
  for (const mark of stream.marks) search.around(mark, mark);
  return search.hits;
}

const longest = 24;
const context = 6;

function isLetter(unit = 0): boolean {
  return unit >= 97 && unit <= 122;
}

const initials = new WeakMap<Automaton, Map<string, readonly number[]>>();

/** The characters of words whose sound begins with a letter. */
function beginningWith(all: Automaton, letter: string): readonly number[] {
  const known = initials.get(all) ?? new Map<string, readonly number[]>();
  initials.set(all, known);
  const found = known.get(letter) ?? all.units().filter((unit) => startsWith(unit, letter));
  known.set(letter, found);
  return found;
}

class Search {
  readonly hits: SoundHit[] = [];
  private readonly stream: Stream;
  private readonly all: Automaton;
  private readonly words: readonly Word[];

  constructor(stream: Stream, all: Automaton, words: readonly Word[]) {
    this.stream = stream;
    this.all = all;
    this.words = words;
  }

  /** Words that lie around the letters from `from` up to before `to`, or around a picture sign. */
  around(from: number, to: number): void {
    const letters = String.fromCharCode(...this.stream.signs.subarray(from, to));
    for (let start = from; start >= 0 && from - start <= context; start -= 1) {
      if (start < from && !isTight(this.stream, start, from + (from === to ? 0 : 1))) break;
      const state = this.walk(start, from);
      if (start < from && state === 0) continue;
      if (letters === "") this.behindPicture(state, start, from);
      else this.spell(state, letters, letters, start, to);
    }
  }

  private walk(start: number, end: number): number {
    let state = 0;
    for (let at = start; at < end; at += 1) {
      state = this.all.next(state, this.stream.signs[at] ?? 0);
      if (state === 0) return 0;
    }
    return state;
  }

  private spell(state: number, rest: string, letters: string, start: number, to: number): void {
    if (rest === "") {
      this.finish(state, start, to, letters);
      return;
    }
    for (const { signs, rest: left } of spelled(rest))
      for (const sign of signs) {
        const next = this.all.next(state, sign);
        if (next !== 0) this.spell(next, left, letters, start, to);
      }
    if (rest !== letters || letters.length > 2) return;
    // Letters with nothing beside them are no part of a word.
    const { stream } = this;
    if (state === 0 && (to >= stream.length || !isTight(stream, to - 1, to + 1))) return;
    // A letter or two can be the first ones of characters, or nothing but an obstacle.
    this.byInitials(state, letters, start, to);
    if (state !== 0) this.finish(state, start, to, letters);
  }

  private byInitials(state: number, letters: string, start: number, to: number): void {
    const [first = "", ...others] = letters;
    for (const unit of beginningWith(this.all, first)) {
      const next = this.all.next(state, unit);
      if (next === 0) continue;
      if (others.length === 0) this.finish(next, start, to, "");
      else this.byInitials(next, others.join(""), start, to);
    }
  }

  private behindPicture(state: number, start: number, at: number): void {
    if (state === 0 && start === at) return;
    for (const unit of this.all.units()) {
      const next = this.all.next(state, unit);
      if (next !== 0) this.finish(next, start, at, "");
    }
  }

  // `letters` that spell whole sounds leave little doubt; an initial or a picture needs more around it.
  private finish(state: number, start: number, to: number, letters: string): void {
    const { stream, all, words } = this;
    for (let [at, end] = [state, to]; at !== 0; end += 1) {
      for (const number of all.wordsAt(at)) {
        const word = words[number];
        if (word?.role === "term") this.keep(word, start, end, to, letters);
      }
      if (end >= stream.length || !isTight(stream, end - 1, end + 1)) return;
      at = all.next(at, stream.signs[end] ?? 0);
    }
  }

  private keep(word: Word, start: number, end: number, to: number, letters: string): void {
    const { stream } = this;
    let plain = 0;
    for (let at = start; at < end; at += 1) if (!isLetter(stream.signs[at])) plain += 1;
    const { severity } = word.rule;
    if (severity !== "block" || !word.isHan) return;
    const alone = plain === 0;
    if (alone && (!word.rule.sound || letters.length < 6)) return;
    if (!alone && letters.length < 2 && plain < 2) return;
    if (!alone && plain === 1 && (word.length > 2 || !word.rule.sound) && to - start < 3) return;
    this.hits.push({ word, start, end, doubtful: alone });
  }
}
