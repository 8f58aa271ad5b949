import { describe, expect, it } from "vitest";
import { chainOf } from "../../src/approval/chain.ts";
import { decide } from "../../src/approval/decide.ts";
import { approval, companyData, noon, pull } from "./company.ts";

const viewOf = (policy: unknown, snapshot: unknown) =>
  chainOf(policy, snapshot, decide(policy, snapshot, noon), noon);

describe("the chain that the desk shows", () => {
  it("has every rank in order, who signed and who may", () => {
    const snapshot = pull(["src/site/a.astro"], { reviews: [approval(5, "wendy", 5)] });
    const at = Date.parse("2026-03-02T09:05:00+08:00");
    expect(viewOf(companyData(), snapshot)).toEqual({
      classes: ["layout"],
      chain: [
        {
          rank: "dept_lead",
          slots: [
            {
              role: "dept_lead:web",
              holders: ["wendy"],
              required: 1,
              signed: [{ login: "wendy", review: 5, at }],
            },
          ],
        },
        { rank: "vp", slots: [{ role: "vp:web", holders: ["walt"], required: 1, signed: [] }] },
        { rank: "gm", slots: [{ role: "gm", holders: ["grace"], required: 1, signed: [] }] },
      ],
    });
  });

  it("names the deputy while the window lasts", () => {
    const data = companyData();
    const window = { start: "2026-03-02T09:00:00+08:00", end: "2026-03-03" };
    data.options.delegations = [{ role: "gm", from: "grace", to: "dana", ...window }];
    const { chain } = viewOf(data, pull(["content/accounts/a.md"]));
    expect(chain[0]?.slots[0]?.holders).toEqual(["grace", "dana"]);
  });

  it("is empty when the policy is invalid or nothing is known", () => {
    expect(viewOf(null, pull(["a"])).chain).toEqual([]);
    expect(viewOf(companyData(), null).chain).toEqual([]);
  });
});
