import { describe, expect, it } from "vitest";
import { parsePeople, personName, rankName, roleName } from "../../src/approval/people.ts";

const known = parsePeople({ walt: { name: "沃特", title: "分管领导" } });

describe("people and roles in words", () => {
  it("a person has name and title, a stranger the bare login", () => {
    expect(personName(known, "Walt")).toBe("沃特（分管领导）");
    expect(personName(known, "dana")).toBe("dana");
  });

  it("a role is its department and rank, a company's own words stand for themselves", () => {
    expect(roleName("dept_lead:product")).toBe("产品部门领导");
    expect(roleName("gm")).toBe("总经理");
    expect(roleName("board:toString")).toBe("toStringboard");
    expect(rankName("constructor")).toBe("constructor");
  });

  it.each([[null], [{ walt: "沃特" }], [{ walt: { name: "沃特" } }], [[]]])(
    "%j is no file of people",
    (file) => {
      expect(() => parsePeople(file)).toThrow();
    },
  );
});
