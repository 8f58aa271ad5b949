import { describe, expect, it } from "vitest";
import { assign } from "../../src/approval/assign.ts";
import { decideParsed } from "../../src/approval/decide.ts";
import { parsePolicy } from "../../src/approval/policy.ts";
import { puzzleFor } from "../../src/approval/puzzle.ts";
import { approval, companyData, noon, pull } from "./company.ts";

const names = Array.from({ length: 30 }, (_, at) => `p${at}`);
const slot = (role: string, needed: number, free: readonly string[]) => ({ role, needed, free });
const candidate = (person: string, at: number, roles: readonly string[]) => ({
  person,
  roles,
  review: { ...approval(at, person, at % 60), at },
});
const roles = ["a", "b", "c"];

// Tried one by one the ways to fill these slots would take hours: these tests end, or they time out.
describe("the search ends where it could explode", () => {
  const ranks = roles.map((role) => ({ rank: role, slots: [slot(role, 3, names)] }));

  it("thirty people in every rank, nobody has signed", () => {
    expect(assign(puzzleFor(ranks, [], true))).toMatchObject({ completed: 0, reach: 3 });
  });

  it("thirty people in every rank, all have signed once", () => {
    const candidates = names.map((name, at) => candidate(name, at, roles));
    expect(assign(puzzleFor(ranks, candidates, true)).completed).toBe(3);
  });
});

describe("a large pull request", () => {
  it("of 300 files and 100 reviews is decided like a small one", () => {
    const paths = Array.from({ length: 300 }, (_, at) => `content/products/p${at}.md`);
    const reviews = Array.from({ length: 100 }, (_, at) =>
      approval(at, ["paul", "pia", "wendy", "walt", "grace", "ed"][at % 6] ?? "", at % 60),
    );
    const policy = parsePolicy(companyData());
    const snapshot = pull([...paths, "src/site/a.astro"], { reviews });
    expect(decideParsed(policy, snapshot, noon).decision).toBe("approved");
  });
});
