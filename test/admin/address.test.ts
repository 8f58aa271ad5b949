import { describe, expect, it } from "vitest";
import { draftBranch, draftOf, editAddress, placeOf } from "../../admin/shared/address.ts";

describe("the desk's addresses", () => {
  it.each([
    { collection: "products", slug: "bamboo-cup" },
    { collection: "pages", slug: "home" },
    { collection: "news", slug: null },
    { collection: "news", slug: "名字 #1" },
  ])("lead to an entry and back: %o", (place) => {
    const address = editAddress("/site", place);
    expect(address).toMatch(/^\/site\/admin\/edit\/#/);
    expect(placeOf(address.slice(address.indexOf("#")))).toEqual(place);
  });

  it.each(["", "#/", "#/collections/products", "#/workflow", "#/collections/a/b/c"])(
    "name no entry in %s",
    (hash) => {
      expect(placeOf(hash)).toBeNull();
    },
  );

  it("know the draft's branch, and which branches are none", () => {
    expect(draftOf(draftBranch("news", "a-b"))).toEqual({ collection: "news", slug: "a-b" });
    expect(draftOf("redesign")).toBeNull();
    expect(draftOf("cms/news")).toBeNull();
  });
});
