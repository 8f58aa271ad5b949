import { describe, expect, it } from "vitest";
import { collections } from "../../src/model/paths.ts";
import { desk, forms, named } from "./forms.ts";

const [products, news, pages] = ["products", "news", "pages"].map(named);

describe("the desk", () => {
  it("has every collection, and publishes and deletes nothing past the signatures", () => {
    expect(desk).toMatchObject(
      collections.map(({ name, label }) => ({ name, label, publish: false, delete: false })),
    );
  });

  it("keeps each collection's pictures where the model looks for them", () => {
    expect(products).toMatchObject({
      media_folder: "/content/media/products",
      public_folder: "../media/products",
    });
  });

  it("adds entries to a folder, but no pages to a fixed set", () => {
    const added = { create: true, extension: "md", slug: "{{fields.slug}}" };
    expect(products).toMatchObject({ folder: "content/products", ...added });
    expect(news).toMatchObject({ folder: "content/news", ...added });
    expect(pages).not.toHaveProperty("create");
    expect(pages?.files?.map((one) => one.file)).toEqual(
      ["home", "about", "contact"].map((name) => `content/pages/${name}.md`),
    );
  });

  it("has a text below the fields, except on the home page", () => {
    const last = Object.entries(forms).map(([name, form]) => [name, form.at(-1)?.name]);
    expect(Object.fromEntries(last)).toMatchObject({
      products: "body",
      news: "body",
      page: "body",
    });
    expect(forms.home?.some((one) => one.name === "body")).toBe(false);
  });

  it.each([
    ["products", "price", { widget: "price", value_type: "int" }],
    ["products", "slug", { widget: "slug" }],
    ["products", "cover", { widget: "image", choose_url: false }],
    ["products", "summary", { widget: "text", pattern: [expect.anything(), "最多 120 个字"] }],
    ["products", "evidence", { pattern: [expect.anything(), "应为 https:// 开头的网址"] }],
    ["products", "gallery", { widget: "list", collapsed: true }],
    ["products", "verified_on", { widget: "datetime", format: "YYYY-MM-DD", time_format: false }],
    ["news", "publish_at", { format: "YYYY-MM-DDTHH:mm:ssZ", time_format: "HH:mm" }],
    ["news", "headline", { widget: "boolean", default: false }],
    ["news", "cover_alt", { pattern: [expect.anything(), "最多 80 个字"] }],
    ["home", "sections", { widget: "list", collapsed: false, min: 1, max: 8 }],
  ])("%s: %s is asked for with the right widget", (form, name, wanted) => {
    expect(forms[form]?.find((one) => one.name === name)).toMatchObject(wanted);
  });

  it.each([
    ["products", "title", "😀".repeat(60), "😀".repeat(61)],
    ["products", "slug", "a".repeat(60), "a".repeat(61)],
    ["products", "slug", "bamboo-cup", "竹杯"],
    ["news", "title", "题", ""],
    ["products", "video", "竹杯.mp4", "竹杯.mov"],
  ])("%s: %s takes on the desk what the model takes", (form, name, right, wrong) => {
    const [pattern] = forms[form]?.find((one) => one.name === name)?.pattern ?? [];
    const matches = (value: string) => new RegExp(pattern ?? "").test(value);
    expect([matches(right), matches(wrong)]).toEqual([true, false]);
  });

  it("opens of a preview the page of the entry", () => {
    expect(products).toMatchObject({ preview_path: "products/{{slug}}/" });
    const page = desk.find(({ name }) => name === "pages");
    expect(page).toMatchObject({
      files: [{ preview_path: "" }, { preview_path: "about/" }, { preview_path: "contact/" }],
    });
    expect(desk.find(({ name }) => name === "duty")).not.toHaveProperty("preview_path");
  });

  it("filters for what is withdrawn, sold out or a headline, and sorts by what it has", () => {
    const filter = (label: string, field: string, pattern: unknown) => ({ label, field, pattern });
    const withdrawn = filter("已下架", "status", "withdrawn");
    expect(products).toMatchObject({
      view_filters: [filter("售罄", "stock", "sold_out"), withdrawn],
      sortable_fields: ["title", "price"],
    });
    expect(news).toMatchObject({
      view_filters: [filter("头条", "headline", true), withdrawn],
      sortable_fields: ["title", "date"],
    });
  });

  it("offers no empty list of filters, which Decap refuses", () => {
    const offered = desk.flatMap(({ view_filters: filters }) => (filters ? [filters] : []));
    expect(offered.length).toBeGreaterThan(2);
    expect(offered.filter((one) => JSON.stringify(one) === "[]")).toEqual([]);
  });

  it("asks for the parts of a list as for fields of their own", () => {
    const parts = (form: string, name: string) =>
      forms[form]?.find((one) => one.name === name)?.fields ?? [];
    expect(parts("products", "gallery")).toMatchObject([
      { name: "image", required: true, widget: "image" },
      { name: "alt", required: true, widget: "string" },
    ]);
    expect(parts("home", "sections")).toMatchObject([
      { name: "kind", required: true, widget: "select" },
      { name: "title", required: false, widget: "string" },
    ]);
  });
});
