import { describe, expect, it } from "vitest";
import { groupsOf } from "../../../admin/review/groups.ts";
import { subtitleOf, titleOf } from "../../../admin/review/title.ts";
import { overview, report } from "./reports.ts";

const decision = (change: object) => ({ decision: { ...report().decision, ...change } });
const numbers = (list: readonly { pull: { number: number } }[]) =>
  list.map((one) => one.pull.number);

describe("the list of the vice president", () => {
  const open = [
    overview(1, { report: report(decision({ stage: "gm", waiting_for: ["grace"] })) }),
    overview(2, { report: report({ since: "2026-03-03T00:00:00Z" }) }),
    overview(3, { report: report({ since: "2026-03-01T00:00:00Z" }) }),
    overview(4, { report: report(decision({ stage: null, waiting_for: [], by: "wendy" })) }),
    overview(5, { report: null }),
  ];
  const { mine, waiting, stopped } = groupsOf(open, "Walt");

  it("has what waits for him first, the longest wait at the top", () => {
    expect(numbers(mine)).toEqual([3, 2]);
  });

  it("has among it what was mended after he had sent it back, and not before", () => {
    const back = decision({ decision: "rejected", stage: null, waiting_for: [], by: "walt" });
    const both = [overview(7, { report: report(back) })];
    expect(numbers(groupsOf(both, "walt").stopped)).toEqual([7]);
    const mended = [overview(7, { report: report({ ...back, mended: true }) })];
    expect(numbers(groupsOf(mended, "walt").mine)).toEqual([7]);
    expect(numbers(groupsOf(mended, "grace").stopped)).toEqual([7]);
  });

  it("keeps apart what waits for others and what was stopped", () => {
    expect(numbers(waiting)).toEqual([1, 5]);
    expect(numbers(stopped)).toEqual([4]);
  });

  it("never puts one's own change among what one may sign", () => {
    const own = overview(6);
    expect(numbers(groupsOf([own], "ed").mine)).toEqual([]);
  });
});

describe("the title of a change", () => {
  const head = (ref: string) => ({ title: "修改 产品：bamboo-cup", head: { sha: "a", ref } });

  it("is the gate's words where Decap named it by its file", () => {
    expect(titleOf(head("cms/products/bamboo-cup"), report())).toBe("修改产品：竹杯");
    expect(subtitleOf(head("cms/products/bamboo-cup"), report())).toBe("");
  });

  it("stays what a person wrote, with the gate's words beside it", () => {
    expect(titleOf(head("redesign"), report())).toBe("修改 产品：bamboo-cup");
    expect(subtitleOf(head("redesign"), report())).toBe("修改产品：竹杯");
  });

  it("stays Decap's while the gate has not spoken", () => {
    expect(titleOf(head("cms/products/bamboo-cup"), null)).toBe("修改 产品：bamboo-cup");
  });
});
