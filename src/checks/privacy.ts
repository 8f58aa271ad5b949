import type { Finding } from "../base/finding.ts";
import type { Document } from "./document.ts";
import { findingAt } from "./finding.ts";
import { masked } from "./secrets.ts";
import { text } from "./text.ts";
import { Gap, type Stream, streamOf } from "./words/stream.ts";

interface Digits {
  readonly value: string;
  /** The signs of the stream that they are. */
  readonly start: number;
  readonly end: number;
}

/**
 * Identity cards, mobile numbers, bank cards and home addresses of persons, in whatever form digits
 * are written. The words of a finding never repeat them.
 */
export function checkPrivacy({ path, source }: Document): Finding[] {
  if (!mayHold.test(source)) return [];
  const stream = streamOf(source);
  const found = numbersIn(stream).flatMap((digits) => {
    const kind = kindOf(digits, stream);
    return kind ? [{ kind, range: [stream.from[digits.start], stream.to[digits.end - 1]] }] : [];
  });
  const homes = [...source.matchAll(home)].map((match) => ({
    kind: "address" as const,
    range: [match.index, match.index + match[0].length],
  }));
  return [...found, ...homes].map(({ kind, range: [from = 0, to = 0] }) => ({
    ...findingAt(path, source, [from, to], {
      rule: `privacy.${kind}`,
      severity: "block",
      message: text.privacy[kind],
      law: text.privacyLaw,
    }),
    text: masked(source.slice(from, to)),
  }));
}

// Seven digits in some script with little between them: most files have none.
const mayHold = /(?:[\p{Nd}\p{No}〇零一二三四五六七八九][^\p{L}\p{Nd}\p{No}]{0,12}){7}|住/u;
const home =
  /(?:家?住(?:在|址)?|收货地址|家庭地址)[：:]?[^，。；\n]{0,24}?(?:路|街|巷|弄|村|小区|花园|苑)[^，。；\n]{0,10}\d+(?:号|弄)?[^，。；\n]{0,6}(?:幢|栋|单元|室|号楼|座)\d*/gu;

const numerals = "零一二三四五六七八九";

function digitOf(unit = 0): string {
  if (unit >= 48 && unit <= 57) return String.fromCharCode(unit);
  const sign = String.fromCharCode(unit);
  return sign === "〇" ? "0" : String(numerals.indexOf(sign)).replace("-1", "");
}

/** Runs of digits; spaces and signs within one are passed over, words and stops are not. */
function numbersIn(stream: Stream): Digits[] {
  const found: Digits[] = [];
  for (let at = 0; at < stream.length; at += 1) {
    let value = "";
    const start = at;
    while (at < stream.length && (at === start || (stream.gaps[at] ?? Gap.block) <= Gap.soft)) {
      const digit =
        digitOf(stream.signs[at]) || (value.length === 17 && isX(stream.signs[at]) ? "x" : "");
      if (digit === "") break;
      value += digit;
      at += 1;
    }
    if (value.length >= shortest && !isLatin(stream, start - 1, start) && !isLatin(stream, at, at))
      found.push({ value, start, end: at });
  }
  return found;
}

const shortest = 11;

function isX(unit: number | undefined): boolean {
  return unit === 120;
}

// Part of a longer code, such as an article number.
function isLatin({ signs, gaps }: Stream, at: number, border: number): boolean {
  const unit = signs[at] ?? 0;
  return unit >= 97 && unit <= 122 && gaps[border] === Gap.none;
}

function kindOf(digits: Digits, stream: Stream): "id" | "mobile" | "card" | null {
  const before = contextBefore(stream, digits.start);
  const { value } = digits;
  if (/^[1-9]\d{5}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dx]$/.test(value))
    if (hasCheckDigit(value) || /身份|证件|证号/.test(before)) return "id";
  if (/^(?:86|0086)?1[3-9]\d{9}$/.test(value) && isSplitAsMobile(digits, stream)) return "mobile";
  if (/^[3-6]\d{14,18}$/.test(value)) {
    if (/卡号|银行|账号|账户|的卡|打款|转账|尾号/.test(before)) return "card";
    if (
      /^(62|4|5[1-5]|35|37)/.test(value) &&
      isLuhn(value) &&
      !/单号|编号|条码|货号|流水|批号|专利/.test(before)
    )
      return "card";
  }
  return null;
}

function contextBefore({ signs }: Stream, at: number): string {
  return String.fromCharCode(...signs.subarray(Math.max(0, at - 12), at));
}

// 138 0013 8000, 138-0013-8000 or each digit apart; measures that stand side by side are cut elsewhere.
function isSplitAsMobile({ value, start, end }: Digits, { gaps }: Stream): boolean {
  const cuts: number[] = [];
  for (let at = start + 1; at < end; at += 1) if (gaps[at] !== Gap.none) cuts.push(at - end + 11);
  if (cuts.length >= value.length - 3) return true;
  return cuts.every((cut) => cut <= 0 || cut === 3 || cut === 7);
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: the last sign of an identity number is computed from the others. */
function hasCheckDigit(value: string): boolean {
  const sum = weights.reduce((all, weight, at) => all + weight * Number(value[at]), 0);
  return "10x98765432"[sum % 11] === value[17];
}

function isLuhn(value: string): boolean {
  const sum = [...value].reverse().reduce((all, digit, at) => {
    const one = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return all + (one > 9 ? one - 9 : one);
  }, 0);
  return sum % 10 === 0;
}
