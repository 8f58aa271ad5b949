import { describe, expect, it } from "vitest";
import { rowsOf, search, untitled } from "../../admin/start/finder.ts";

const products = {
  name: "products",
  label: "产品",
  singular: "产品",
  folder: "content/products",
  files: null,
};
const pages = {
  name: "pages",
  label: "页面",
  singular: "页面",
  folder: "content/pages",
  files: { home: "首页版面" },
};
const shelves = [products, pages];
const files = [
  { path: "content/products/bamboo-cup.md", sha: "1" },
  { path: "content/products/pot.md", sha: "2" },
  { path: "content/pages/home.md", sha: "3" },
  { path: "content/pages/stray.md", sha: "4" },
  { path: "content/media/products/cup.jpg", sha: "5" },
];
const titles = { 1: { title: "竹纤维随手杯", mark: "QH-CUP-01" } };
const rows = rowsOf(shelves, files, titles);
const slugs = (query: string, collection = "") =>
  search(rows, query, collection).map((row) => row.slug);

describe("the finder's rows", () => {
  it("are the entries, fixed ones under their own names, one without a title under its slug", () => {
    expect(rows.map((row) => row.title)).toEqual(["竹纤维随手杯", "pot", "首页版面"]);
  });

  it("want only those titles read that nobody knows", () => {
    expect(untitled(shelves, files, titles)).toEqual(["2"]);
  });
});

describe("a search", () => {
  it.each([
    ["two characters", "手杯", ["bamboo-cup"]],
    ["one character", "杯", ["bamboo-cup"]],
    ["an item number in any case", "qh-cup", ["bamboo-cup"]],
    ["full width", "ＱＨ－ＣＵＰ", ["bamboo-cup"]],
    ["several words in any order", "杯 竹", ["bamboo-cup"]],
    ["the name in the address", "bamboo", ["bamboo-cup"]],
    ["the collection's name", "页面", ["home"]],
    ["nothing: everything", "  ", ["bamboo-cup", "pot", "home"]],
    ["what is not there", "茶壶", []],
  ])("finds by %s", (_what, query, found) => {
    expect(slugs(query)).toEqual(found);
  });

  it("keeps to one collection when asked to", () => {
    expect(slugs("", "pages")).toEqual(["home"]);
  });
});
