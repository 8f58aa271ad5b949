import { describe, expect, it } from "vitest";
import { afterSigning } from "../../../../admin/review/change/after-signing.ts";
import { report } from "../reports.ts";

const people = { grace: { name: "葛蕾", title: "总经理" } };
const signed = { login: "walt", review: 7, at: 0 };
const chain = [
  { rank: "vp", slots: [{ role: "vp:web", holders: ["walt"], required: 1, signed: [signed] }] },
  { rank: "gm", slots: [{ role: "gm", holders: ["grace"], required: 1, signed: [] }] },
];
const decision = {
  decision: "pending",
  stage: "gm",
  reason: "WAITING",
  ignored: {},
  waiting_for: ["grace"],
  explanation: [],
};
const told = (change: Record<string, unknown>) => afterSigning(report(change), "walt", people);

describe("after a signature", () => {
  it("the next one is named", () => {
    expect(told({ chain, decision })).toBe("已签字，下一位：葛蕾（总经理）。");
  });

  it("the last one brings it to the public", () => {
    const approved = { ...decision, decision: "approved", waiting_for: [] };
    expect(told({ chain, decision: approved })).toBe("签字已齐，正在发布…");
  });

  it("nothing is claimed before the gate has counted it", () => {
    expect(told({})).toBeNull();
    expect(afterSigning(null, "walt", people)).toBeNull();
  });

  it("nothing is claimed of what somebody stopped in the meantime", () => {
    const stopped = { ...decision, decision: "rejected", stage: null, waiting_for: [] };
    expect(told({ chain, decision: stopped })).toBeNull();
  });
});
