import { describe, expect, it } from "vitest";
import { fieldGuide } from "../../src/model/field-guide.ts";
import { collections } from "../../src/model/paths.ts";

describe("the editors' guide", () => {
  const guide = fieldGuide();

  it("has every collection and every fixed page", () => {
    const headings = guide.split("\n").filter((line) => /^##+ /.test(line));
    expect(headings).toEqual(
      collections.flatMap(({ label, files = {} }) => [
        `## ${label}`,
        ...Object.values(files).map((file) => `### ${file.label}`),
      ]),
    );
  });

  it.each([
    "| 产品名称 | 是 | 如实写名称和规格，不用“最”“第一”等绝对化用语。 |",
    "| 供货 |  | 可选：有货、售罄。 |",
    "| 类别 | 是 | 可选：厨房、餐桌、卫浴、收纳、起居。 |",
    "| 依据链接 |  | 检测报告、授权书等的网址，用来核对介绍是否属实。 |",
    "| 头条 |  | 在首页的要闻里显示。 |",
    "| 状态 |  | 改为“下架”并提交审批，页面就会撤下。可选：上架、下架。 |",
    "| 摘要 | 是 |  |",
  ])("says %s", (row) => {
    expect(guide.split("\n")).toContain(row);
  });

  it("has a row for every field and ends with one line break", () => {
    const schemas = collections.flatMap(({ schema, files }) =>
      files ? Object.values(files).map((file) => file.schema) : [schema],
    );
    const wanted = schemas.reduce((sum, { shape }) => sum + Object.keys(shape).length + 2, 0);
    expect(guide.split("\n").filter((line) => line.startsWith("|"))).toHaveLength(wanted);
    expect(guide).toMatch(/\|\n$/);
  });
});
