import { describe, expect, it } from "vitest";
import { readRuleFiles } from "../../src/adapters/files/rules.ts";
import { checkContent } from "../../src/checks/checks.ts";
import { rulesFrom } from "../../src/checks/settings.ts";
import { findings, path, rules } from "./company-rules.ts";

const said = (source: string) => findings(source).map((one) => `${one.severity} ${one.rule}`);
const allow = (rule: string, reason = ' reason="有授权文件"') =>
  `<!-- compliance-allow ${rule}${reason} -->`;

describe("a comment in the text", () => {
  it("lifts one rule in the next block, and there alone", () => {
    const word = "国家级品质。";
    expect(said(`${allow("ad.absolute")}\n\n${word}\n`)).toEqual([]);
    expect(said(`${allow("ad.absolute")}\n\n${word}\n\n${word}\n`)).toEqual(["block ad.absolute"]);
    expect(said(`${word}\n\n${allow("ad.absolute")}\n`)).toEqual([
      "block ad.absolute",
      "warn allowance",
    ]);
    expect(said(`${allow("ad.medical")}\n\n${word}\n`)).toEqual([
      "block ad.absolute",
      "warn allowance",
    ]);
  });

  it("needs a reason", () => {
    for (const reason of ["", ' reason=""', ' reason="行"'])
      expect(said(`${allow("ad.absolute", reason)}\n\n国家级。\n`)).toEqual([
        "block ad.absolute",
        "block allowance",
      ]);
  });

  it.each(["secret", "privacy.mobile", "markup", "allowance"])("never lifts %s", (rule) => {
    const source = `${allow(rule)}\n\n联系 ${["139", "0000", "0000"].join("")}。\n`;
    expect(said(source)).toContain("block allowance");
    expect(said(source)).toContain("block privacy.mobile");
  });
});

describe("the company's list", () => {
  const entry = (changes: Readonly<Record<string, string>> = {}) => ({
    rule: "ad.absolute",
    text: "国家级",
    path,
    reason: "有授权证书",
    evidence: "https://example.com/proof",
    owner: "paul",
    expires: "2026-12-31",
    ...changes,
  });
  const files = readRuleFiles(".").filter((one) => !one.path.endsWith("allowances.yml"));
  const withList = (...allowances: readonly unknown[]) =>
    rulesFrom([
      ...files,
      { path: ".github/allowances.yml", source: JSON.stringify({ allowances }) },
    ]);
  const check = (today: string, ...allowances: readonly unknown[]) =>
    checkContent(
      { documents: [{ path, source: "国家级。\n" }], files: [] },
      withList(...allowances),
      today,
    )
      .filter((one) => !/^(schema|files|links)$/.test(one.rule))
      .map((one) => `${one.severity} ${one.rule}`);

  it("lifts what it names until its last day", () => {
    expect(check("2026-12-31", entry())).toEqual([]);
    expect(check("2027-01-01", entry())).toEqual(["warn allowance", "block ad.absolute"]);
  });

  it.each([{ rule: "ad.medical" }, { text: "世界级" }, { path: "content/news/b.md" }])(
    "lifts nothing else: %j, and says so",
    (changes) => {
      expect(check("2026-11-25", entry(changes))).toEqual(["warn allowance", "block ad.absolute"]);
    },
  );

  it.each([{ reason: "" }, { evidence: "见附件" }, { owner: "" }, { expires: "明年" }])(
    "must be whole: %j is refused",
    (changes) => {
      expect(() => withList(entry(changes))).toThrow(".github/allowances.yml");
    },
  );
});

describe("the rules", () => {
  it("are whole: law, source and day of each are there, and no test of a sentence is missing", () => {
    expect(rules.words.rules.length).toBeGreaterThan(40);
    for (const rule of rules.words.rules) {
      expect(rule.law).toMatch(/《.+》/);
      expect(rule.message).toContain("〓");
      expect(rule.terms.length + rule.patterns.length).toBeGreaterThan(0);
    }
  });

  it("take the company's own words", () => {
    const own = `rules:
  - id: own.words
    severity: block
    law: 《公司文案规范》
    source: https://example.com/
    checked: 2026-11-25
    message: 不写“〓”。
    rewrite: 请换一个说法。
    terms: ["{家人们,宝子们}快冲"]
    except: [家人们快冲刺]
`;
    const more = rulesFrom([
      ...readRuleFiles("."),
      { path: ".github/banned/own.yml", source: own },
    ]);
    const texts = (source: string) =>
      checkContent({ documents: [{ path, source }], files: [] }, more, "2026-11-25", {
        only: new Set(["wording"]),
      }).map((one) => [one.text, one.message]);
    expect(texts("宝*子们快冲！")).toEqual([["宝*子们快冲", "不写“宝子们快冲”。请换一个说法。"]]);
    expect(texts("家人们快冲刺！")).toEqual([]);
  });

  it.each([
    ["no YAML", "rules: [", "own.yml"],
    ["no law", "rules: [{ id: a, severity: block }]", "own.yml"],
    ["an unknown field", "words: []", "own.yml"],
    ["a broken expression", "sentences: { x: [{ before: '(' }] }", "own.yml"],
    [
      "a rule twice",
      readRuleFiles(".").find((one) => one.path.endsWith("order.yml"))?.source ?? "",
      "写了两次",
    ],
  ])("are refused with %s", (_what, source, message) => {
    expect(() =>
      rulesFrom([...readRuleFiles("."), { path: ".github/banned/own.yml", source }]),
    ).toThrow(message);
  });

  it("are there, or nothing is checked", () => {
    expect(() => rulesFrom([])).toThrow(".github/banned/");
  });
});
