import { describe, expect, it } from "vitest";
import { ignoredReasons } from "../../src/approval/decision.ts";
import { simulate } from "../../src/approval/simulate.ts";
import { reasonText } from "../../src/approval/text.ts";
import { asExpected, rules } from "./scenarios.ts";

describe.each(rules)("rule $name", ({ source, scenarios }) => {
  const { decisions } = simulate(source);

  it.each(scenarios)("$id $title", ({ id, expected }) => {
    const decision = decisions.find((one) => one.id === id) ?? {};
    expect(asExpected(expected, decision)).toEqual(expected);
  });
});

describe("the scenarios", () => {
  const expected = rules.flatMap(({ scenarios }) => scenarios.map((one) => one.expected));

  it("are at least one hundred and twenty, each with an id of its own", () => {
    const ids = rules.flatMap(({ scenarios }) => scenarios.map((one) => one.id));
    expect(ids.length).toBeGreaterThanOrEqual(120);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("meet every reason of a decision", () => {
    const met = new Set(expected.map((one) => one.reason));
    const missing = Object.keys(reasonText).filter((reason) => !met.has(reason));
    expect(missing).toEqual([]);
  });

  it("meet every reason why a signature does not count", () => {
    const met = new Set(expected.flatMap((one) => Object.values(one.ignored ?? {})));
    expect(ignoredReasons.filter((reason) => !met.has(reason))).toEqual([]);
  });
});
