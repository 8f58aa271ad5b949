import { describe, expect, it } from "vitest";
import { type FieldChange, fieldChanges } from "../../../../admin/review/change/fields.ts";
import { homeSchema } from "../../../../src/model/pages.ts";
import { productSchema } from "../../../../src/model/products.ts";

const document = (data: Record<string, unknown>) => ({ data, body: "" });
const line = ({ label, before, after }: FieldChange) =>
  `${label}：${before?.text ?? "（空）"} → ${after?.text ?? "（空）"}`;
const product = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  fieldChanges(productSchema, document(before), document(after)).map(line);

describe("a difference in words", () => {
  it.each([
    ["a price", { price: 3990 }, { price: 4290 }, "价格（元）：¥39.90 → ¥42.90"],
    ["a choice", { status: "published" }, { status: "withdrawn" }, "状态：上架 → 下架"],
    ["a day", { verified_on: "2026-11-02" }, {}, "核对日期：2026-11-02 → （空）"],
    [
      "a moment, in Beijing",
      {},
      { publish_at: "2026-11-02T01:00:00Z" },
      "发布时间：（空） → 2026-11-02 09:00",
    ],
    ["a field that the model does not know", {}, { colour: "红" }, "colour：（空） → 红"],
    ["a choice that the model does not know", {}, { stock: "gone" }, "供货：（空） → gone"],
  ])("of %s", (_what, before, after, expected) => {
    expect(product(before, after)).toEqual([expected]);
  });

  it("says nothing of what stayed, however it is written", () => {
    const gallery = [{ image: "../media/products/a.jpg", alt: "甲" }];
    const turned = [{ alt: "甲", image: "../media/products/a.jpg" }];
    expect(product({ price: 1, gallery }, { gallery: turned, price: 1 })).toEqual([]);
    expect(product({ evidence: "" }, {})).toEqual([]);
  });

  it("has the fields in the order of the form", () => {
    const labels = fieldChanges(productSchema, null, document({ unit: "只", title: "杯" }));
    expect(labels.map((one) => one.label)).toEqual(["产品名称", "单位"]);
  });
});

describe("a difference between lists", () => {
  const picture = (name: string, alt: string) => ({ image: `../media/products/${name}`, alt });

  it("names the pictures that came and went, and shows them", () => {
    const before = document({ gallery: [picture("a.jpg", "甲"), picture("b.jpg", "乙")] });
    const after = document({ gallery: [picture("a.jpg", "甲"), picture("c.jpg", "丙")] });
    expect(fieldChanges(productSchema, before, after)).toEqual([
      {
        label: "更多图片：去掉",
        kind: "item",
        before: { text: "图片说明：乙", picture: "content/media/products/b.jpg" },
        after: null,
      },
      {
        label: "更多图片：加入",
        kind: "item",
        before: null,
        after: { text: "图片说明：丙", picture: "content/media/products/c.jpg" },
      },
    ]);
  });

  it("says what changed within an item", () => {
    const before = { gallery: [picture("a.jpg", "甲"), picture("b.jpg", "乙")] };
    const after = { gallery: [picture("a.jpg", "甲"), picture("b.jpg", "乙乙")] };
    expect(product(before, after)).toEqual(["更多图片：第 2 项的图片说明：乙 → 乙乙"]);
  });

  it("says that the order is another, in short", () => {
    const [hero, news] = [{ kind: "hero" }, { kind: "headlines", title: "要闻" }];
    const home = (sections: unknown[]) => document({ sections });
    const found = fieldChanges(homeSchema, home([hero, news]), home([news, hero]));
    expect(found.map(line)).toEqual(["版面（从上到下）：次序：大标题、要闻 → 要闻、大标题"]);
  });

  it("keeps two equal items apart", () => {
    const twice = { gallery: [picture("a.jpg", "甲"), picture("a.jpg", "甲")] };
    const once = { gallery: [picture("a.jpg", "甲")] };
    expect(product(twice, once)).toEqual(["更多图片：去掉：图片说明：甲 → （空）"]);
  });
});
