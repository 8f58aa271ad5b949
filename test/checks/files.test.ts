import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkContent } from "../../src/checks/schema.ts";
import { findingsOf, product } from "./documents.ts";

describe("the content of the repository", () => {
  const paths = readdirSync("content", { recursive: true, encoding: "utf8" }).map(
    (name) => `content/${name}`,
  );
  const documents = paths
    .filter((one) => one.endsWith(".md"))
    .map((one) => ({ path: one, source: readFileSync(one, "utf8") }));

  it("passes, every page of it", () => {
    expect(documents.length).toBeGreaterThan(15);
    expect(checkContent(documents, new Set(paths))).toEqual([]);
  });

  it("misses its pictures when they are gone", () => {
    const found = checkContent(documents, new Set());
    const withPicture = documents.filter(({ source }) => source.includes("../media/"));
    expect(found.map((one) => one.path)).toEqual(withPicture.map((one) => one.path));
    expect(new Set(found.map((one) => one.rule))).toEqual(new Set(["links"]));
  });
});

describe("a file in a wrong place", () => {
  it.each([
    "content/readme.md",
    "content/products/cups/bamboo-cup.md",
    "content/pages/team.md",
    "content/pages/toString.md",
    "content/media/products/bamboo-cup.md",
    "content/竹杯.md",
  ])("%s is refused, whatever it says", (wrong) => {
    expect(findingsOf(product(), wrong)).toEqual([
      "1:1 这个位置不属于任何栏目，请移到栏目的文件夹里，或删除。",
    ]);
  });

  it("is measured by the collection in which it stands", () => {
    expect(findingsOf("---\ntitle: 简介\nsummary: 杭州\n---\n", "content/pages/about.md")).toEqual(
      [],
    );
    expect(findingsOf("---\ntitle: 简介\nsummary: 杭州\n---\n", "content/pages/home.md")).toEqual([
      "1:1 “副标题”是必填的，现在没有填写。",
      "1:1 “版面（从上到下）”是必填的，现在没有填写。",
      "1:1 “最近审定日期”是必填的，现在没有填写。",
      "3:10 没有名为“summary”的字段，请删除这一行。",
    ]);
  });
});

describe("front matter that cannot be read", () => {
  it.each([
    ["an open bracket", product("price: [3900")],
    ["a field twice", product("price: 3900\nprice: 3900")],
    ["an alias to nothing", product("price: *x")],
    ["a tab for indentation", product("gallery:\n\t- image: a")],
    ["a list", "---\n- a\n---\n"],
    ["JavaScript", "---js\n{ title: 1 }\n---\n"],
    ["TOML", "---toml\ntitle = 1\n---\n"],
  ])("%s is one finding, and the only one", (_what, source) => {
    const [first, ...others] = findingsOf(source);
    expect(first).toMatch(/\d+:\d+ 文件开头的资料区（两行 --- 之间）读不出来：.+。请检查冒号、/);
    expect(others).toEqual([]);
  });

  it("names the line of the file in which reading ended", () => {
    expect(findingsOf(product("price: 3900\nprice: 3900"))[0]).toContain("line 7, column 1");
  });

  it("does not hide what is wrong with other files", () => {
    const broken = { path: "content/products/x.md", source: "---\na: [\n---\n" };
    const wrong = { path: "content/news/a.md", source: "" };
    const found = checkContent([broken, wrong], new Set());
    expect(found.map((one) => one.path)).toEqual([broken.path, ...Array(4).fill(wrong.path)]);
  });
});

describe("front matter in another form", () => {
  const source = product("price: 便宜");

  it.each([
    ["a byte order mark", `\uFEFF${source}`],
    ["no text below", source.slice(0, source.indexOf("\n\n"))],
    ["Windows lines up to the last field", source.replaceAll(/\n(?!---)/g, "\r\n")],
  ])("with %s is read, and shown in the same place", (_form, one) => {
    expect(findingsOf(one)).toEqual(["6:8 “价格（元）”类型不对，现在是“便宜”。"]);
  });
});
