import { afterAll, describe, expect, it } from "vitest";
import { openMediaPool } from "../../src/adapters/media/pool.ts";
import { checkDocument } from "../../src/checks/checks.ts";
import { pdf } from "../adapters/media/pdf.ts";
import { animation, jpeg, png } from "../adapters/media/pictures.ts";
import { mp4, webm } from "../adapters/media/video.ts";
import { docx } from "../adapters/media/zip.ts";
import { path, rules } from "./company-rules.ts";

const isLong = process.env.SOAK !== undefined;
const [texts, files] = isLong ? [90_000, 10_000] : [400, 60];
const seed = Number(process.env.SEED ?? 1);

/** The same numbers again for the same seed. */
function random(from: number): (below: number) => number {
  let state = from;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pieces = [
  "国家级",
  "最",
  "佳",
  "第一",
  "zui",
  "guojia",
  "&#26368;",
  "&#x",
  "%E6%9C%80",
  "%",
  "\\u6700",
  "\\",
  "<b>",
  "</b>",
  "<!--",
  "-->",
  "<",
  ">",
  "[",
  "](",
  ")",
  "![",
  "]",
  "~~",
  "**",
  "`",
  "|",
  "\n",
  "\n\n",
  "\r\n",
  "- ",
  "# ",
  "> ",
  "---\n",
  "title: ",
  '"',
  "'",
  "：",
  "，",
  "。",
  "\u200b",
  "\u0336",
  "😀",
  "\ud83d",
  "\u202e",
  "compliance-allow ad.absolute",
  "139",
  "00000000",
  "密码",
  "AKIA",
  "氵",
  "台",
  "治疗",
  "高血压",
  "收益",
  "100%",
  "酒",
  "专利",
  "[a]: ",
  "javascript:",
  " ".repeat(40),
  "甲".repeat(60),
];

function text(next: (below: number) => number): string {
  const source = next(3) === 0 ? "---\ntitle: 国家级\n---\n" : "";
  const size = 1 + next(60);
  return source + Array.from({ length: size }, () => pieces[next(pieces.length)]).join("");
}

describe("whatever a text holds", () => {
  it(`it is read to its end, and every finding lies within it (${texts} texts)`, () => {
    const next = random(seed);
    for (let nth = 0; nth < texts; nth += 1) {
      const source = text(next);
      const lines = source.split("\n");
      for (const one of checkDocument({ path, source }, rules)) {
        const last = lines[one.endLine - 1] ?? "";
        const isWithin =
          one.line >= 1 && one.line <= one.endLine && one.endColumn <= last.length + 2;
        if (!isWithin)
          throw new Error(`seed ${seed}, text ${nth}: ${JSON.stringify({ source, one })}`);
      }
    }
  }, 3_600_000);

  it.each([
    "国家",
    "最，",
    "[",
    "](",
    "<",
    "&#26368;",
    "~~国",
    "zui ",
    "%E6",
    "> ",
    "- [",
    "1".repeat(9),
    "甲乙",
  ])(
    "the cost of %j grows with its length and no faster",
    (piece) => {
      const cost = (times: number) => {
        const source = piece.repeat(times);
        const start = process.cpuUsage();
        checkDocument({ path, source }, rules);
        return process.cpuUsage(start).user;
      };
      cost(500);
      // Eight times the length may cost up to forty times as much before anything is wrong.
      expect(cost(16_000)).toBeLessThan(40 * Math.max(cost(2000), 20_000));
    },
    600_000,
  );
});

describe("whatever a file holds", () => {
  const pool = openMediaPool({ size: 2 });
  afterAll(() => pool.close());

  it(`a worker says something of it, in time (${files} files)`, async () => {
    const next = random(seed);
    const seeds: readonly (readonly [string, Buffer])[] = [
      ["a.jpg", await jpeg()],
      ["a.png", await png()],
      ["a.gif", await animation(3, 20, "gif")],
      ["a.webp", await animation(3, 20, "webp")],
      ["a.svg", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>')],
      ["a.pdf", pdf("国家级")],
      ["a.mp4", mp4()],
      ["a.webm", webm()],
      ["a.docx", docx({ name: "word/_rels/a.rels", text: "<Relationship/>" })],
    ];
    const lost: string[] = [];
    for (let nth = 0; nth < files; nth += 1) {
      const [name, whole] = seeds[next(seeds.length)] ?? ["a.jpg", Buffer.alloc(0)];
      const bytes = Buffer.from(next(4) === 0 ? whole.subarray(0, next(whole.length + 1)) : whole);
      for (let change = next(12); change > 0 && bytes.length > 0; change -= 1)
        bytes[next(bytes.length)] = next(256);
      const { problems } = await pool.probe(name, bytes);
      if (problems.some((one) => one.kind === "crashed"))
        lost.push(`seed ${seed}, file ${nth}: ${name}`);
    }
    expect(lost).toEqual([]);
  }, 7_200_000);
});
