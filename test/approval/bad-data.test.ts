import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../src/approval/decide.ts";
import { approval, companyData, noon, pull } from "./company.ts";

const signed = pull(["content/news/a.md"], { reviews: [approval(1, "mina", 5)] });
const policy = companyData();

/** Every place of a JSON value, as a path of keys. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => places(one, [...path, key]))];
}

function put(value: unknown, [key, ...path]: readonly string[], weird: unknown): unknown {
  if (key === undefined) return weird;
  if (Array.isArray(value))
    return value.map((one, at) => (`${at}` === key ? put(one, path, weird) : one));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [
    name,
    name === key ? put(one, path, weird) : one,
  ]);
  return Object.fromEntries(entries);
}

describe("data that nobody promised", () => {
  it("the example that is spoilt below is approved", () => {
    expect(decide(policy, signed, noon).decision).toBe("approved");
  });

  it("is never approved and never thrown about, as a whole", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (one, two) => {
        expect(decide(one, two, noon).decision).not.toBe("approved");
        expect(decide(policy, two, noon).decision).not.toBe("approved");
        expect(decide(one, signed, noon).decision).not.toBe("approved");
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  const optional = ["number", "parents"];

  it.each([[[{}]], [{ x: 1 }], [true], [[[]]]])(
    "is not approved when %j stands anywhere in the snapshot",
    (weird) => {
      const passed = places(signed)
        .filter(
          (path) =>
            path.length > 0 &&
            decide(policy, put(signed, path, weird), noon).decision === "approved",
        )
        .map((path) => path.join("."))
        .filter((path) => !optional.some((name) => path.includes(name)));
      expect(passed).toEqual([]);
    },
  );

  it.each([[null], [5], [{ x: 1 }], ["!x"]])(
    "is not approved when %j stands anywhere that matters in the policy",
    (weird) => {
      const decisions = places(policy)
        .filter((path) => path.length === 1 || (path[0] === "options" && path.length === 2))
        .map(
          (path) =>
            [path.join("."), decide(put(policy, path, weird), signed, noon).decision] as const,
        )
        .filter(([, decision]) => decision === "approved")
        .map(([path]) => path);
      expect(decisions.filter((path) => path !== "options.approval_ttl_days")).toEqual([]);
    },
  );

  it.each([
    ["reviews", { reviews: [{ id: "one", user: "mina" }] }],
    ["dismissals", { dismissals: [{ actor: "ed" }] }],
    ["pushes", { pushes: "none" }],
    ["fingerprints", { fingerprints: ["h1"] }],
    ["the time the base changed", { base_changed_at: 5 }],
    ["siblings", { sibling_prs: "none" }],
  ])("is an error that names the part: %s", (_part, change) => {
    const { decision, check, explanation } = decide(policy, { ...signed, ...change }, noon);
    expect([decision, check]).toEqual(["error", "failure"]);
    expect(explanation.join()).toContain(Object.keys(change)[0]);
  });

  it("a time of change that cannot be read leaves every signature stale", () => {
    const { reason } = decide(policy, { ...signed, base_changed_at: "yesterday" }, noon);
    expect(reason).toBe("STALE_APPROVAL");
  });

  it("a review that two pages bring in two states counts as dismissed", () => {
    const twice = [approval(1, "mina", 5), approval(1, "mina", 5, "DISMISSED")];
    for (const reviews of [twice, twice.toReversed()])
      expect(decide(policy, { ...signed, reviews }, noon).decision).toBe("rejected");
  });
});
