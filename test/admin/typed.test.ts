import { describe, expect, it } from "vitest";
import { findingsOfTyped } from "../../admin/editor/typed.ts";
import { checkDocument } from "../../src/checks/checks.ts";
import { rules } from "../checks/company-rules.ts";

const path = "content/products/bamboo-cup.md";
const typed = (data: Readonly<Record<string, unknown>>) =>
  findingsOfTyped(path, data, rules).map(({ field, text }) => [field, text]);

describe("what is being typed", () => {
  it("is said with the field in which it stands", () => {
    expect(
      typed({
        title: "国家级竹杯",
        summary: "第一行\n全网最低价",
        gallery: [{ image: "a", alt: "顶级杯口" }],
        body: "## 说明\n\n根治高血压。",
      }),
    ).toEqual([
      ["title", "国家级"],
      ["summary", "全网最低价"],
      ["alt", "顶级"],
      ["body", "根治高血压"],
    ]);
  });

  it("gets the verdict of CI, word for word", () => {
    const source = "---\ntitle: 国家级竹杯\n---\n\n最佳选择。\n";
    const inCi = checkDocument({ path, source }, rules);
    const inForm = findingsOfTyped(path, { title: "国家级竹杯", body: "最佳选择。" }, rules);
    expect(inForm.map(({ field: _field, ...one }) => one)).toEqual(inCi);
    expect(inCi).toHaveLength(2);
  });

  it("may be nothing yet", () => {
    expect(typed({})).toEqual([]);
  });
});
