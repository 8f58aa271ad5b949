import { describe, expect, it } from "vitest";
import { chainOf } from "../../src/approval/chain.ts";
import { decide } from "../../src/approval/decide.ts";
import { approval, companyData, noon, pull } from "./company.ts";

const viewOf = (policy: unknown, snapshot: unknown) =>
  chainOf(policy, snapshot, decide(policy, snapshot, noon), noon);

describe("the chain that the desk shows", () => {
  it("has every rank in order, who signed and who may", () => {
    const snapshot = pull(["src/site/a.astro"], { reviews: [approval(5, "wendy", 5)] });
    const open = { deputies: [], required: 1, signed: [] };
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
              deputies: [],
              required: 1,
              signed: [{ login: "wendy", review: 5, at, principal: null }],
            },
          ],
        },
        { rank: "vp", slots: [{ role: "vp:web", holders: ["walt"], ...open }] },
        { rank: "gm", slots: [{ role: "gm", holders: ["grace"], ...open }] },
      ],
    });
  });

  describe("while a deputy's window lasts", () => {
    const data = companyData();
    const window = { start: "2026-03-02T09:00:00+08:00", end: "2026-03-03" };
    data.options.delegations = [{ role: "gm", from: "grace", to: "dana", ...window }];
    const slotOf = (snapshot: unknown) => viewOf(data, snapshot).chain[0]?.slots[0];

    it("names the deputy, and for whom and until when", () => {
      const slot = slotOf(pull(["content/accounts/a.md"]));
      expect(slot?.holders).toEqual(["grace", "dana"]);
      const until = Date.parse("2026-03-03T00:00:00+08:00");
      expect(slot?.deputies).toEqual([{ login: "dana", principal: "grace", until }]);
    });

    it("says for whom the deputy signed", () => {
      const reviews = [approval(5, "dana", 5)];
      const slot = slotOf(pull(["content/accounts/a.md"], { reviews }));
      expect(slot?.signed).toMatchObject([{ login: "dana", principal: "grace" }]);
    });
  });

  it("is empty when the policy is invalid or nothing is known", () => {
    expect(viewOf(null, pull(["a"])).chain).toEqual([]);
    expect(viewOf(companyData(), null).chain).toEqual([]);
  });
});
