/** Something of several units that stands for a sign, for a gap, or for nothing. */
export interface Special {
  readonly kind: "text" | "mark" | "gap" | "quote" | "edge" | "target";
  /** What a reader or a browser makes of it. */
  readonly text: string;
  readonly to: number;
  readonly aside?: readonly [number, number];
}

const limit = 2000;

/** Reads what begins at `at` with one of `& % \ < [ ]` or half of a surrogate pair. */
export function specialAt(source: string, at: number, end: number): Special {
  switch (source[at]) {
    case "&":
      return entityAt(source, at, end);
    case "%":
      return percentAt(source, at, end);
    case "\\":
      return escapeAt(source, at, end);
    case "<":
      return tagAt(source, at, end);
    case "[":
      return match(link, source, at, end) ? gap(at + 1) : quote(at + 1);
    case "]":
      return targetAt(source, at, end);
    default:
      return astralAt(source, at, end);
  }
}

const gap = (to: number): Special => ({ kind: "gap", text: "", to });
const quote = (to: number): Special => ({ kind: "quote", text: "", to });
const sign = (text: string, to: number): Special => ({ kind: "text", text, to });

function match(pattern: RegExp, source: string, at: number, end: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  const found = pattern.exec(source);
  return found && at + found[0].length <= end ? found : null;
}

function point(code: number): string {
  const isText = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isText ? String.fromCodePoint(code) : "";
}

const entity = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]{1,30}));?/iy;

function entityAt(source: string, at: number, end: number): Special {
  const found = match(entity, source, at, end);
  if (!found) return gap(at + 1);
  const [whole, hex, decimal, name] = found;
  // No named entity is an ideograph; what they name parts words as a space does, or is not seen.
  if (name) return whole.endsWith(";") ? gap(at + whole.length) : gap(at + 1);
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
  return sign(point(code), at + whole.length);
}

const percents = /(?:%[0-9a-f]{2}){1,4}/iy;
const decoder = new TextDecoder("utf-8", { fatal: true });

function percentAt(source: string, at: number, end: number): Special {
  const found = match(percents, source, at, end);
  if (!found) return /\d/.test(source[at - 1] ?? "0") ? sign("%", at + 1) : gap(at + 1);
  const bytes = found[0]
    .slice(1)
    .split("%")
    .map((one) => Number.parseInt(one, 16));
  const count = sizeOf(bytes[0] ?? 0);
  try {
    return sign(decoder.decode(new Uint8Array(bytes.slice(0, count))), at + 3 * count);
  } catch {
    return gap(at + 1);
  }
}

function sizeOf(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

const escaped = /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|U([0-9a-f]{8})|x([0-9a-f]{2}))/iy;

function escapeAt(source: string, at: number, end: number): Special {
  const found = match(escaped, source, at, end);
  if (!found) return gap(at + 1);
  const hex = found.slice(1).find((one) => one !== undefined) ?? "";
  return sign(point(Number.parseInt(hex, 16)), at + found[0].length);
}

const blocks =
  /^<\/?(?:p|div|li|ul|ol|dl|dt|dd|td|th|tr|table|h[1-6]|section|article|blockquote|pre|hr)\b/i;

function tagAt(source: string, at: number, end: number): Special {
  const isComment = source.startsWith("<!--", at);
  if (!isComment && !/[a-z/!?]/i.test(source[at + 1] ?? "")) return quote(at + 1);
  const close = isComment ? "-->" : ">";
  const window = source.slice(at, Math.min(end, at + limit));
  const found = window.indexOf(close, isComment ? 4 : 1);
  if (found < 0) return quote(at + 1);
  const to = at + found + close.length;
  if (blocks.test(window)) return { kind: "edge", text: "", to };
  // What a tag's attributes say is read by itself: an alternative text or a title is shown.
  return isComment ? gap(to) : { ...gap(to), aside: [at + 1, to - 1] };
}

const link = /\[[^[\]\n]{0,200}\](?:\(|\[)/y;
const target = /\]\((?:[^()\n]|\([^()\n]*\)){0,1000}\)/y;
const reference = /\]\[[^\]\n]{0,200}\]/y;

function targetAt(source: string, at: number, end: number): Special {
  const found = match(target, source, at, end);
  if (found) {
    const to = at + found[0].length;
    return { kind: "target", text: "", to, aside: [at + 2, to - 1] };
  }
  const other = match(reference, source, at, end);
  return other ? { kind: "target", text: "", to: at + other[0].length } : quote(at + 1);
}

// Pictures that are read as words.
const spoken: Readonly<Record<string, string>> = { "🥇": "第一", "💯": "100%", "🔝": "top" };
const emoji = /[\u{1f000}-\u{1f0ff}\u{1f1e6}-\u{1faff}]/u;
const invisible = /\p{M}|\p{C}/u;

function astralAt(source: string, at: number, end: number): Special {
  const text = point(source.codePointAt(at) ?? 0);
  const to = Math.min(end, at + Math.max(1, text.length));
  if (text === "" || invisible.test(text)) return sign("", to);
  if (spoken[text]) return sign(spoken[text], to);
  return emoji.test(text) ? { kind: "mark", text: "", to } : sign(text, to);
}
