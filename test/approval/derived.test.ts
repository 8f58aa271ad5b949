import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { codeowners } from "../../src/approval/codeowners.ts";
import { matcher } from "../../src/approval/glob.ts";
import { parsePolicy } from "../../src/approval/policy.ts";
import { approvalTable } from "../../src/approval/table.ts";
import { company, companyData, people, valid } from "./company.ts";

const hint = "Run `npm run derive` and commit the result.";

describe("files derived from the policy", () => {
  it("CODEOWNERS is up to date, byte by byte", () => {
    expect(readFileSync(".github/CODEOWNERS", "utf8"), hint).toBe(codeowners(company()));
  });

  it("the table of who approves what is up to date, byte by byte", () => {
    expect(readFileSync("docs/approval-table.md", "utf8"), hint).toBe(
      approvalTable(company(), people()),
    );
  });
});

/** Who owns a path by GitHub's reading: the last line that matches. */
function ownersOf(text: string, path: string): string[] {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const found = lines.findLast((line) => {
    const [glob = ""] = line.split(" ");
    return glob === "*" || matcher([glob.slice(1)])(path);
  });
  return (found ?? "").split(" ").slice(1);
}

describe("CODEOWNERS", () => {
  const text = codeowners(company());

  it.each([
    ["content/products/soap.md", ["@paul", "@pia", "@wendy"]],
    ["content/media/news/a.jpg", ["@mina", "@minjun", "@wendy"]],
    ["content/duty/a.md", ["@wendy"]],
    ["content/pages/about.md", ["@wendy"]],
    ["content/pages/home.md", ["@wendy", "@walt", "@grace"]],
    ["src/site/a.astro", ["@wendy", "@walt", "@grace"]],
    [".github/approval.yml", ["@wendy", "@walt", "@grace"]],
    ["content/products/.gitattributes", ["@wendy", "@walt", "@grace"]],
    ["content/accounts/a.md", ["@grace"]],
    ["anything/else", ["@wendy", "@walt", "@grace"]],
  ])("%s is owned by %j", (path, owners) => {
    expect(ownersOf(text, path)).toEqual(owners);
  });

  it("has no braces, which GitHub does not know", () => {
    expect(text).not.toMatch(/[{}]/);
  });

  it("names the deputies of the first rank, and nobody's who lost the role", () => {
    const window = { start: "2026-01-01", end: "2026-02-01" };
    const data = companyData();
    data.options.delegations = [
      { role: "dept_lead:product", from: "paul", to: "dana", ...window },
      { role: "dept_lead:product", from: "ed", to: "dora", ...window },
    ];
    const owners = ownersOf(codeowners(valid(parsePolicy(data))), "content/products/a.md");
    expect(owners).toEqual(["@paul", "@pia", "@dana", "@wendy"]);
  });
});

describe("the table", () => {
  it("shows conditions, counts and deputies in words", () => {
    const data = companyData();
    data.options.required_count = { "dept_lead:product": 2 };
    data.options.delegations = [
      {
        role: "vp:web",
        from: "walt",
        to: "cora",
        start: "2026-03-02T09:00:00+08:00",
        end: "2026-03-09",
      },
    ];
    const table = approvalTable(valid(parsePolicy(data)), people());
    expect(table).toContain("产品部门领导（需 2 人） |");
    expect(table).toContain("仅当每个文件都是下架");
    expect(table).toContain(
      "柯菈（企业文化专员）（代 沃特（分管领导），2026-03-02 09:00 起至 2026-03-09 00:00 前）",
    );
  });
});
