import { describe, expect, it } from "vitest";
import { classify } from "../../src/approval/classes.ts";
import { decide } from "../../src/approval/decide.ts";
import { parseSnapshot, type SnapshotInput } from "../../src/approval/snapshot.ts";
import { company, companyData, noon, people, pull } from "./company.ts";

const classesOf = (files: SnapshotInput["files"]) =>
  classify(company(), parseSnapshot(pull([], { files })).files ?? []).map((one) => one.id);
const classOf = (path: string) => classesOf(pull([path]).files).join();
const marked = (path: string, head: object) => [
  { path, status: "modified", mode: "100644", front_matter: { base: null, head: { ...head } } },
];

describe("the company's classes", () => {
  it("are all those of the rule book", () => {
    expect(new Set(company().classes.map((one) => one.id))).toEqual(
      new Set(
        "takedown restricted layout governance product news affairs pages banners accounts duty jobs replies".split(
          " ",
        ),
      ),
    );
  });

  it.each([
    ["content/products/soap.md", "product"],
    ["content/media/products/soap.jpg", "product"],
    ["content/news/2026/spring.md", "news"],
    ["content/media/news/spring.jpg", "news"],
    ["content/affairs/visit.md", "affairs"],
    ["content/media/affairs/visit.jpg", "affairs"],
    ["content/pages/about.md", "pages"],
    ["content/media/pages/about.jpg", "pages"],
    ["content/banners/sale.md", "banners"],
    ["content/media/banners/sale.jpg", "banners"],
    ["content/accounts/mail.md", "accounts"],
    ["content/duty/2026-03.md", "duty"],
    ["content/pages/home.md", "layout"],
    ["content/media/pages/home/hero.jpg", "layout"],
    ["src/site/layouts/base.astro", "layout"],
    ["src/site/pages/[slug].astro", "layout"],
    [".github/approval.yml", "governance"],
    [".github/workflows/gate.yml", "governance"],
    ["src/approval/decide.ts", "governance"],
    ["src/gate/runner.ts", "governance"],
    ["scripts/approval.ts", "governance"],
    ["test/approval/oracle.ts", "governance"],
    ["admin/review/main.ts", "governance"],
    ["docs/decisions.md", "governance"],
    ["package.json", "governance"],
    ["astro.config.mjs", "governance"],
    [".npmrc", "governance"],
    ["content/products/.gitattributes", "governance"],
    ["content/unknown/x.md", "governance"],
    ["content", "governance"],
    ["elsewhere/deep/x", "governance"],
  ])("%s is %s", (path, id) => {
    expect(classOf(path)).toBe(id);
  });

  it.each([
    ["rights", "third-party"],
    ["confidentiality", "confidential"],
  ])("a product whose %s is %s is restricted", (key, value) => {
    expect(classesOf(marked("content/products/soap.md", { [key]: value }))).toEqual(["restricted"]);
  });

  it("an account stays the general manager's whatever its marks say", () => {
    const file = marked("content/accounts/mail.md", { confidentiality: "confidential" });
    expect(classesOf(file)).toEqual(["accounts"]);
  });

  it("a takedown takes the product and its picture, and nothing else beside them", () => {
    const gone = { status: "removed", flags: ["withdraws"] };
    const files = ["content/products/soap.md", "content/media/products/soap.jpg"].map((path) => ({
      path,
      ...gone,
    }));
    expect(classesOf(files)).toEqual(["takedown"]);
    expect(classesOf([...files, ...pull(["content/news/a.md"]).files])).toEqual([
      "product",
      "news",
    ]);
  });

  it("the home page cannot be taken down by one signature", () => {
    const home = { path: "content/pages/home.md", status: "removed", flags: ["withdraws"] };
    expect(classesOf([home])).toEqual(["layout"]);
  });
});

describe("the company's people", () => {
  it("all have a name and a title", () => {
    const named = Object.keys(people());
    expect(
      Object.values(company().roles)
        .flat()
        .filter((login) => !named.includes(login)),
    ).toEqual([]);
    expect(named).toEqual(expect.arrayContaining(["ed", "dora", "cora", "adam"]));
  });

  it("ed's new product waits for the product leads", () => {
    const decision = decide(companyData(), pull(["content/products/soap.md"]), noon);
    expect(decision).toMatchObject({ stage: "dept_lead", waiting_for: ["paul", "pia"] });
  });
});
