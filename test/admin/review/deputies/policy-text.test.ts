import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { withDelegation, withEnd } from "../../../../admin/review/deputies/policy-text.ts";

const source = readFileSync(".github/approval.yml", "utf8");
const one = {
  role: "vp:web",
  from: "walt",
  to: "cora",
  start: "2026-12-01T09:00:00+08:00",
  end: "2026-12-05T18:00:00+08:00",
  reason: "出差：“展会” # 1",
};
const { reason: _reason, ...without } = one;
const two = { ...one, to: "ed", reason: "" };
const delegations = (text: string): unknown => parse(text).options.delegations;
const rest = (text: string) => {
  const { options, ...others } = parse(text);
  return { ...others, options: { ...options, delegations: null } };
};

describe("a delegation in the policy's text", () => {
  it("stands below the empty list, and every other line stays as it was", () => {
    const text = withDelegation(source, one);
    expect(delegations(text)).toEqual([one]);
    const [before, after] = [source.split("\n"), text.split("\n")];
    const added = after.filter((line) => !before.includes(line));
    expect(added).toEqual([
      "  delegations:",
      "    - role: vp:web",
      "      from: walt",
      "      to: cora",
      "      start: 2026-12-01T09:00:00+08:00",
      "      end: 2026-12-05T18:00:00+08:00",
      expect.stringContaining("出差"),
    ]);
    expect(before.filter((line) => !after.includes(line))).toEqual(["  delegations: []"]);
  });

  it("stands behind those that are there, whose comments stay", () => {
    const commented = withDelegation(source, one).replace("to: cora", "to: cora # 每年一次");
    const text = withDelegation(commented, two);
    expect(delegations(text)).toEqual([one, { ...without, to: "ed" }]);
    expect(text).toContain("to: cora # 每年一次");
    expect(rest(text)).toEqual(rest(source));
  });

  it("opens a list that was written on one line", () => {
    const flow = source.replace(
      "delegations: []",
      'delegations: [{role: gm, from: grace, to: ed, start: "2026-01-01", end: "2026-02-01"}]',
    );
    const text = withDelegation(flow, one);
    expect(delegations(text)).toEqual([
      { role: "gm", from: "grace", to: "ed", start: "2026-01-01", end: "2026-02-01" },
      one,
    ]);
    expect(rest(text)).toEqual(rest(source));
  });

  it("keeps its end at the end of a file without a last line break", () => {
    const short = "options:\n  delegations:\n    - {role: gm}";
    expect(delegations(withDelegation(short, one))).toEqual([{ role: "gm" }, one]);
  });

  it("cannot be put where there is no list", () => {
    expect(() => withDelegation("options: {}\n", one)).toThrow("delegations");
  });

  it("ends earlier by its end alone", () => {
    const text = withDelegation(withDelegation(source, one), two);
    const ended = withEnd(text, 1, "2026-12-02T01:00:00Z");
    expect(delegations(ended)).toEqual([
      one,
      { ...without, to: "ed", end: "2026-12-02T01:00:00Z" },
    ]);
    expect(() => withEnd(text, 2, "2026-12-02T01:00:00Z")).toThrow("delegation 2");
  });
});
