import { describe, expect, it } from "vitest";
import { simulate } from "../../src/approval/simulate.ts";
import { approval, companyData, pull } from "./company.ts";

const policy = { kind: "policy", id: "p", ...companyData() };
const scenario = { kind: "scenario", id: "s", policy: "p", now: "2026-03-02T12:00:00+08:00" };
const news = { ...scenario, ...pull(["content/news/a.md"]) };
const lines = (...all: unknown[]) => all.map((one) => JSON.stringify(one)).join("\n");
const reasons = (text: string) => simulate(text).decisions.map((one) => one.reason);

describe("the simulator", () => {
  it("answers each scenario in order, with its id", () => {
    const { decisions, problems } = simulate(
      lines(policy, { ...news, id: "b" }, { ...news, id: "a" }),
    );
    expect(decisions.map((one) => one.id)).toEqual(["b", "a"]);
    expect(problems).toEqual([]);
  });

  it("passes over other kinds, empty lines and what is no object", () => {
    expect(
      reasons(`\uFEFF${lines(policy, { kind: "note" }, 5, null, [], "x")}\n\n${lines(news)}\r\n`),
    ).toEqual(["WAITING"]);
  });

  it("finds a policy that stands after its scenario", () => {
    expect(reasons(lines(news, policy))).toEqual(["WAITING"]);
  });

  it("fails closed when the policy is not there", () => {
    expect(reasons(lines({ ...news, policy: "q" }))).toEqual(["POLICY_INVALID"]);
    expect(reasons(lines({ ...news, policy: "q", policy_overrides: companyData() }))).toEqual([
      "WAITING",
    ]);
  });

  it("never reads what is expected", () => {
    const expected = { decision: "approved", reason: "ALL_STAGES_APPROVED" };
    expect(reasons(lines(policy, { ...news, expected }))).toEqual(["WAITING"]);
  });

  it("lays overrides on key by key, while lists replace", () => {
    const roles = { "dept_lead:marketing": ["zoe"] };
    const { decisions } = simulate(lines(policy, { ...news, policy_overrides: { roles } }, news));
    expect(decisions.map((one) => one.waiting_for)).toEqual([["zoe"], ["mina", "minjun"]]);
  });

  it("names a line that is no JSON and answers the others", () => {
    const { decisions, problems } = simulate(`${lines(policy)}\n{oops\n${lines(news)}`);
    expect(decisions).toHaveLength(1);
    expect(problems).toEqual(["第 2 行不是 JSON，没有为它作出决定；请改正后重新运行。"]);
  });

  it("lets signatures with a time limit run out when now cannot be read", () => {
    const limited = {
      ...news,
      reviews: [approval(1, "mina", 5)],
      policy_overrides: { options: { approval_ttl_days: 7 } },
    };
    expect(reasons(lines(policy, limited, { ...limited, now: "soon" }))).toEqual([
      "ALL_STAGES_APPROVED",
      "EXPIRED",
    ]);
  });
});
