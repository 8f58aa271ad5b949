import { Converter } from "opencc-js/t2cn";
import { pinyin } from "pinyin-pro";

const header = "// Derived by `npm run derive`; do not edit.\n";

/**
 * The source of a table from traditional characters to simplified ones, sign by sign: a text in which
 * each character is followed by its simplified form.
 */
export function simplifiedTable(): string {
  const convert = Converter({ from: "t", to: "cn" });
  const pairs = unifiedIdeographs()
    .map((sign) => [sign, convert(sign)] as const)
    .filter(([sign, simple]) => sign !== simple && simple.length === 1)
    .map((pair) => pair.join(""));
  return `${header}// Source: OpenCC's dictionaries (Apache-2.0), by opencc-js.\n${constant("simplified", rows(pairs))}`;
}

/**
 * The source of a table of the common characters by their sound, without tones, `ai 哀皑癌…`: first the
 * usual readings, then the other ones.
 */
export function pinyinTable(): string {
  const [usual, other] = [new Map<string, string>(), new Map<string, string>()];
  for (const sign of commonIdeographs()) {
    const read = pinyin(sign, { toneType: "none", multiple: true, v: true }).split(" ");
    [...new Set(read)].forEach((sound, at) => {
      const table = at === 0 ? usual : other;
      if (/^[a-z]+$/.test(sound)) table.set(sound, (table.get(sound) ?? "") + sign);
    });
  }
  const source = "// The characters of GB 2312. Source: pinyin-pro (MIT).\n";
  return `${header}${source}${constant("pinyin", lines(usual))}\n${constant("otherPinyin", lines(other))}`;
}

function lines(table: ReadonlyMap<string, string>): string[] {
  return [...table].sort(([a], [b]) => (a < b ? -1 : 1)).map((entry) => entry.join(" "));
}

function constant(name: string, lines: readonly string[]): string {
  return `export const ${name} = [\n${lines.map((line) => `  "${line}",\n`).join("")}];\n`;
}

function rows(parts: readonly string[]): string[] {
  const count = Math.ceil(parts.length / 40);
  return Array.from({ length: count }, (_row, at) => parts.slice(at * 40, at * 40 + 40).join(""));
}

function unifiedIdeographs(): string[] {
  const [first, last] = [0x3400, 0x9fff];
  return Array.from({ length: last - first + 1 }, (_one, at) => String.fromCharCode(first + at));
}

function commonIdeographs(): string {
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xf7; row += 1)
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell += 1) bytes.push(row, cell);
  return new TextDecoder("gbk").decode(new Uint8Array(bytes));
}
