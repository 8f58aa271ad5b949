import { describe, expect, it } from "vitest";
import { readTimeline } from "../../../src/adapters/github/timeline.ts";

const self = "countersign[bot]";
const user = (login: string, type = "User") => ({ login, type, id: 1 });

const review = {
  event: "reviewed",
  id: 7,
  user: user("paul"),
  state: "changes_requested",
  commit_id: "abc",
  submitted_at: "2026-03-02T01:00:00Z",
};

describe("the history of a pull request", () => {
  it("tells reviews as the reviews API spells them", () => {
    expect(readTimeline([review], self).reviews).toEqual([
      {
        id: 7,
        user: "paul",
        user_type: "User",
        state: "CHANGES_REQUESTED",
        commit: "abc",
        at: "2026-03-02T01:00:00Z",
      },
    ]);
  });

  it.each([null, user("ghost")])("a deleted account is nobody", (gone) => {
    expect(readTimeline([{ ...review, user: gone }], self).reviews[0]?.user).toBeNull();
  });

  it("a review whose commit is gone has none", () => {
    const lost = { ...review, commit_id: null };
    expect(readTimeline([lost], self).reviews[0]?.commit).toBeNull();
  });

  it("tells who dismissed which review and what it had said", () => {
    const dismissal = {
      event: "review_dismissed",
      actor: user("ed"),
      created_at: "2026-03-02T02:00:00Z",
      dismissed_review: { review_id: 7, state: "changes_requested", dismissal_message: "x" },
    };
    expect(readTimeline([dismissal], self).dismissals).toEqual([
      {
        review_id: 7,
        actor: "ed",
        previous_state: "CHANGES_REQUESTED",
        at: "2026-03-02T02:00:00Z",
      },
    ]);
  });

  it("knows the last change of the base branch, by hand or by GitHub", () => {
    const moved = (event: string, created_at: string) => ({ event, actor: user("ed"), created_at });
    const events = [
      moved("automatic_base_change_succeeded", "2026-03-02T05:00:00Z"),
      moved("base_ref_changed", "2026-03-02T04:00:00Z"),
    ];
    expect(readTimeline(events, self).baseChangedAt).toBe("2026-03-02T05:00:00Z");
    expect(readTimeline([], self).baseChangedAt).toBeNull();
  });

  it("keeps the App's own requests and comments apart from those of people", () => {
    const asked = (by: string, whom: string) => ({
      event: "review_requested",
      review_requester: user(by),
      requested_reviewer: user(whom),
    });
    const said = (by: string, id: number) => ({
      event: "commented",
      id,
      user: user(by),
      body: "x",
    });
    const timeline = readTimeline(
      [asked(self, "Paul"), asked("ed", "walt"), said(self, 1), said("ed", 2)],
      self,
    );
    expect([...timeline.askedByApp]).toEqual(["paul"]);
    expect(timeline.comments).toEqual([{ id: 1, body: "x" }]);
  });

  it("passes over what decides nothing", () => {
    expect(readTimeline([{ event: "labeled" }, { event: "committed" }, {}], self).reviews).toEqual(
      [],
    );
  });

  it("refuses a deciding event in a form it does not know", () => {
    expect(() => readTimeline([{ ...review, id: "seven" }], self)).toThrow();
  });
});
