import { describe, expect, it } from "vitest";
import { decide } from "../../src/approval/decide.ts";
import { ignoredReasons } from "../../src/approval/decision.ts";
import { simulate } from "../../src/approval/simulate.ts";
import { ignoredText } from "../../src/approval/text.ts";
import { approval, companyData, noon, people, pull } from "./company.ts";
import { rules } from "./scenarios.ts";

const told = (...input: Parameters<typeof pull>) =>
  decide(companyData(), pull(...input), noon, people()).explanation;

describe("the explanation", () => {
  it("names the step, the people, the files and the next action", () => {
    expect(told(["src/site/a.astro"], { reviews: [approval(1, "wendy", 5)] })).toEqual([
      "正在等待签字。",
      "现在轮到：分管领导。",
      "下一步：请 沃特（分管领导） 在审批页面签字。",
      "涉及版面改版（src/site/a.astro），依次由 网站部门领导 → 网站分管领导 → 总经理 签字。",
      "第 1 步 部门领导：网站部门领导——温蒂（网站部门领导） 已于 2026-03-02 09:05 签字",
      "第 2 步 分管领导：网站分管领导——等待 1 人签字（可签字：沃特（分管领导））",
      "第 3 步 总经理：总经理——尚缺 1 人签字（可签字：葛蕾（总经理））",
    ]);
  });

  it("says of every signature that does not count whose it is and why", () => {
    const reviews = [approval(1, "grace", 5), approval(2, "paul", 6)];
    expect(told(["src/site/a.astro"], { reviews }).slice(-2)).toEqual([
      `葛蕾（总经理） 2026-03-02 09:05 的签字不计入：${ignoredText.OUT_OF_TURN}。`,
      `保罗（产品部门领导） 2026-03-02 09:06 的签字不计入：${ignoredText.NOT_ELIGIBLE}。`,
    ]);
  });

  it("does not name the author among those who can sign", () => {
    const pr = { ...pull([]).pr, author: "mina" };
    expect(told(["content/news/a.md"], { pr })).toContain(
      "第 1 步 部门领导：市场部门领导——等待 1 人签字（可签字：敏俊（市场部门领导））",
    );
  });

  it("names who refused and what happens next", () => {
    const reviews = [approval(1, "mina", 5, "CHANGES_REQUESTED")];
    expect(told(["content/news/a.md"], { reviews })).toEqual([
      "已退回修改。",
      "退回人：米娜（市场部门领导）。",
      "下一步：请提交人按意见修改后，由退回的人重新签字。",
      "涉及新闻（content/news/a.md），依次由 市场部门领导 签字。",
      "退回时间：2026-03-02 09:05。",
    ]);
  });

  it("names the file that is in the way", () => {
    const files = [{ path: "content/news/link", status: "added", mode: "120000" }];
    expect(told([], { files })).toContain("“content/news/link”的文件模式是 120000。");
  });

  it("shortens a long list of files", () => {
    const paths = ["a", "b", "c", "d", "e"].map((name) => `content/news/${name}.md`);
    expect(told(paths).join("\n")).toContain("content/news/c.md 等另外 2 个");
  });

  it("lists the problems of an invalid policy", () => {
    const { explanation } = decide({ ...companyData(), unclassified: "none" }, pull(["a"]), noon);
    expect(explanation).toContain("unclassified：classes 里没有“none”");
  });

  it("says when another pull request on the same commit holds the check back", () => {
    const sibling_prs = [{ number: 8, base: "main", decision: "rejected" }];
    expect(told(["content/news/a.md"], { sibling_prs }).join()).toContain("同一个提交上还有别的");
  });

  it("speaks in every scenario, and never in codes", () => {
    const codes = /[A-Z]{2,}_[A-Z]|undefined|NaN|\[object/;
    for (const { explanation, id } of rules.flatMap(({ source }) => simulate(source).decisions)) {
      expect([id, explanation.length > 0]).toEqual([id, true]);
      expect([id, explanation.filter((line) => codes.test(line))]).toEqual([id, []]);
    }
  });

  it("has a word for every reason why a signature does not count", () => {
    expect(Object.keys(ignoredText)).toEqual([...ignoredReasons]);
  });
});
