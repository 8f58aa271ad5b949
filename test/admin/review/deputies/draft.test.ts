import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { policyOf } from "../../../../admin/review/company.ts";
import {
  begunFor,
  emptyDraft,
  governanceChain,
  policyWith,
  problemsOf,
  proposers,
  stuckAt,
} from "../../../../admin/review/deputies/draft.ts";
import { policyProposal } from "../../../../admin/review/deputies/proposal.ts";
import { codeowners } from "../../../../src/approval/codeowners.ts";
import { approvalTable } from "../../../../src/approval/table.ts";
import { people, valid } from "../../../approval/company.ts";

const source = readFileSync(".github/approval.yml", "utf8");
const policy = valid(policyOf(source));
const now = Date.parse("2026-11-25T00:00:00Z");
const draft = {
  role: "vp:web",
  from: "walt",
  to: "cora",
  start: "2026-12-01T09:00",
  end: "2026-12-05T18:00",
  reason: "出差",
};
const problems = (change: Partial<typeof draft>) =>
  problemsOf({ ...draft, ...change }, policy, people(), now);

describe("a draft of a delegation", () => {
  it("has no problem when it is whole", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ reason: "" })).toEqual([]);
  });

  it.each([
    [{ to: "" }, "请填写“副手”"],
    [{ to: "walt" }, "副手不能是授权人自己"],
    [{ end: "2026-12-01T08:00" }, "结束时间应晚于开始时间"],
    [{ start: "2026-11-01T09:00", end: "2026-11-02T09:00" }, "结束时间已经过去"],
    [
      { role: "dept_lead:product", from: "paul", to: "pia" },
      "皮雅（产品部门领导） 本来就担任这个职责，不需要代理",
    ],
  ])("%j: %s", (change, problem) => {
    expect(problems(change)).toEqual([problem]);
  });

  it("names everything that is missing at once", () => {
    expect(problemsOf(emptyDraft, policy, people(), now)).toHaveLength(5);
  });

  it("says of the times what is wrong with them, whatever else is missing", () => {
    expect(problems({ to: "", end: "2026-12-01T08:00" })).toEqual([
      "请填写“副手”",
      "结束时间应晚于开始时间",
    ]);
  });

  it("begins with what the person holds, and leaves alone what is chosen", () => {
    expect(begunFor("Walt", emptyDraft, policy)).toMatchObject({ role: "vp:web", from: "walt" });
    expect(begunFor("pia", { ...emptyDraft, role: "dept_lead:product" }, policy).from).toBe("pia");
    expect(begunFor("ed", emptyDraft, policy)).toEqual(emptyDraft);
    expect(begunFor("grace", draft, policy)).toEqual(draft);
  });

  it("does not make the same person deputy twice at the same time", () => {
    const next = valid(policyOf(policyWith(source, draft, now).source));
    const again = { ...draft, start: "2026-12-05T17:00", end: "2026-12-08T09:00" };
    expect(problemsOf(again, next, people(), now)).toHaveLength(1);
    expect(problemsOf({ ...again, start: "2026-12-05T18:00" }, next, people(), now)).toEqual([]);
  });

  it("is held against the policy's own rules", () => {
    expect(policyWith(source, draft, now).problems).toEqual([]);
    const stranger = { ...draft, from: "ed" };
    expect(policyWith(source, stranger, now).problems).toEqual([
      "ed 不担任 vp:web，以其名义的代理无效；请更正 from。",
    ]);
  });
});

describe("its proposal", () => {
  it("brings everything that is derived from the policy, byte by byte", () => {
    const next = policyWith(source, draft, now).source;
    const proposal = policyProposal(next, people(), { title: "", body: "", key: "vp:web cora" });
    const parsed = valid(policyOf(next));
    expect(proposal.files).toEqual([
      { path: ".github/approval.yml", content: next },
      { path: ".github/CODEOWNERS", content: codeowners(parsed) },
      { path: "docs/approval-table.md", content: approvalTable(parsed, people()) },
    ]);
    expect(proposal.branch).toBe("deputy/vp-web-cora");
    expect(proposal.files[1]?.content).toContain("@cora");
  });

  it("takes the chain of a change of the rules", () => {
    expect(governanceChain(policy)).toEqual(["dept_lead:web", "vp:web", "gm"]);
  });

  it("would wait for ever where the only signer of a rank proposes it", () => {
    expect(stuckAt(policy, "walt", now)).toBe("网站分管领导");
    expect(stuckAt(policy, "ed", now)).toBeNull();
    const able = proposers(policy, people(), "walt", now);
    expect(able).toContain("paul");
    for (const sole of ["wendy", "walt", "grace"]) expect(able).not.toContain(sole);
    const window = valid(policyOf(policyWith(source, draft, now).source));
    expect(stuckAt(window, "walt", Date.parse("2026-12-02T00:00:00Z"))).toBeNull();
  });
});
