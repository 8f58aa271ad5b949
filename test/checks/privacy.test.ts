import { describe, expect, it } from "vitest";
import { findings } from "./company-rules.ts";

// Built here: a number of nobody, with the check digit that the standard asks for.
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const stem = "11010119000101000";
const sum = weights.reduce((all, weight, at) => all + weight * Number(stem[at]), 0);
const identity = stem + "10X98765432"[sum % 11];
const mobile = ["138", "0000", "0000"];
const card = (() => {
  const body = "622200000000000";
  const digits = [...body].reverse().map(Number);
  const total = digits.reduce(
    (all, one, at) => all + (at % 2 ? one : one * 2 - (one > 4 ? 9 : 0)),
    0,
  );
  return body + ((10 - (total % 10)) % 10);
})();
const wide = (text: string) =>
  text.replace(/\d/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
const spoken = (text: string) =>
  text.replace(/\d/g, (one) => "〇一二三四五六七八九"[Number(one)] ?? "");

describe("personal data", () => {
  it.each([
    ["privacy.id", identity],
    ["privacy.id", identity.toLowerCase()],
    ["privacy.id", wide(identity)],
    ["privacy.mobile", mobile.join("")],
    ["privacy.mobile", mobile.join(" ")],
    ["privacy.mobile", mobile.join("-")],
    ["privacy.mobile", `+86 ${mobile.join("")}`],
    ["privacy.mobile", wide(mobile.join(""))],
    ["privacy.mobile", spoken(mobile.join("\u200b"))],
    ["privacy.mobile", [...mobile.join("")].join(" ")],
    ["privacy.card", card],
    ["privacy.card", card.replace(/.{4}/g, "$& ").trim()],
  ])("%s blocks as %j, and is not repeated", (rule, value) => {
    const [found, ...more] = findings(`联系人：${value}。\n`);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      rule,
      severity: "block",
      line: 1,
      column: 5 + Number(value.startsWith("+")),
    });
    expect(JSON.stringify(found)).not.toContain(value.slice(-4));
  });

  it("is a person's home, and not the company's address", () => {
    expect(findings("他家住青禾路8号3幢1402。\n").map((one) => one.rule)).toEqual([
      "privacy.address",
    ]);
    expect(findings("公司地址：青禾路8号3幢1402室。\n")).toEqual([]);
  });

  it.each([
    "客服热线 400-000-0000",
    "订单号 202611240001000200",
    "尺寸 1200×600×750 毫米",
    "条码 6900000000000",
    "备案号 33010000000000",
    "2026-11-24 08:50 至 18:10",
    `货号 QH${mobile.join("")}`,
  ])("is not in %j", (text) => {
    expect(findings(`${text}\n`)).toEqual([]);
  });
});
