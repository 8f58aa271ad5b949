import { describe, expect, it } from "vitest";
import { planLabels, planRequests } from "../../src/gate/requests.ts";

const base = {
  author: "ed",
  waitingFor: ["paul", "pia"],
  requested: [] as string[],
  askedByGate: new Set<string>(),
};

describe("whose signature is asked for", () => {
  it("asks everybody who can sign now", () => {
    expect(planRequests(base)).toEqual({ ask: ["paul", "pia"], remove: [] });
  });

  it("asks nobody twice", () => {
    expect(planRequests({ ...base, requested: ["Paul"] }).ask).toEqual(["pia"]);
  });

  it("never asks the author", () => {
    expect(planRequests({ ...base, author: "PIA" }).ask).toEqual(["paul"]);
  });

  it("takes back what it asked for an earlier rank", () => {
    const later = {
      ...base,
      waitingFor: ["walt"],
      requested: ["pia"],
      askedByGate: new Set(["pia"]),
    };
    expect(planRequests(later)).toEqual({ ask: ["walt"], remove: ["pia"] });
  });

  it("leaves a request that a person made", () => {
    expect(planRequests({ ...base, requested: ["grace", "paul", "pia"] }).remove).toEqual([]);
  });

  it("asks no more people than GitHub takes", () => {
    const many = Array.from({ length: 20 }, (_, at) => `p${at}`);
    expect(planRequests({ ...base, waitingFor: many }).ask).toHaveLength(15);
  });
});

describe("the editor's board", () => {
  it("does not show a change as ready while it waits", () => {
    expect(planLabels(["decap-cms/pending_publish", "important"], false)).toEqual([
      "decap-cms/pending_review",
      "important",
    ]);
  });

  it("shows it as ready when all have signed", () => {
    expect(planLabels(["important", "decap-cms/pending_review"], true)).toEqual([
      "important",
      "decap-cms/pending_publish",
    ]);
  });

  it("is left alone otherwise", () => {
    expect(planLabels(["decap-cms/pending_review"], false)).toBeNull();
    expect(planLabels(["decap-cms/draft"], true)).toBeNull();
    expect(planLabels([], true)).toBeNull();
  });
});
