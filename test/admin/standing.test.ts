import { describe, expect, it } from "vitest";
import { type Review, standingOf } from "../../admin/shared/standing.ts";

const people = {
  paul: { name: "保罗", title: "产品部门领导" },
  pia: { name: "皮雅", title: "产品部门领导" },
};
const decision = {
  decision: "pending",
  stage: "dept_lead",
  reason: "WAITING",
  ignored: {},
  waiting_for: ["paul", "pia"],
  explanation: ["正在等待签字。"],
};
const report = (over: Partial<typeof decision> & { by?: string } = {}) => ({
  decision: { ...decision, ...over },
  classes: ["product"],
  subject: null,
  since: null,
  mended: false,
  chain: [],
  people,
});
const veto: Review = {
  user: { login: "paul" },
  state: "CHANGES_REQUESTED",
  body: "请写重量 ",
  submitted_at: "2026-11-25T10:05:00Z",
  commit_id: "c1",
};
const known = {
  head: "c1",
  labels: ["decap-cms/pending_review"],
  report: report(),
  reviews: [] as Review[],
  content: null as string | null,
};
const rejected = report({ decision: "rejected", by: "paul", waiting_for: [] });

describe("where a change stands, for the one who wrote it", () => {
  it("waits for people, by name", () => {
    const { kind, said } = standingOf(known);
    expect([kind, said]).toEqual(["waiting", "等保罗（产品部门领导）或皮雅（产品部门领导）签字"]);
  });

  it("is a draft until it is handed in", () => {
    const { kind, next } = standingOf({ ...known, labels: ["decap-cms/draft"] });
    expect(kind).toBe("draft");
    expect(next).toContain("提交审批");
  });

  it("was sent back: by whom, why, when by Beijing time, and what to do", () => {
    const standing = standingOf({ ...known, report: rejected, reviews: [veto] });
    expect(standing.kind).toBe("sentBack");
    expect(standing.veto).toEqual({
      by: "保罗（产品部门领导）",
      reason: "请写重量",
      when: "2026-11-25 18:05",
    });
    expect(standing.next).toContain("再由保罗（产品部门领导）重新签字");
  });

  it("was saved again since: it waits for the one who sent it back", () => {
    const standing = standingOf({ ...known, head: "c2", report: rejected, reviews: [veto] });
    expect(standing.kind).toBe("fixed");
    expect(standing.veto?.reason).toBe("请写重量");
  });

  it("keeps the reason while the author has taken it back to a draft", () => {
    const labels = ["decap-cms/draft"];
    const standing = standingOf({ ...known, labels, report: null, reviews: [veto] });
    expect(standing.veto?.reason).toBe("请写重量");
    expect(standing.next).toContain("提交审批");
  });

  it("forgets a veto that the same person has replaced by a signature", () => {
    const signed = { ...veto, state: "APPROVED", body: "" };
    const labels = ["decap-cms/draft"];
    expect(standingOf({ ...known, labels, reviews: [veto, signed] }).veto).toBeNull();
  });

  it("says so where the reason is not known", () => {
    const standing = standingOf({ ...known, report: rejected, reviews: [] });
    expect(standing.veto?.reason).toContain("没有写原因");
  });

  it("was found wrong by the content check, with the findings", () => {
    const content =
      "- `content/products/a.md` 第 3 行：少了单位\n- `content/products/a.md` 第 1 行：x";
    const standing = standingOf({ ...known, content });
    expect(standing.kind).toBe("wrong");
    expect(standing.findings[0]).toBe("content/products/a.md 第 3 行：少了单位");
  });

  it("is approved, or not judged yet, or stuck for a reason", () => {
    const approved = report({ decision: "approved", waiting_for: [] });
    expect(standingOf({ ...known, report: approved }).kind).toBe("approved");
    expect(standingOf({ ...known, report: null }).kind).toBe("unknown");
    const stuck = report({ decision: "error", waiting_for: [], explanation: ["没有任何改动。"] });
    expect(standingOf({ ...known, report: stuck }).said).toBe("没有任何改动。");
  });
});
