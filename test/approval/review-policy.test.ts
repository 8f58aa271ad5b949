import { describe, expect, it } from "vitest";
import { parsePolicy } from "../../src/approval/policy.ts";
import { reviewPolicy } from "../../src/approval/review-policy.ts";
import { company, companyData, noon, valid } from "./company.ts";

const findings = (change: object) =>
  reviewPolicy(valid(parsePolicy({ ...companyData(), ...change })), noon);
const rulesOf = (change: object) => findings(change).map((one) => one.rule);
const classes = (...list: object[]) => ({
  classes: [...list, { id: "governance", match: ["*"], chain: ["gm"] }],
});
const a = (match: string[], more: object = {}) => ({ id: "a", match, chain: ["gm"], ...more });
const b = (match: string[], more: object = {}) => ({ id: "b", match, chain: ["gm"], ...more });
const deputy = { role: "vp:web", from: "walt", to: "dana", start: "2026-01-01", end: "2026-12-31" };
const delegating = (change: object) => ({
  options: { ...companyData().options, delegations: [{ ...deputy, ...change }] },
});

describe("what is valid but hardly meant", () => {
  it("is not in the repository's own policy", () => {
    expect(reviewPolicy(company(), noon)).toEqual([]);
  });

  it("is said in Chinese, with the file and what to do", () => {
    expect(findings({ roles: { ...company().roles, guests: [] } })).toEqual([
      {
        rule: "approval/empty-role",
        severity: "warn",
        path: ".github/approval.yml",
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 1,
        text: "",
        message: "角色 guests 没有人，需要它签字的变更会一直等待；请补充审批人。",
      },
    ]);
  });

  it.each([
    ["an earlier class takes the same glob", a(["x/**"]), b(["x/**"])],
    ["an earlier class takes the whole folder", a(["x/**"]), b(["x/y/*.md"])],
    ["braces are covered together", a(["x/**", "y/**"]), b(["{x,y}/**"])],
    ["a star is covered by a star", a(["x/*"]), b(["x/*.md"])],
    ["it matches nothing", a(["x/**"]), b([])],
    ["its condition has no value", a(["x/**"]), b(["y/**"], { when: {} })],
  ])("a class that no path can reach: %s", (_why, first, second) => {
    expect(rulesOf(classes(first, second))).toEqual(["approval/unreachable-class"]);
  });

  it.each([
    ["the earlier class has a condition", a(["x/**"], { when: { rights: ["own"] } }), b(["x/**"])],
    ["the earlier class asks for every file", a(["x/**"], { every: "withdraws" }), b(["x/**"])],
    ["one alternative is free", a(["x/**"]), b(["{x,y}/**"])],
    ["a star leaves what lies deeper", a(["x/*"]), b(["x/**"])],
    ["an ending leaves other endings", a(["x/**/*.md"]), b(["x/**"])],
    ["a file leaves its folder", a(["x/home.md"]), b(["x/**"])],
  ])("a class that some path can reach: %s", (_why, first, second) => {
    expect(rulesOf(classes(first, second))).toEqual([]);
  });

  it("a flag that no adapter sets", () => {
    expect(rulesOf(classes(a(["x/**"], { every: "withdrawn" })))).toEqual([
      "approval/unknown-flag",
    ]);
  });

  it("a chain that one person would have to sign twice", () => {
    const roles = { ...company().roles, "vp:web": ["wendy"] };
    expect(findings({ roles }).map((one) => one.message)).toEqual([
      "类别 layout 的签字链需要同一个人签两级，永远签不齐；请给其中一级增加审批人。",
      "类别 governance 的签字链需要同一个人签两级，永远签不齐；请给其中一级增加审批人。",
    ]);
  });

  it("not a chain that two people with two roles can share out", () => {
    const roles = {
      ...company().roles,
      "dept_lead:web": ["wendy", "walt"],
      "vp:web": ["wendy", "walt"],
    };
    expect(findings({ roles })).toEqual([]);
  });

  it("fewer people than a role needs", () => {
    const options = { ...companyData().options, required_count: { "dept_lead:product": 3 } };
    expect(rulesOf({ options })).toEqual(["approval/too-few-people"]);
  });

  it("a delegation that is over", () => {
    expect(rulesOf(delegating({ end: "2026-03-02T12:00:00+08:00" }))).toEqual([
      "approval/delegation-over",
    ]);
  });

  it("a delegation whose giver does not hold the role", () => {
    expect(rulesOf(delegating({ from: "ed" }))).toEqual(["approval/delegation-void"]);
  });

  it("not a delegation that holds", () => {
    expect(findings(delegating({ from: "WALT" }))).toEqual([]);
  });
});
