import { describe, expect, it } from "vitest";
import { findingsOf, product, productWithout } from "./documents.ts";

describe("one wrong field of a product is said in Chinese, where it stands", () => {
  it("a product in which everything is right has no finding", () => {
    expect(findingsOf(product())).toEqual([]);
  });

  it.each([
    ["price: 便宜", "6:8 “价格（元）”类型不对，现在是“便宜”。"],
    ["price: 39.5", "6:8 “价格（元）”类型不对，现在是“0.395”。"],
    ["price: 0 # 免费", "6:8 “价格（元）”不能小于 0.01，现在是“0”。"],
    ["price: 100000001", "6:8 “价格（元）”不能大于 1000000，现在是“1000000.01”。"],
    ["price:", "6:7 “价格（元）”类型不对，现在是“null”。"],
    ['unit: ""', "7:7 “单位”不能为空，现在是“”。"],
    ["unit: 一二三四五六七八九", "7:7 “单位”最多 8 个字，现在是“一二三四五六七八九”。"],
    ["title: [杯]", '2:8 “产品名称”类型不对，现在是“["杯"]”。'],
    ["sku: qh-1", "4:6 “货号”只能用大写字母、数字和连字符，现在是“qh-1”。"],
    ["category: garden", "5:11 “类别”只能是：厨房、餐桌、卫浴、收纳、起居，现在是“garden”。"],
    ["verified_on: 昨天", "12:14 “核对日期”应为 2026-03-02 这样的日期，现在是“昨天”。"],
    ["rights: stolen", "13:9 “版权”只能是：本公司所有、已获授权、第三方所有，现在是“stolen”。"],
    ["publish_at: 2026-03-02", "13:13 “发布时间”应为带时区的日期和时间，现在是“2026-03-02”。"],
    ["evidence: 见附件", "13:11 “依据链接”应为 https:// 开头的网址，现在是“见附件”。"],
    [
      "publish_at: 2099-13-01T00:00:00+08:00",
      "13:13 “发布时间”应为带时区的日期和时间，现在是“2099-13-01T00:00:00+08:00”。",
    ],
    ["verified_on: 2026-02-30", "12:14 “核对日期”应为 2026-03-02 这样的日期，现在是“2026-02-30”。"],
    ["category: 5", "5:11 “类别”类型不对，现在是“5”。"],
    ["colours:\n  - red", "13:1 没有名为“colours”的字段，请删除这一行。"],
    ["颜色: 绿", "13:1 没有名为“颜色”的字段，请删除这一行。"],
    ["__proto__: 绿", "13:1 没有名为“__proto__”的字段，请删除这一行。"],
  ])("%s", (line, finding) => {
    expect(findingsOf(product(line))).toEqual([finding]);
  });

  it.each([
    ["title", "1:1 “产品名称”是必填的，现在没有填写。"],
    ["price", "1:1 “价格（元）”是必填的，现在没有填写。"],
    ["verified_on", "1:1 “核对日期”是必填的，现在没有填写。"],
  ])("%s is missing", (name, finding) => {
    expect(findingsOf(productWithout(name))).toEqual([finding]);
  });

  it("a field with a default or a free one may be missing, and every day may stand without quotes", () => {
    expect(findingsOf(product("stock: sold_out", "verified_on: 2026-11-02"))).toEqual([]);
  });
});

describe("all is said at once", () => {
  it("in one file, and at most 40 signs of what is wrong", () => {
    const long = "😀".repeat(121);
    expect(findingsOf(product("price: 0", "colour: red", `summary: ${long}`))).toEqual([
      "6:8 “价格（元）”不能小于 0.01，现在是“0”。",
      `9:10 “一句话介绍”最多 120 个字，现在是“${"😀".repeat(40)}”。`,
      "13:1 没有名为“colour”的字段，请删除这一行。",
    ]);
  });
});

describe("a field within a list", () => {
  const gallery = (...lines: readonly string[]) => product(["gallery:", ...lines].join("\n"));
  const image = "  - image: ../media/products/bamboo-cup.jpg";

  it("is named by its own label and shown in its own line", () => {
    expect(findingsOf(gallery(image, '    alt: ""', "    colour: 绿"))).toEqual([
      "15:10 “图片说明”不能为空，现在是“”。",
      "16:5 没有名为“colour”的字段，请删除这一行。",
    ]);
  });

  it("that is missing is shown where its part of the list begins", () => {
    expect(findingsOf(gallery(image, "    alt: 一", image))).toEqual([
      "16:5 “图片说明”是必填的，现在没有填写。",
    ]);
  });

  it("stands in a column that counts an emoji as two", () => {
    const line = 'gallery: [{ alt: "😀杯", image: ../media/news/gate.jpg }]';
    expect(findingsOf(product(line))).toEqual([
      "13:32 “图片”应为本栏目文件夹里的图片，现在是“../media/news/gate.jpg”。",
    ]);
  });
});

describe("rules between fields", () => {
  const times = "publish_at: 2026-03-02T09:00:00+08:00\nexpires_at: 2026-03-02T01:00:00Z";

  it("are said where the field stands that should change", () => {
    expect(findingsOf(product(times))).toEqual(["14:13 到期时间应晚于发布时间。"]);
    expect(findingsOf(product("rights: licensed"))).toEqual([
      "1:1 使用他人的内容，须填写授权或出处的链接。",
    ]);
    expect(findingsOf(product("rights: licensed", "evidence: https://example.com/a"))).toEqual([]);
  });

  it("wait until each field is right by itself", () => {
    expect(findingsOf(product(times, "price: 0"))).toEqual([
      "6:8 “价格（元）”不能小于 0.01，现在是“0”。",
    ]);
  });

  it("the address is the name of the file", () => {
    expect(findingsOf(product("slug: steel-cup"))).toEqual([
      "3:7 “网址名”是“steel-cup”，但文件名是“bamboo-cup”，两者必须一致。网址名保存以后不能再改。",
    ]);
    expect(findingsOf(product("slug: steel-cup"), "content/products/steel-cup.md")).toEqual([]);
    expect(findingsOf(product("slug: 竹杯"), "content/products/竹杯.md")).toEqual([
      "3:7 “网址名”只能用小写字母、数字和连字符，现在是“竹杯”。",
    ]);
  });
});
