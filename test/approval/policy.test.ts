import { describe, expect, it } from "vitest";
import { parsePolicy } from "../../src/approval/policy.ts";
import { company, companyData, valid } from "./company.ts";

const problemsOf = (change: object): readonly string[] => {
  const parsed = parsePolicy({ ...companyData(), ...change });
  return parsed.ok ? [] : parsed.problems;
};
const withOptions = (change: object) => ({ options: { ...companyData().options, ...change } });
const chain = ["gm"];

describe("an invalid policy", () => {
  it("names every problem at once, each with its place", () => {
    const problems = problemsOf({
      classes: [
        { id: "governance", match: ["!a"], chain: ["dept_lead:sales"] },
        { id: "governance", match: ["b"], chain: ["culture"] },
      ],
      ...withOptions({ required_count: { nobody: 1 } }),
    });
    expect(problems).toEqual([
      "classes：“governance”写了两次",
      "classes.governance.match：“!a”是排除写法，请把要包含的路径写出来",
      "classes.governance.chain：roles 里没有“dept_lead:sales”",
      "classes.governance.chain：“culture”的级别不在 ranks 里",
      "options.required_count：roles 里没有“nobody”",
    ]);
  });

  it("says in Chinese what is missing and what has the wrong type", () => {
    const { unclassified: _, ...rest } = companyData();
    const parsed = parsePolicy({ ...rest, roles: { gm: "grace" } });
    expect(parsed.ok ? [] : parsed.problems).toEqual([
      "roles.gm：无效输入：期望 数组，实际接收 string",
      "unclassified：缺少这一项",
    ]);
  });

  it.each([null, undefined, 5, "text", [], {}])("is %j as well", (input) => {
    expect(parsePolicy(input).ok).toBe(false);
  });

  it("still tells which branch it wants to govern", () => {
    const parsed = parsePolicy({ ...companyData(), ranks: 3 });
    expect(parsed.ok ? null : parsed.default_branch).toBe("main");
  });

  it.each(Object.keys(companyData()))("misses %s", (key) => {
    expect(problemsOf({ [key]: undefined })).not.toEqual([]);
  });

  it.each(Object.keys(companyData().options))("misses the option %s", (key) => {
    expect(problemsOf(withOptions({ [key]: undefined }))).not.toEqual([]);
  });

  it.each([
    ["a rank twice", { ranks: ["dept_lead", "vp", "gm", "gm"] }],
    ["a class without globs as a list", { classes: [{ id: "governance", match: "**", chain }] }],
    ["an empty glob", { classes: [{ id: "governance", match: [""], chain }] }],
    [
      "a condition as text",
      { classes: [{ id: "governance", match: [], chain, when: { a: "b" } }] },
    ],
    [
      "an inherited name as a role",
      { classes: [{ id: "governance", match: [], chain: ["toString"] }] },
    ],
    ["a negative time to live", withOptions({ approval_ttl_days: -1 })],
    ["half a person", withOptions({ required_count: { gm: 0.5 } })],
    ["no limit", withOptions({ limits: { files: 0, commits: 250 } })],
  ])("has %s", (_what, change) => {
    expect(problemsOf(change)).not.toEqual([]);
  });
});

describe("a valid policy", () => {
  it("is the repository's own", () => {
    expect(company().default_branch).toBe("main");
  });

  it("may have roles that sign nothing, and keys that nobody asked for", () => {
    expect(problemsOf({ note: "x", roles: { ...company().roles, guests: [] } })).toEqual([]);
  });

  it("has its times as instants, Beijing time where no zone is given", () => {
    const delegation = { role: "vp:web", from: "walt", to: "dana" };
    const policy = valid(
      parsePolicy({
        ...companyData(),
        ...withOptions({
          delegations: [{ ...delegation, start: "2026-03-02", end: "2026-03-02T01:00:00Z" }],
        }),
      }),
    );
    expect(policy.options.delegations).toMatchObject([
      { start: Date.UTC(2026, 2, 1, 16), end: Date.UTC(2026, 2, 2, 1) },
    ]);
  });
});
