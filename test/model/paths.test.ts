import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { newsSchema } from "../../src/model/news.ts";
import { homeSchema, pageSchema } from "../../src/model/pages.ts";
import { collections, entryOf, publicPath, schemaOf } from "../../src/model/paths.ts";
import { productSchema } from "../../src/model/products.ts";

const placeOf = (path: string) => {
  const place = entryOf(path);
  return place && `${place.collection.name}: ${place.slug}`;
};
const schemaAt = (path: string) => {
  const place = entryOf(path);
  return place && schemaOf(place);
};

describe("a file is an entry", () => {
  it.each([
    ["content/products/bamboo-cup.md", "products: bamboo-cup", "/products/bamboo-cup/"],
    ["content/products/竹杯.md", "products: 竹杯", null],
    ["content/products/a.b.md", "products: a.b", null],
    ["content/products/...md", "products: ..", null],
    ["content/pages/team.md", "pages: team", null],
    ["content/news/2026-11-18-a.md", "news: 2026-11-18-a", "/news/2026-11-18-a/"],
    ["content/pages/home.md", "pages: home", "/"],
    ["content/pages/about.md", "pages: about", "/about/"],
    ["content/pages/contact.md", "pages: contact", "/contact/"],
  ])("%s", (path, place, address) => {
    expect(placeOf(path)).toBe(place);
    expect(publicPath(path)).toBe(address);
  });
});

describe("a file is no entry and has no page", () => {
  it.each([
    "",
    "content/readme.md",
    "content/products",
    "content/products.md",
    "content/productsx/a.md",
    "content/products/a.txt",
    "content/products/a.md.txt",
    "content/products/sub/a.md",
    "content/products/../../README.md",
    "content/../content/products/a.md",
    "./content/products/a.md",
    "/content/products/a.md",
    "x/content/products/a.md",
    "Content/products/a.md",
    "content/media/products/a.jpg",
    "content/media/products/a.md",
    ".github/approval.yml",
    "src/model/paths.ts",
    "src/sites/a.ts",
  ])("%j", (path) => {
    expect(placeOf(path)).toBeNull();
    expect(publicPath(path)).toBeNull();
  });
});

describe("an entry has the schema of its place", () => {
  it.each([
    ["content/products/a.md", productSchema],
    ["content/news/a.md", newsSchema],
    ["content/pages/home.md", homeSchema],
    ["content/pages/about.md", pageSchema],
    ["content/pages/contact.md", pageSchema],
    ["content/pages/team.md", null],
    ["content/pages/Home.md", null],
    ["content/pages/toString.md", null],
  ])("%s", (path, schema) => {
    // Not `toBe` on the schemas alone: a difference of two would be printed for minutes.
    expect(schemaAt(path) === schema || path).toBe(true);
  });
});

describe("the site's code", () => {
  it("changes the home page at least", () => {
    expect(publicPath("src/site/layouts/page.astro")).toBe("/");
    expect(placeOf("src/site/layouts/page.astro")).toBeNull();
  });
});

describe("the collections", () => {
  it("have a folder each, and every folder of the content is theirs or the media's", () => {
    const folders = collections.map((one) => one.folder);
    expect([...folders, "content/media"].sort()).toEqual(
      readdirSync("content")
        .map((name) => `content/${name}`)
        .sort(),
    );
    expect(collections.map((one) => `content/${one.name}`)).toEqual(folders);
  });
});
