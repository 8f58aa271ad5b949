import { describe, expect, it } from "vitest";
import { askOf } from "../../src/gate/events.ts";
import { examples } from "./webhook-examples.ts";

const self = { appId: 7, login: "countersign[bot]", defaultBranch: "main" };
const pull = (action: string, login = "ed") => ({
  action,
  pull_request: { number: 3 },
  sender: { login },
});

describe("what a delivery asks of the gate", () => {
  it("a pull request or review has that one judged", () => {
    expect(askOf("pull_request", pull("edited"), self)).toEqual({ kind: "pull", number: 3 });
    expect(askOf("pull_request_review", pull("dismissed"), self)).toEqual({
      kind: "pull",
      number: 3,
    });
  });

  it("a new pull request has time to get its label", () => {
    expect(askOf("pull_request", pull("opened"), self)).toEqual({ kind: "new", number: 3 });
  });

  it("what the gate did itself asks for nothing", () => {
    for (const action of ["review_requested", "labeled", "closed"])
      expect(askOf("pull_request", pull(action, self.login), self)).toEqual({ kind: "nothing" });
    const check = { check_run: { app: { id: self.appId } } };
    expect(askOf("check_run", check, self)).toEqual({ kind: "nothing" });
  });

  it("a push to the main branch has all judged, another push none", () => {
    expect(askOf("push", { ref: "refs/heads/main" }, self)).toEqual({ kind: "sweep" });
    expect(askOf("push", { ref: "refs/heads/cms/products/a" }, self)).toEqual({ kind: "nothing" });
  });

  it("a closed pull request may set free another with the same head", () => {
    expect(askOf("pull_request", pull("closed"), self)).toEqual({ kind: "sweep" });
  });

  it("another check's result has blocked merges tried again", () => {
    expect(askOf("check_run", { check_run: { app: { id: 8 } } }, self)).toEqual({ kind: "retry" });
    expect(askOf("status", {}, self)).toEqual({ kind: "retry" });
  });

  it.each(["ping", "issue_comment", "star", null])("%s asks for nothing", (event) => {
    expect(askOf(event, pull("created"), self)).toEqual({ kind: "nothing" });
  });

  it.each([null, 1, "x", [], { pull_request: {} }])("a strange payload asks for nothing", (odd) => {
    for (const event of ["pull_request", "push", "pull_request_review"])
      expect(askOf(event, odd, self)).toEqual({ kind: "nothing" });
  });

  it("understands every example that GitHub publishes", () => {
    const reviews = examples("pull_request_review");
    expect(reviews.length).toBeGreaterThan(0);
    for (const example of reviews)
      expect(askOf("pull_request_review", example, self).kind).toBe("pull");
    for (const example of examples("pull_request"))
      expect(["pull", "new", "sweep"]).toContain(askOf("pull_request", example, self).kind);
  });
});
