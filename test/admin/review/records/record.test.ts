import { describe, expect, it } from "vitest";
import { monthAfter, recordOf, spanOf } from "../../../../admin/review/records/record.ts";
import { recordLine } from "../../../../src/gate/record.ts";

const commit = (message: string) => ({
  sha: "a".repeat(40),
  commit: {
    message,
    author: { name: "艾迪" },
    committer: { date: "2026-03-02T04:00:00Z" },
  },
  author: { login: "ed" },
});

describe("the record of a merge", () => {
  it("has number, words, and the signatures in the order in which they were made", () => {
    const record = recordOf(
      commit(`首页改版 (#7)

修改页面：首页版面

Approved-by: grace (gm, review 3, 2026-03-02T03:00:00Z)
Approved-by: wendy (dept_lead:web, review 1, 2026-03-02T01:00:00Z)
Approved-by: cora (vp:web, review 2, 2026-03-02T02:00:00Z)
On-behalf-of: walt (vp:web, cora, review 2)`),
    );
    expect(record).toMatchObject({ number: 7, title: "首页改版", subject: "修改页面：首页版面" });
    expect(record.signed.map((one) => [one.login, one.role, one.principal])).toEqual([
      ["wendy", "dept_lead:web", null],
      ["cora", "vp:web", "walt"],
      ["grace", "gm", null],
    ]);
  });

  it("calls an entry by its name where Decap called it by its file", () => {
    const message =
      "新增 产品：linen-tablecloth (#2)\n\n新增产品：棉麻桌布\n\nApproved-by: x (gm, review 1, )";
    expect(recordOf(commit(message))).toMatchObject({ title: "新增产品：棉麻桌布", subject: "" });
  });

  it("believes the gate's own record before any line, and shows none of it as words", () => {
    const record = recordLine({
      ...{ version: 1, pull: 3, author: "ed", head: "a", fingerprint: "b", policy: "c" },
      classes: ["layout"],
      signatures: { gm: [{ review: 1, user: "grace", commit: "a", at: "2026-03-02T01:00:00Z" }] },
    });
    const message = `版式 (#3)\n\nApproved-by: ed (vp:web, review 9, )\n${record}`;
    const read = recordOf(commit(message));
    expect(read).toMatchObject({ title: "版式", subject: "" });
    expect(read.signed.map((one) => [one.login, one.role])).toEqual([["grace", "gm"]]);
  });

  it("shows a commit that no change brought, with no signature", () => {
    const record = recordOf(commit("绕过签字的提交"));
    expect(record).toMatchObject({ number: null, title: "绕过签字的提交", signed: [] });
  });
});

describe("a month", () => {
  it("is Beijing's, from its first second to its last", () => {
    expect(spanOf("2026-12")).toEqual({
      since: "2026-11-30T16:00:00Z",
      until: "2026-12-31T15:59:59Z",
    });
  });

  it.each([
    ["2026-11", 1, "2026-12"],
    ["2026-12", 1, "2027-01"],
    ["2026-01", -1, "2025-12"],
    ["2026-03", -36, "2023-03"],
  ])("%s and %i months is %s", (month, count, expected) => {
    expect(monthAfter(month, count)).toBe(expected);
  });
});
