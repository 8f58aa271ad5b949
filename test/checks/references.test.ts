import { describe, expect, it } from "vitest";
import { blocking, findingsOf, path, product } from "./documents.ts";

describe("a picture", () => {
  it("must be there", () => {
    expect(findingsOf(product("cover: ../media/products/竹 杯.jpg"))).toEqual([
      "10:8 找不到文件 竹 杯.jpg，请重新上传。",
    ]);
  });

  it("must be there within a list as well", () => {
    const line = "gallery:\n  - image: ../media/products/a.jpg\n    alt: 一";
    expect(findingsOf(product(line))).toEqual(["14:12 找不到文件 a.jpg，请重新上传。"]);
  });
});

describe("words that look like a picture's path", () => {
  it("are words where the field is no picture", () => {
    expect(findingsOf(product("title: ../media/products/none.jpg"))).toEqual([]);
  });
});

describe("an item number", () => {
  const twin = { path: "content/products/steel-cup.md", source: product("slug: steel-cup") };
  const first = { path, source: product() };
  const paths = new Set(["content/media/products/bamboo-cup.jpg"]);

  it("belongs to one product: each of the two is told of the other", () => {
    const said = (of: string, other: string) => ({
      rule: "schema",
      severity: "block",
      path: of,
      line: 4,
      column: 6,
      endLine: 4,
      endColumn: 15,
      text: "QH-CUP-01",
      message: `“货号”QH-CUP-01 已被 ${other} 使用，全站不能重复。`,
    });
    expect(blocking([first, twin], paths)).toEqual([said(path, twin.path), said(twin.path, path)]);
  });

  it("is a product's: the same in the news is no twin", () => {
    const news = { path: "content/news/bamboo-cup.md", source: product() };
    const found = blocking([news, first], paths);
    expect(found.filter((one) => one.path === path)).toEqual([]);
  });

  it("that is missing is no twin of another that is missing", () => {
    const without = [first, twin].map((one) => ({
      ...one,
      source: one.source.replace("sku: QH-CUP-01\n", ""),
    }));
    expect(blocking(without, paths).map((one) => one.message)).toEqual([
      "“货号”是必填的，现在没有填写。",
      "“货号”是必填的，现在没有填写。",
    ]);
  });
});
