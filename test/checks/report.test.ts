import { describe, expect, it } from "vitest";
import * as z from "zod";
import { findingOf } from "../../src/base/finding.ts";
import { render, summary } from "../../src/checks/report.ts";

const one = (nth: number, severity: "block" | "warn" = "block") =>
  findingOf("content/news/一,二:三.md", {
    rule: "ad.absolute",
    severity,
    message: `第 ${nth} 处：100%\n换行|竖线`,
    law: "《广告法》第九条",
    ...{ line: nth, column: 2, endLine: nth, endColumn: 5, text: "国家级" },
  });
const many = [one(1, "warn"), ...Array.from({ length: 12 }, (_one, at) => one(at + 2))];

describe("annotations for GitHub", () => {
  it("are ten, those that block first, with everything escaped", () => {
    const lines = render(many, "github");
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe(
      "::error file=content/news/一%2C二%3A三.md,line=2,endLine=2,col=2,endColumn=5,title=ad.absolute::第 2 处：100%25%0A换行|竖线（《广告法》第九条）",
    );
    expect(render([one(1, "warn")], "github")[0]).toMatch(/^::warning /);
  });

  it("and the rest stand in the summary, as a table that nothing breaks", () => {
    const rows = summary(many)
      .split("\n")
      .filter((line) => line.startsWith("| content"));
    expect(rows).toHaveLength(13);
    expect(rows[0]).toContain("换行\\|竖线");
  });
});

describe("SARIF", () => {
  const report = z.looseObject({
    version: z.literal("2.1.0"),
    runs: z.tuple([
      z.looseObject({
        columnKind: z.literal("utf16CodeUnits"),
        results: z.array(
          z.looseObject({ ruleId: z.string(), level: z.enum(["error", "warning"]) }),
        ),
      }),
    ]),
  });

  it("says rule, level and place, at most 5,000 times", () => {
    const { runs } = report.parse(JSON.parse(render(many, "sarif").join("\n")));
    expect(runs[0].results).toHaveLength(13);
    expect(runs[0].results[0]).toMatchObject({
      level: "error",
      locations: [{ physicalLocation: { region: { startLine: 2, startColumn: 2, endColumn: 5 } } }],
    });
    const lots = Array.from({ length: 5001 }, (_one, at) => one(at + 1));
    expect(report.parse(JSON.parse(render(lots, "sarif")[0] ?? "")).runs[0].results).toHaveLength(
      5000,
    );
  });
});

describe("lines for people", () => {
  it("say where, what, and what is only a warning", () => {
    expect(render([one(3, "warn")], "text")).toEqual([
      "content/news/一,二:三.md:3:2  〔提醒〕第 3 处：100%\n换行|竖线（《广告法》第九条）",
    ]);
  });
});
