import { expansions, folded, halves, Kind, kinds, readingOf } from "./signs.ts";
import { type Special, specialAt } from "./special.ts";

/** What stands between a sign and the one before it; the higher, the further apart they are. */
export const Gap = {
  none: 0,
  soft: 1,
  /** A point or a slash right between two ideographs: no sentence of Chinese ends so. */
  point: 2,
  quote: 3,
  pause: 4,
  colon: 5,
  edge: 6,
  stop: 7,
  block: 8,
} as const;

/**
 * A text as the matcher sees it: the signs that count, folded, each with its place in the source and
 * with what stood before it.
 */
export interface Stream {
  readonly length: number;
  readonly signs: Uint16Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly gaps: Uint8Array;
  /** Before which signs a picture sign stood, which may stand for a character. */
  readonly marks: readonly number[];
  /** Parts of the source that are read by themselves: targets and titles of links. */
  readonly asides: readonly (readonly [number, number])[];
}

const gapOfKind = [
  Gap.none,
  Gap.none,
  Gap.soft,
  Gap.pause,
  Gap.colon,
  Gap.stop,
  Gap.edge,
  Gap.none,
  Gap.none,
  Gap.quote,
] as const;

const struckLimit = 100;

/**
 * Reads `source` between two offsets, struck-out text included or left out. Its cost grows with the length alone.
 */
export function streamOf(
  source: string,
  start = 0,
  end = source.length,
  struck: "read" | "left out" = "read",
): Stream {
  return write(new Writer(end - start), source, start, end, struck);
}

let scratch: Writer | null = null;

/**
 * The same of a whole text, for a look at it and no longer: the next call overwrites what this one
 * answered. Most files need no more, and so nothing is made for them.
 */
export function passingStreamOf(source: string): Stream {
  scratch ??= new Writer(source.length);
  scratch.begin(source.length);
  return write(scratch, source, 0, source.length, "read");
}

function write(
  writer: Writer,
  source: string,
  start: number,
  end: number,
  struck: "read" | "left out",
): Stream {
  for (let at = start; at < end; ) {
    at = writer.plain(source, at, end);
    if (at >= end) break;
    if (struck === "left out" && source.startsWith("~~", at)) {
      const close = source.indexOf("~~", at + 2);
      if (close > 0 && close - at < struckLimit && close < end) {
        at = close + 2;
        continue;
      }
    }
    const unit = source.charCodeAt(at);
    const kind = kinds[unit] ?? Kind.sign;
    if (kind === Kind.sign)
      writer.put(isOrdinalOne(writer, source, at, unit) ? one : (folded[unit] ?? unit), at, at + 1);
    else if (kind === Kind.special) {
      at = writer.special(source, at, end);
      continue;
    } else if (kind === Kind.many)
      for (const one of expansions.get(unit) ?? []) writer.put(one, at, at + 1);
    else if (kind === Kind.edge && unit === newline) writer.part(lineGap(source, at, end));
    else if (unit === bang && source.charCodeAt(at + 1) === bracket) writer.picture();
    else if ((unit === dot || unit === slash) && isInIdeographs(source, at)) writer.part(Gap.point);
    else if (writer.isOrdinal && dashes.includes(source[at] ?? "")) writer.put(one, at, at + 1);
    else if ((unit === dot || unit === wideDot) && writer.isAfterLatin) writer.part(Gap.soft);
    else {
      if (isMark(unit)) writer.mark();
      writer.part(gapOfKind[kind] ?? Gap.soft);
    }
    at += 1;
  }
  return writer.done();
}

// 第1 is read as 第一, but 第10 is not.
function isOrdinalOne(writer: Writer, source: string, at: number, unit: number): boolean {
  return isOne(unit) && writer.isOrdinal && !isDigit(source.charCodeAt(at + 1));
}

function isOne(unit: number): boolean {
  return folded[unit] === digitOne || unit === romanOne;
}

function isDigit(unit: number): boolean {
  const digit = folded[unit] ?? 0;
  return digit >= 48 && digit <= 57;
}

function isInIdeographs(source: string, at: number): boolean {
  return isIdeograph(source.charCodeAt(at - 1)) && isIdeograph(source.charCodeAt(at + 1));
}

function isIdeograph(unit: number): boolean {
  return unit >= 0x3400 && unit <= 0x9fff;
}

// Signs such as ⭐ and ❤.
function isMark(unit: number): boolean {
  return (unit >= 0x2600 && unit <= 0x27bf) || unit === 0x2b50 || unit === 0x2b55;
}

const newline = 10;
const digitOne = 49;
const romanOne = 0x2160;
const slash = 47;
const dot = 46;
const wideDot = 0xff0e;
const bang = 33;
const bracket = 91;
const ordinals = [..."第唯"].map((sign) => sign.charCodeAt(0));
const one = "一".charCodeAt(0);
// What is written for 一 right behind 第.
const dashes = "—ー─－-–";

// An empty line ends a block for certain; of another line end the parser of Markdown has to tell.
function lineGap(source: string, at: number, end: number): number {
  for (let next = at + 1; next < end; next += 1) {
    const unit = source.charCodeAt(next);
    if (unit === newline) return Gap.block;
    if (!blank.includes(source[next] ?? "")) return Gap.edge;
  }
  return Gap.block;
}

const blank = " \t\r>";

const isSecondHalf = new Uint8Array(0x10000);
for (const two of halves.keys()) isSecondHalf[two.charCodeAt(1)] = 1;

// What needs no look at its neighbours: a sign that is no second half of another and no digit 1.
const isPlain = new Uint8Array(0x10000);
for (let unit = 0; unit < isPlain.length; unit += 1) {
  const sign = folded[unit] ?? 0;
  if (kinds[unit] === Kind.sign && !isSecondHalf[sign] && !isOne(unit)) isPlain[unit] = 1;
}

class Writer {
  length = 0;
  gap: number = Gap.block;
  inPicture = false;
  signs: Uint16Array;
  from: Int32Array;
  to: Int32Array;
  gaps: Uint8Array;
  asides: [number, number][] = [];
  marks: number[] = [];

  constructor(size: number) {
    this.signs = new Uint16Array(size);
    this.from = new Int32Array(size);
    this.to = new Int32Array(size);
    this.gaps = new Uint8Array(size);
  }

  begin(size: number): void {
    this.length = 0;
    this.gap = Gap.block;
    this.inPicture = false;
    this.asides = [];
    this.marks = [];
    while (this.signs.length <= size) this.grow();
  }

  put(sign: number, from: number, to: number): void {
    const { length } = this;
    if (isSecondHalf[sign] && this.gap <= Gap.soft && this.joinHalf(sign, to)) return;
    if (length === this.signs.length) this.grow();
    this.signs[length] = sign;
    this.from[length] = from;
    this.to[length] = to;
    this.gaps[length] = this.gap;
    this.gap = Gap.none;
    this.length = length + 1;
  }

  /** Takes signs up to the first that is not plain, and answers where that is. This loop is nearly all of the work. */
  plain(source: string, start: number, end: number): number {
    const { signs, from, to, gaps } = this;
    const stop = Math.min(end, start + signs.length - this.length);
    let { length } = this;
    let at = start;
    for (; at < stop; at += 1) {
      const unit = source.charCodeAt(at);
      if (isPlain[unit] === 0) break;
      signs[length] = folded[unit] as number;
      from[length] = at;
      to[length] = at + 1;
      length += 1;
    }
    if (at === start) return at;
    gaps.fill(Gap.none, this.length + 1, length);
    gaps[this.length] = this.gap;
    this.gap = Gap.none;
    this.length = length;
    return at;
  }

  private joinHalf(second: number, to: number): boolean {
    const last = this.length - 1;
    const whole = halves.get(String.fromCharCode(this.signs[last] ?? 0, second));
    if (whole === undefined) return false;
    this.signs[last] = whole;
    this.to[last] = to;
    return true;
  }

  get isOrdinal(): boolean {
    return this.gap === Gap.none && ordinals.includes(this.signs[this.length - 1] ?? 0);
  }

  // The dot of `No.1` parts nothing; that between two sentences does.
  get isAfterLatin(): boolean {
    const last = this.signs[this.length - 1] ?? 0;
    return this.gap <= Gap.soft && ((last >= 97 && last <= 122) || (last >= 48 && last <= 57));
  }

  mark(): void {
    if (this.marks.at(-1) !== this.length) this.marks.push(this.length);
  }

  part(gap: number): void {
    if (gap > this.gap) this.gap = gap;
  }

  /** The words that describe a picture stand apart from the text around it. */
  picture(): void {
    this.part(Gap.stop);
    this.inPicture = true;
  }

  special(source: string, at: number, end: number): number {
    const special = specialAt(source, at, end);
    this.take(special, at);
    return special.to;
  }

  take({ kind, text, to, aside }: Special, at: number): void {
    if (aside) this.asides.push([aside[0], aside[1]]);
    if (kind === "target" && this.inPicture) {
      this.inPicture = false;
      this.part(Gap.stop);
    }
    if (kind === "edge") this.part(Gap.stop);
    if (kind === "mark") this.mark();
    if (kind === "mark" || kind === "gap" || kind === "target") this.part(Gap.soft);
    if (kind === "quote") this.part(Gap.quote);
    for (const sign of text) this.decoded(sign, at, to);
  }

  decoded(sign: string, from: number, to: number): void {
    const unit = sign.charCodeAt(0);
    const kind = sign.length > 1 ? Kind.special : (kinds[unit] ?? Kind.sign);
    if (kind === Kind.sign) this.put(folded[unit] ?? unit, from, to);
    else if (kind === Kind.many || kind === Kind.special) this.read(sign, from, to);
    else if (kind !== Kind.unseen) this.part(gapOfKind[kind] ?? Gap.soft);
  }

  read(sign: string, from: number, to: number): void {
    const signs = [...readingOf(sign)].filter((letter) => /[\p{L}\p{N}%]/u.test(letter));
    if (signs.length === 0) this.part(Gap.soft);
    for (const letter of signs)
      for (let at = 0; at < letter.length; at += 1) this.put(letter.charCodeAt(at), from, to);
  }

  grow(): void {
    const size = this.signs.length * 2 + 16;
    this.signs = grown(this.signs, new Uint16Array(size));
    this.from = grown(this.from, new Int32Array(size));
    this.to = grown(this.to, new Int32Array(size));
    this.gaps = grown(this.gaps, new Uint8Array(size));
  }

  done(): Stream {
    const { length, signs, from, to, gaps, asides, marks } = this;
    // Nothing stands behind the end, whatever an earlier text left there.
    signs[length] = 0;
    gaps[length] = Gap.none;
    return { length, signs, from, to, gaps, asides, marks };
  }
}

function grown<T extends Uint8Array | Uint16Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

/** A word of the rules in the form in which the stream holds it. */
export function foldWord(word: string): string {
  if (/^[\u4e00-\u9fff]+$/.test(word)) return foldIdeographs(word);
  const { signs, length } = streamOf(word);
  return String.fromCharCode(...signs.subarray(0, length));
}

function foldIdeographs(word: string): string {
  let made = "";
  for (let at = 0; at < word.length; at += 1) {
    const unit = word.charCodeAt(at);
    made += String.fromCharCode(folded[unit] ?? unit);
  }
  return made;
}
