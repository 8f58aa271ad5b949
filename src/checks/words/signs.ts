import { simplified } from "./tables/simplified.ts";

/** What a UTF-16 unit is to the matcher. */
export const Kind = {
  /** Counts, in its folded form. */
  sign: 0,
  /** Cannot be seen: zero width, combining, control. */
  unseen: 1,
  /** Space or decoration: no obstacle within a word. */
  soft: 2,
  /** Comma, quote, bracket: an obstacle unless it stands between every two signs of a word. */
  pause: 3,
  colon: 4,
  /** Ends a sentence. */
  stop: 5,
  /** A line end or a table's bar: perhaps the edge of a block. */
  edge: 6,
  /** Begins something longer: an entity, an escape, a tag, a link's target, a surrogate pair. */
  special: 7,
  /** Stands for several signs. */
  many: 8,
  /** Quotes and brackets: like a pause to a word, but nothing to a sentence. */
  quote: 9,
} as const;

const units = 0x10000;

/** By UTF-16 unit: the folded form, and the kind. */
export const folded = new Uint16Array(units);
export const kinds = new Uint8Array(units);
/** The folded signs of a unit of the kind `many`. */
export const expansions = new Map<number, readonly number[]>();

const pauses = ",.，、．…—/";
const quotes = "()（）【】《》〈〉「」『』“”‘’\"'〔〕{}";
const colons = ":：";
const stops = "。！？；!?;｡";
const specials = "&%\\<[]";

// Signs that the tables of Unicode and OpenCC do not know, each with what a reader takes it for.
const lookalikes: Readonly<Record<string, string>> = {
  ...pairs("аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdɡgαaβbεeηnιiκkνvοoρpτtυuχxıi"),
  ...pairs(
    "囯国囻国圀国蕞最朂最冣最㝡最苐第㐧第壹一弌一ㄧ一㇐一㆒一巿市贰二貳二叁三參三❶1➊1➀1⓵1❷2妳你祂他",
  ),
};

function pairs(text: string): Record<string, string> {
  const signs = [...text];
  return Object.fromEntries(
    signs.flatMap((sign, at) => (at % 2 ? [] : [[sign, signs[at + 1] ?? sign]])),
  );
}

const plain = new Map<string, string>();
for (const row of simplified) {
  const signs = [...row];
  for (let at = 0; at < signs.length; at += 2) plain.set(signs[at] ?? "", signs[at + 1] ?? "");
}

function simple(sign: string): string {
  const one = lookalikes[sign] ?? sign;
  return plain.get(one) ?? one;
}

// Letters that are marks beside others, such as ˇ, and a seal that is set for decoration.
const decorations = /[\u02b0-\u02ff㊣]/u;

const unseen = /[\p{M}\p{C}\u115f\u1160\u3164\uffa0\u2800]/u;

/** What a character is read as: compatibility forms, accents, case, script and look-alikes undone. */
export function readingOf(sign: string): string {
  const lower = simple(sign).normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFKC");
  return [...lower.toLowerCase()].map(simple).join("");
}

function learn(unit: number): void {
  const sign = String.fromCharCode(unit);
  folded[unit] = unit;
  const kind = kindOf(sign);
  kinds[unit] = kind;
  if (kind !== Kind.sign && kind !== Kind.soft) return;
  // Scripts that are neither ours nor like ours are read as they stand.
  if (kind === Kind.sign && unit >= 0x590 && unit < 0x1d00) return;
  const signs = [...readingOf(sign)].filter((one) => /[\p{L}\p{N}]/u.test(one));
  const read = signs.map((one) => one.charCodeAt(0));
  if (decorations.test(sign)) return;
  if (kind === Kind.soft && (read.length === 0 || sign.normalize("NFKC") === sign)) return;
  kinds[unit] = read.length === 1 ? Kind.sign : Kind.many;
  folded[unit] = read[0] ?? unit;
  if (read.length !== 1) expansions.set(unit, read);
}

function kindOf(sign: string): number {
  if (sign === "\n" || sign === "|") return Kind.edge;
  if (specials.includes(sign)) return Kind.special;
  if (pauses.includes(sign)) return Kind.pause;
  if (quotes.includes(sign)) return Kind.quote;
  if (colons.includes(sign)) return Kind.colon;
  if (stops.includes(sign)) return Kind.stop;
  if (/\s/u.test(sign)) return Kind.soft;
  if (decorations.test(sign)) return Kind.soft;
  if (unseen.test(sign)) return Kind.unseen;
  return /[\p{L}\p{N}]/u.test(sign) ? Kind.sign : Kind.soft;
}

// Most of the plane needs no look at Unicode: ideographs and Hangul are signs as they stand, and what
// belongs to nobody is not seen.
for (let unit = 0; unit < units; unit += 1) {
  const isPlain = (unit >= 0x3400 && unit <= 0xa63f) || (unit >= 0xac00 && unit <= 0xd7a3);
  const isPrivate = unit >= 0xd800 && unit <= 0xf8ff;
  if (!isPlain && !isPrivate) learn(unit);
  else folded[unit] = unit;
  if (isPrivate) kinds[unit] = Kind.unseen;
}
for (const sign of plain.keys()) folded[sign.charCodeAt(0)] = simple(sign).charCodeAt(0);
for (const sign of Object.keys(lookalikes)) {
  kinds[sign.charCodeAt(0)] = Kind.sign;
  folded[sign.charCodeAt(0)] = readingOf(sign).charCodeAt(0);
}
for (let unit = 0xd800; unit <= 0xdfff; unit += 1) kinds[unit] = Kind.special;

/** Two halves written side by side, and the character that they are read as. */
export const halves = new Map(
  "彳亍行氵台治亻圭佳纟及级囗玉国囗王国犭虫独疒了疗疒丙病疒正症讠登证丁页顶弓虽强口隹唯月巴肥贝者赌禾平秤亻呆保亻氐低纟色绝木示标"
    .match(/.{3}/gu)
    ?.map((three) => [three.slice(0, 2), three.charCodeAt(2)] as const),
);
