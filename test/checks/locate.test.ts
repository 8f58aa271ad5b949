import { describe, expect, it } from "vitest";
import { locate } from "../../src/checks/locate.ts";

const at = (source: string, ...path: readonly string[]) => {
  const { line, column } = locate(source, path);
  return `${line}:${column}`;
};
const matter = (...lines: readonly string[]) => ["---", ...lines, "---", "正文", ""].join("\n");

describe("a field is found where its value begins", () => {
  const source = matter(
    "title: 竹纤维随手杯",
    "# 注释",
    "  ",
    "价格（元）:   3900",
    '"带引号": "值"',
    "empty:",
    "text: |",
    "  第一行",
    "  second: line",
    "last: 1",
  );

  it.each([
    ["title", "2:8"],
    ["价格（元）", "5:10"],
    ["带引号", "6:8"],
    ["text", "8:7"],
    ["last", "11:7"],
  ])("%s", (field, place) => {
    expect(at(source, field)).toBe(place);
  });

  it("which for an empty one is after its colon", () => {
    expect(at(source, "empty")).toBe("7:7");
  });
});

describe("columns count as an editor counts them, in UTF-16", () => {
  it("a Chinese sign is one, an emoji is two", () => {
    const source = matter("list: [杯, 😀, 杯]", "😀价: 1", "𠮷: 2");
    expect(at(source, "list", "1")).toBe("2:11");
    expect(at(source, "list", "2")).toBe("2:15");
    expect(at(source, "😀价")).toBe("3:6");
    expect(at(source, "𠮷")).toBe("4:5");
  });
});

describe("the form of the file makes no difference", () => {
  const source = matter("title: 杯", "gallery:", "  - alt: 一", "  - alt: 二", "price: 1");
  const places = (one: string) => [
    at(one, "title"),
    at(one, "gallery", "1", "alt"),
    at(one, "price"),
  ];

  it.each([
    ["LF", source],
    ["CRLF", source.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\uFEFF${source}`],
    ["a byte order mark and CRLF", `\uFEFF${source.replaceAll("\n", "\r\n")}`],
    ["no text below", source.slice(0, source.indexOf("\n正文"))],
  ])("%s", (_form, one) => {
    expect(places(one)).toEqual(["2:8", "5:10", "6:8"]);
  });
});

describe("what stands within", () => {
  const source = matter(
    "gallery:",
    "  - image: a",
    "    alt: 图",
    "  - image: b",
    "map: { a: [1, 2] }",
  );

  it.each([
    [["gallery"], "3:3"],
    [["gallery", "0"], "3:5"],
    [["gallery", "0", "alt"], "4:10"],
    [["gallery", "1", "image"], "5:12"],
    [["map"], "6:6"],
    [["map", "a"], "6:11"],
    [["map", "a", "1"], "6:15"],
  ])("%j is found", (path, place) => {
    expect(at(source, ...path)).toBe(place);
  });

  it.each([
    [["gallery", "1", "alt"], "5:5"],
    [["gallery", "7", "alt"], "3:3"],
    [["gallery", "0", "alt", "deeper"], "4:10"],
    [["nowhere"], "1:1"],
    [["nowhere", "0", "at", "all"], "1:1"],
    [[], "1:1"],
  ])("%j is not there: what is around it is shown", (path, place) => {
    expect(at(source, ...path)).toBe(place);
  });
});

describe("a file without readable front matter is shown from its beginning", () => {
  it.each([
    "",
    "title: 杯\n",
    "正文\n---\ntitle: 杯\n---\n",
    "---\n---\n",
    "----\ntitle: 杯\n---\n",
  ])("%j", (source) => {
    expect(at(source, "title")).toBe("1:1");
  });

  it("and does not take the text below for fields", () => {
    expect(at(`${matter("a: 1")}---\ntitle: 杯\n---\n`, "title")).toBe("1:1");
    expect(at("---\n# 空\n---\ntitle: 杯\n---\n", "title")).toBe("1:1");
  });
});
