import { createRequire } from "node:module";
import { buildAutomaton } from "../../src/checks/words/automaton.ts";
import { passingStreamOf } from "../../src/checks/words/stream.ts";

const require = createRequire(import.meta.url);
const megabytes = 20;

export type Scan = (page: string) => number;

/** Our matcher and the others: words in, a scan that counts out. */
export const engines: Readonly<Record<string, (words: readonly string[]) => Scan>> = {
  ours: (words) => {
    const automaton = buildAutomaton(words);
    return (page) => {
      let hits = 0;
      const { signs, length } = passingStreamOf(page);
      automaton.scan(signs, length, () => {
        hits += 1;
      });
      return hits;
    };
  },
  fastscan: (words) => {
    const { default: FastScanner = require("fastscan") } = require("fastscan");
    const scanner = new FastScanner([...words]);
    return (page) => scanner.search(page).length;
  },
  "mint-filter": (words) => {
    const { Mint = require("mint-filter") } = require("mint-filter");
    const mint = new Mint([...words]);
    return (page) => mint.filter(page, { replace: false }).words.length;
  },
  ahocorasick: (words) => {
    const AhoCorasick = require("ahocorasick");
    const automaton = new AhoCorasick([...words]);
    return (page) => automaton.search(page).length;
  },
  "sensitive-word-tool": (words) => {
    const { SensitiveWordTool, default: Tool = SensitiveWordTool } = require("sensitive-word-tool");
    const tool = new Tool({ wordList: [...words] });
    return (page) => tool.match(page).length;
  },
  "one RegExp": (words) => {
    const pattern = new RegExp(words.toSorted((a, b) => b.length - a.length).join("|"), "g");
    return (page) => page.match(pattern)?.length ?? 0;
  },
};

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Pages of common characters, some of them far more frequent than others, as in real text. */
export function corpus(): string[] {
  const next = random(7);
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xd7; row += 1)
    for (let cell = 0xa1; cell <= 0xf9; cell += 1) bytes.push(row, cell);
  const signs = [...new TextDecoder("gbk").decode(new Uint8Array(bytes))];
  const pages: string[] = [];
  for (let size = 0; size < megabytes * 1e6; ) {
    const parts = ["---\ntitle: 样品\n---\n\n"];
    for (let at = 0; at < 1550; at += 1)
      parts.push(
        at % 24 === 23
          ? "，"
          : at % 97 === 96
            ? "。\n\n"
            : (signs[Math.floor((next(1e6) / 1e6) ** 3 * signs.length)] ?? ""),
      );
    // Joined at once: text put together piece by piece would fill the memory with the pieces.
    const page = parts.join("");
    size += Buffer.byteLength(page);
    pages.push(page);
  }
  return pages;
}

/** Words of two to six characters of the corpus, a few of which certainly occur. */
export function dictionary(pages: readonly string[], count: number): string[] {
  const next = random(11);
  const letters = pages
    .slice(0, 50)
    .join("")
    .replace(/[^\u4e00-\u9fff]/g, "");
  const words = new Set<string>();
  while (words.size < count) {
    const size = 2 + next(5);
    const from = next(letters.length - 6);
    const isReal = next(200) === 0;
    words.add(
      isReal
        ? letters.slice(from, from + size)
        : Array.from({ length: size }, () => letters[next(letters.length)]).join(""),
    );
  }
  return [...words];
}

// Nothing else is loaded here: what the matcher needs is what is told.
function scanAlone(): void {
  const pages = corpus();
  const scan = engines.ours?.(dictionary(pages, 50_000));
  for (const page of pages) scan?.(page);
  console.log((process.resourceUsage().maxRSS / 1024).toFixed(0));
}

if (import.meta.main) scanAlone();
