import { gzipSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { readRuleFiles } from "../../../src/adapters/files/rules.ts";
import { probe } from "../../../src/adapters/media/probe.ts";
import { checkMedia } from "../../../src/checks/media.ts";
import { rulesFrom } from "../../../src/checks/settings.ts";
import { pdf } from "./pdf.ts";
import { animation, apng, hugePng, jpeg, noise, picture, png, withChunk } from "./pictures.ts";
import { mp4, webm } from "./video.ts";
import { docx, zipOf } from "./zip.ts";

const rules = rulesFrom(readRuleFiles("."));
const svg = (inner: string, head = "") =>
  Buffer.from(`${head}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${inner}</svg>`);
const place = {
  IFD0: { Artist: "nobody" },
  IFD3: { GPSLatitude: "31/1 13/1 0/1", GPSLatitudeRef: "N" },
};
const sized = async (bytes: number) =>
  Buffer.concat([await jpeg(), Buffer.alloc(bytes)]).subarray(0, bytes);
const rels = (type: string) =>
  `<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="http://example.com/x" TargetMode="External"/></Relationships>`;

type Case = readonly [
  number: string,
  what: string,
  name: string,
  make: () => Buffer | Promise<Buffer>,
  ...kinds: readonly string[],
];

/** The numbers are those of the list of cases; what is about git or Markdown is tested with those checks. */
const cases: readonly Case[] = [
  ["1", "nothing at all", "a.jpg", () => Buffer.alloc(0), "block empty"],
  ["2", "a picture", "a.jpg", jpeg],
  ["3", "a PNG by another name", "a.jpg", png, "block wrong-name"],
  [
    "4",
    "HTML named as a picture",
    "a.jpg",
    () => Buffer.from("<html>x</html>"),
    "block unknown-type",
  ],
  [
    "5",
    "a JPEG with a ZIP behind it",
    "a.jpg",
    async () => Buffer.concat([await jpeg(), zipOf([{ name: "a", text: "b" }])]),
    "block trailing",
  ],
  [
    "5b",
    "a PNG with more behind it",
    "a.png",
    async () => Buffer.concat([await png(), Buffer.from("x")]),
    "block trailing",
  ],
  [
    "6",
    "a GIF that is a script as well",
    "a.gif",
    () => Buffer.from("GIF89a/*xxxxxxxxxxxxxxxx*/=1;alert(1)"),
    "block broken",
  ],
  [
    "7",
    "half a JPEG",
    "a.jpg",
    async () => (await noise(90, 90).jpeg().toBuffer()).subarray(0, 3000),
    "block broken",
  ],
  [
    "8",
    "half a PNG",
    "a.png",
    async () => (await noise(90, 90).png().toBuffer()).subarray(0, 3000),
    "block broken",
  ],
  [
    "10",
    "a CMYK JPEG",
    "a.jpg",
    () => picture().toColourspace("cmyk").jpeg().toBuffer(),
    "block cmyk",
  ],
  [
    "11",
    "a place and an author in EXIF",
    "a.jpg",
    () => picture().withExif(place).jpeg().toBuffer(),
    "warn author",
    "block gps",
  ],
  [
    "11b",
    "a place in XMP",
    "a.jpg",
    () =>
      picture()
        .withXmp(
          `<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="31,13N"/></r:RDF></x:xmpmeta>`,
        )
        .jpeg()
        .toBuffer(),
    "block gps",
  ],
  [
    "12",
    "a photo that lies on its side",
    "a.jpg",
    () => picture().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    "warn turned",
  ],
  [
    "13",
    "an animation too large to decode",
    "a.gif",
    () => animation(60, 800, "gif"),
    "block too-many-frames",
  ],
  ["13b", "a small animation", "a.gif", () => animation(4, 40, "gif")],
  ["14", "the same as WebP", "a.webp", () => animation(45, 800, "webp"), "block too-many-frames"],
  ["15", "an animated PNG", "a.png", async () => apng(await png()), "warn apng"],
  [
    "16",
    "a bomb of 900 million points",
    "a.png",
    () => hugePng(30_000, 30_000),
    "block too-many-pixels",
  ],
  [
    "16b",
    "a bomb of 144 million points",
    "a.png",
    () => hugePng(12_000, 12_000),
    "block too-many-pixels",
  ],
  [
    "17",
    "sixteen bits a colour",
    "a.png",
    () => picture().toColourspace("rgb16").png().toBuffer(),
    "warn deep",
  ],
  [
    "18",
    "a megabyte of text in a PNG",
    "a.png",
    async () => withChunk(await png(), "zTXt", Buffer.alloc(60_000, 65)),
    "block hidden-text",
  ],
  ["19", "a strip of 60,000 points", "a.png", () => hugePng(8, 60_000), "block too-long-side"],
  ["20", "a single point", "a.png", () => picture(1, 1).png().toBuffer(), "warn tiny"],
  [
    "21",
    "HEIC",
    "a.jpg",
    () =>
      Buffer.concat([
        Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"),
        Buffer.alloc(400),
      ]),
    "block heic",
  ],
  ["22", "AVIF", "a.avif", () => picture().avif().toBuffer()],
  ["23", "SVG with a script", "a.svg", () => svg("<script>x</script>"), "block svg-element"],
  ["24", "SVG with a handler", "a.svg", () => svg('<path onload="x"/>'), "block svg-attribute"],
  [
    "25",
    "SVG that loads",
    "a.svg",
    () => svg('<use href="https://example.com/a.svg#b"/>'),
    "block svg-link",
  ],
  [
    "25b",
    "SVG whose style loads",
    "a.svg",
    () => svg("<style>@import 'https://example.com/a.css';</style>"),
    "block svg-style",
  ],
  [
    "26",
    "SVG with HTML and a hidden script",
    "a.svg",
    () => svg('<foreignObject/><a href="&#106;avascript:x"/>'),
    "block svg-element",
    "block svg-element",
    "block svg-link",
  ],
  [
    "27",
    "SVG with entities",
    "a.svg",
    () => svg("", '<!DOCTYPE svg [<!ENTITY a "b">]>'),
    "block svg-doctype",
  ],
  ["28", "gzip named as SVG", "a.svg", () => gzipSync(svg("")), "block unknown-type"],
  [
    "45",
    "SVG that sets a handler",
    "a.svg",
    () => svg('<set attributeName="onmouseover" to="x"/>', "\uFEFF<!-- a -->"),
    "block svg-element",
  ],
  [
    "45b",
    "a plain drawing",
    "a.svg",
    () =>
      svg(
        '<defs><linearGradient id="a"/></defs><rect fill="url(#a)" width="1"/>',
        '<?xml version="1.0"?>',
      ),
  ],
  ["29", "a PDF with a banned word", "a.pdf", () => pdf("国家级品质"), "block ad.absolute"],
  ["29b", "a plain PDF", "a.pdf", () => pdf("使用说明")],
  [
    "30",
    "a PDF with a script",
    "a.pdf",
    () => pdf("a", "/OpenAction << /S /JavaScript /JS (x) >>"),
    "block pdf-script",
  ],
  [
    "30b",
    "one that writes its name in codes",
    "a.pdf",
    () => pdf("a", "/OpenAction << /S /J#61vaScript /#4AS (x) >>"),
    "block pdf-script",
  ],
  [
    "31",
    "a PDF with an attachment",
    "a.pdf",
    () =>
      pdf("a", "/Names << /EmbeddedFiles << /Names [(a.exe) 9 0 R] >> >>", [
        "<< /Type /Filespec /F (a.exe) /EF << /F 10 0 R >> >>",
        "<< /Type /EmbeddedFile /Length 1 >>\nstream\nx\nendstream",
      ]),
    "block pdf-attachment",
  ],
  ["32", "half a PDF", "a.pdf", () => pdf("a").subarray(0, 60), "block broken"],
  [
    "33",
    "a PDF that starts a program",
    "a.pdf",
    () => pdf("a", "/OpenAction << /S /Launch /F (calc.exe) >>"),
    "block pdf-action",
  ],
  [
    "33b",
    "a locked PDF",
    "a.pdf",
    () => pdf("a", "/Encrypt << /Filter /Standard >>"),
    "block pdf-locked",
  ],
  ["34", "a film that starts late", "a.mp4", () => mp4({ movieLast: true }), "block slow-start"],
  ["34b", "a film", "a.mp4", () => mp4()],
  ["35", "HEVC", "a.mp4", () => mp4({ codec: "hvc1" }), "block codec"],
  ["36", "QuickTime by another name", "a.mp4", () => mp4({ brand: "qt" }), "block unknown-type"],
  ["37", "half a film", "a.mp4", () => mp4({ cut: 150 }), "block truncated"],
  ["38", "a film with a place", "a.mp4", () => mp4({ place: true }), "block gps"],
  ["39", "a film with all colours", "a.mp4", () => mp4({ chroma: 3 }), "block chroma"],
  ["40", "WebM", "a.webm", webm],
  [
    "41",
    "an LFS pointer",
    "a.jpg",
    () => Buffer.from("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
    "block pointer",
  ],
  [
    "43",
    "a document with a macro",
    "a.docx",
    () => docx({ name: "word/vbaProject.bin", text: "x" }),
    "block office-macro",
  ],
  [
    "43b",
    "one with a template from elsewhere",
    "a.docx",
    () => docx({ name: "word/_rels/settings.xml.rels", text: rels("attachedTemplate") }),
    "block office-external",
  ],
  [
    "43c",
    "one with a link",
    "a.docx",
    () => docx({ name: "word/_rels/document.xml.rels", text: rels("hyperlink") }),
  ],
  [
    "44",
    "one that unpacks to 300 MB",
    "a.docx",
    () => docx({ name: "word/a.xml", text: "x", size: 300 * 1024 * 1024 }),
    "block bomb",
  ],
  ["46", "a program", "a.exe", () => Buffer.from("MZ".padEnd(400, "\0")), "block unknown-type"],
];

describe("a file of the media", () => {
  it.each(
    cases.map(([number, what, name, make, ...kinds]) => ({ number, what, name, make, kinds })),
  )("case $number: $what", async ({ name, make, kinds }) => {
    const facts = await probe(await make(), name);
    const path = `content/media/products/${name}`;
    const found = checkMedia(path, facts, rules);
    const named = found.map(
      (one, at) => `${one.severity} ${one.rule === "media" ? facts.problems[at]?.kind : one.rule}`,
    );
    expect(named).toEqual(kinds);
    for (const one of found) expect(one.message).toMatch(/。$/);
  });
});

describe("case 2: the limits", () => {
  const blocks = (name: string, bytes: number) =>
    checkMedia(`content/media/products/${name}`, { bytes, problems: [] }, rules).length > 0;

  it.each([
    ["a.jpg", 512_000],
    ["a.mp4", 31_457_280],
    ["a.pdf", 1_048_576],
  ])("%s may have %d bytes and not one more", (name, limit) => {
    expect([blocks(name, limit - 1), blocks(name, limit), blocks(name, limit + 1)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it("are said in both ways", async () => {
    const [finding] = checkMedia(
      "content/media/products/a.jpg",
      { bytes: 512_001, problems: [] },
      rules,
    );
    expect(finding?.message).toContain("512,001 字节，不能超过 500 KB（512,000 字节）");
    expect((await sized(512_001)).length).toBe(512_001);
  });
});

describe("case 9: damage that no decoder notices", () => {
  it("passes", async () => {
    const bytes = await sharp(await noise(60, 60).jpeg().toBuffer())
      .jpeg()
      .toBuffer();
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    const { problems } = await probe(bytes, "a.jpg");
    expect(problems.filter((one) => one.kind !== "broken" && one.kind !== "trailing")).toEqual([]);
  });
});
