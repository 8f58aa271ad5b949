import { describe, expect, it } from "vitest";
import { routeOf } from "../../../admin/review/route.ts";

describe("the desk's addresses", () => {
  it.each([
    ["", { page: "list" }],
    ["?pr=12", { page: "change", number: 12 }],
    ["?pr=0", { page: "list" }],
    ["?pr=x", { page: "list" }],
    ["?page=record&pr=12", { page: "record", number: 12 }],
    ["?page=notices", { page: "notices" }],
    ["?page=records", { page: "records", month: null }],
    ["?page=records&month=2026-11", { page: "records", month: "2026-11" }],
    ["?page=records&month=2026-13", { page: "records", month: null }],
    ["?page=elsewhere", { page: "list" }],
  ])("%s", (search, route) => {
    expect(routeOf(search)).toEqual(route);
  });

  it("fill in the form of the deputies", () => {
    expect(routeOf("?page=deputies&role=vp:web&to=cora")).toMatchObject({
      page: "deputies",
      preset: { role: "vp:web", to: "cora" },
    });
  });
});
