import { describe, expect, it } from "vitest";
import { inWords } from "../../../../admin/review/change/in-words.ts";

describe("what the gate says of files", () => {
  it.each([
    ["涉及版面改版（content/pages/home.md）。", "涉及版面改版（首页版面）。"],
    ["涉及产品（content/products/tea-set.md）。", "涉及产品（产品 tea-set）。"],
    ["（content/media/products/黄油刀-照片-55d1cf45.jpg）", "（产品的图片或文件）"],
    ["（.github/CODEOWNERS、docs/approval-table.md）", "（审批规则）"],
    ["涉及网站程序（src/site/pages/index.astro）", "涉及网站程序（网站程序）"],
    ["等待 沃特 签字。", "等待 沃特 签字。"],
  ])("%s reads %s", (line, words) => {
    expect(inWords(line)).toBe(words);
  });
});
