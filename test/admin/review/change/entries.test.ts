import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { changeOf } from "../../../../admin/review/change/entries.ts";

const cup = readFileSync("content/products/bamboo-cup.md", "utf8");
const path = "content/products/bamboo-cup.md";
const modified = { filename: path, status: "modified" };
const people = { walt: { name: "沃特", title: "分管领导" }, cora: { name: "柯菈", title: "专员" } };

describe("a changed file in words", () => {
  it("has the collection's word, the entry's name, its fields and its text", () => {
    const after = cup.replace("price: 3900", "price: 4290").replace("隔热防滑", "防滑");
    const change = changeOf(modified, { before: cup, after }, people);
    expect(change).toMatchObject({ kind: "产品", name: "竹纤维随手杯", unreadable: false });
    expect(change?.fields.map((one) => one.label)).toEqual(["价格（元）"]);
    expect(change?.body.length).toBeGreaterThan(0);
  });

  it("names a fixed page by its label", () => {
    const file = { filename: "content/pages/home.md", status: "modified" };
    expect(
      changeOf(file, { before: null, after: "---\ntitle: 首页\n---\n" }, people),
    ).toMatchObject({
      name: "首页版面",
    });
  });

  it("does not pretend to know what a broken file says", () => {
    const after = "---\ntitle: [\n---\n";
    const change = changeOf(modified, { before: cup, after }, people);
    expect(change).toMatchObject({ unreadable: true, fields: [], body: [] });
  });

  it("tells a deputy by name, and that the policy changed otherwise", () => {
    const policy = readFileSync(".github/approval.yml", "utf8");
    const file = { filename: ".github/approval.yml", status: "modified" };
    const window =
      '[{role: "vp:web", from: walt, to: cora, start: 2026-12-01, end: 2026-12-05, reason: 出差}]';
    const after = policy.replace("delegations: []", `delegations: ${window}`);
    const told = (text: string) =>
      changeOf(file, { before: policy, after: text }, people)?.fields.map(
        (one) => `${one.label} ${one.before?.text ?? ""}→${one.after?.text ?? ""}`,
      );
    const line =
      "代理 →柯菈（专员） 代 沃特（分管领导）（网站分管领导），2026-12-01 00:00 起至 2026-12-05 00:00，事由：出差";
    expect(told(after)).toEqual([line]);
    expect(told(after.replace("gm: [grace]", "gm: [ed]"))).toEqual([
      line,
      "其他规则 →有改动，请看下方“文字对比”",
    ]);
    expect(told(policy.replace("ranks:", "rank:"))?.[0]).toContain("规则有错误");
  });
});
