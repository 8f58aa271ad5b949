import { describe, expect, it } from "vitest";
import { paginate, routeOf } from "../../src/site/paging.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);
const shape = (count: number) =>
  paginate(numbers(count), "/news/", 12).map(({ items, number, path }) => [
    items.length,
    path(number),
  ]);

describe("a long list", () => {
  it.each([
    [0, [[0, "/news/"]]],
    [12, [[12, "/news/"]]],
    [
      25,
      [
        [12, "/news/"],
        [12, "/news/page/2/"],
        [1, "/news/page/3/"],
      ],
    ],
  ])("of %i is cut into pages", (count, pages) => {
    expect(shape(count)).toEqual(pages);
  });

  it("loses nothing and keeps its order", () => {
    expect(paginate(numbers(100), "/", 24).flatMap(({ items }) => items)).toEqual(numbers(100));
  });

  it("has its first page at its root", () => {
    expect(routeOf("/news/", "/news/")).toBeUndefined();
    expect(routeOf("/news/page/2/", "/news/")).toBe("page/2");
  });
});
