import { describe, expect, it } from "vitest";
import type { Event } from "../../../../admin/review/api/shapes.ts";
import { askedBy, handOverMark, offerOf } from "../../../../admin/review/change/hand-over.ts";
import { historyOf } from "../../../../admin/review/change/history.ts";
import { report } from "../reports.ts";

const people = {
  ed: { name: "艾迪", title: "网站编辑" },
  walt: { name: "沃特", title: "分管领导" },
  cora: { name: "柯菈", title: "专员" },
};
const pull = { user: { login: "ed" }, created_at: "2026-03-02T01:00:00Z" };
const at = (minute: number) => `2026-03-02T01:${String(minute).padStart(2, "0")}:00Z`;
const actor = (login: string) => ({ actor: { login } });
const mark = { role: "vp:web", principal: "walt", deputy: "cora" };
const comment = (login: string, body: string, minute = 5): Event => ({
  event: "commented",
  ...actor(login),
  created_at: at(minute),
  body,
});

describe("the history of a change", () => {
  it("tells who proposed, edited, was asked, signed and sent back, in order and by name", () => {
    const asked = (login: string): Event => ({
      ...{ event: "review_requested", ...actor("countersign[bot]"), created_at: at(2) },
      requested_reviewer: { login },
    });
    const events: Event[] = [
      { event: "committed", author: { name: "ed", date: "2026-03-02T00:59:00Z" } },
      asked("walt"),
      asked("cora"),
      {
        ...{ event: "reviewed", user: { login: "walt" }, submitted_at: at(4) },
        ...{ state: "changes_requested", body: "标题再想想" },
      },
      { event: "head_ref_force_pushed", ...actor("ed"), created_at: at(6) },
      { event: "reviewed", user: { login: "walt" }, submitted_at: at(7), state: "approved" },
      { event: "merged", ...actor("countersign[bot]"), created_at: at(8) },
      { event: "subscribed", ...actor("ed"), created_at: at(9) },
    ];
    expect(historyOf(pull, events, people).map((one) => [one.text, one.said])).toEqual([
      ["艾迪（网站编辑） 保存了内容", ""],
      ["艾迪（网站编辑） 提交审批", ""],
      ["系统 请 沃特（分管领导）、柯菈（专员） 签字", ""],
      ["沃特（分管领导） 退回修改", "标题再想想"],
      ["艾迪（网站编辑） 保存了新的内容", ""],
      ["沃特（分管领导） 签字同意", ""],
      ["签字已齐，发布", ""],
    ]);
  });

  it("tells a change of the desk as begun, kept as a draft, handed in", () => {
    const labelled = (name: string, minute: number): Event => ({
      ...{ event: "labeled", ...actor("ed"), created_at: at(minute), label: { name } },
    });
    const events = [labelled("decap-cms/draft", 0), labelled("decap-cms/pending_review", 3)];
    expect(historyOf(pull, events, people).map((one) => one.text)).toEqual([
      "艾迪（网站编辑） 新建了这项变更",
      "艾迪（网站编辑） 存为草稿",
      "艾迪（网站编辑） 提交审批",
    ]);
  });

  it("tells a hand-over as one, and hides what only machines read", () => {
    const lines = historyOf(
      pull,
      [comment("walt", `请看\n\n${handOverMark(mark)}`), comment("ed", "<!-- x -->已核对", 6)],
      people,
    );
    expect(lines.slice(1).map((one) => [one.text, one.said])).toEqual([
      ["沃特（分管领导） 请副手 柯菈（专员） 代为处理", ""],
      ["艾迪（网站编辑） 留言", "已核对"],
    ]);
  });
});

describe("handing over", () => {
  const until = Date.parse("2026-03-05T00:00:00Z");
  const slot = (waiting: readonly string[]) => {
    const deputies = [{ login: "cora", principal: "walt", until }];
    const holders = ["walt", "cora"];
    const slots = [{ role: "vp:web", holders, deputies, required: 1, signed: [] }];
    const decision = { ...report().decision, waiting_for: waiting };
    return report({ decision, chain: [{ rank: "vp", slots }] });
  };

  it("offers the deputy whose window lasts to the holder whose turn it is", () => {
    expect(offerOf(slot(["walt", "cora"]), "walt")).toEqual({
      role: "vp:web",
      deputies: [{ ...mark, until, able: true }],
    });
  });

  it("says when the deputy took part in the change and could not sign", () => {
    expect(offerOf(slot(["walt"]), "walt")?.deputies).toMatchObject([{ able: false }]);
  });

  it("offers nobody where no window lasts, and nothing to the deputy or an outsider", () => {
    expect(offerOf(report(), "walt")).toEqual({ role: "vp:web", deputies: [] });
    expect(offerOf(slot(["walt", "cora"]), "cora")).toBeNull();
    expect(offerOf(slot(["walt", "cora"]), "ed")).toBeNull();
    expect(offerOf(null, "walt")).toBeNull();
  });

  it("is believed only from the principal", () => {
    expect(askedBy([comment("walt", handOverMark(mark))], "cora")).toBe("walt");
    expect(askedBy([comment("ed", handOverMark(mark))], "cora")).toBeNull();
    expect(askedBy([comment("walt", handOverMark(mark))], "ed")).toBeNull();
  });
});
