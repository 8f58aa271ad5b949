import { describe, expect, it } from "vitest";
import { addressOn, isOrigin } from "../../src/base/address.ts";

describe("an address of the site", () => {
  it.each([
    ["https://www.example.com", "https://www.example.com/admin/review/"],
    ["https://www.example.com/", "https://www.example.com/admin/review/"],
    ["https://qinghe.github.io/website", "https://qinghe.github.io/website/admin/review/"],
    ["https://qinghe.github.io/website/", "https://qinghe.github.io/website/admin/review/"],
  ])("on %s keeps the path that the site stands at", (site, whole) => {
    expect(addressOn(site, "admin/review/")).toBe(whole);
  });
});

describe("an origin", () => {
  it.each(["https://www.example.com", "http://127.0.0.1:8787"])("%s is one", (url) => {
    expect(isOrigin(url)).toBe(true);
  });

  it.each([
    "https://www.example.com/",
    "https://www.example.com/website",
    "www.example.com",
    "ftp://www.example.com",
    "*",
    "",
  ])("%j is none", (url) => {
    expect(isOrigin(url)).toBe(false);
  });
});
