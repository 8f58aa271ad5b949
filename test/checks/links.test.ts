import { describe, expect, it } from "vitest";
import { checkContent } from "../../src/checks/checks.ts";
import { noRules, product } from "./documents.ts";

const path = "content/products/bamboo-cup.md";
const cover = "content/media/products/bamboo-cup.jpg";

function found(body: string, ...more: readonly string[]) {
  const documents = [{ path, source: `${product()}${body}\n` }];
  const files = [path, cover, ...more].map((one) => ({ path: one }));
  return checkContent({ documents, files }, noRules, "2026-11-25").map(
    (one) => `${one.severity} ${one.rule} ${one.text || one.path}`,
  );
}

describe("a link in the text", () => {
  it.each([
    "[全部](/products/)",
    "[自己](/products/bamboo-cup/)",
    "[自己](/products/bamboo-cup)",
    "[厨房](/products/kitchen/) [第二页](/products/page/2/)",
    "[外面](https://example.com/) [邮件](mailto:a@example.com) [段落](#a)",
    "![图](../media/products/bamboo-cup.jpg)",
  ])("%s leads somewhere", (body) => {
    expect(found(body)).toEqual([]);
  });

  it.each([
    ["[没有](/products/steel-cup/)", "[没有](/products/steel-cup/)"],
    ["![没有](../media/products/none.jpg)", "![没有](../media/products/none.jpg)"],
    ["![盗链](https://example.com/a.jpg)", "![盗链](https://example.com/a.jpg)"],
    ["![盗链](//example.com/a.jpg)", "![盗链](//example.com/a.jpg)"],
    ["[a][b]\n\n[b]: /nowhere/", "[b]: /nowhere/"],
  ])("%s is refused", (body, text) => {
    expect(found(body)).toEqual([`block links ${text}`]);
  });
});

describe("a picture that nobody shows", () => {
  it("is a warning", () => {
    const other = "content/media/products/old.jpg";
    expect(found("", other)).toEqual([`warn links ${other}`]);
    expect(found("![旧](../media/products/old.jpg)", other)).toEqual([]);
  });
});
