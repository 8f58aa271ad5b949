import { describe, expect, it } from "vitest";
import { readForms } from "../../admin/editor/forms.ts";
import { decapCollections } from "../../src/model/decap.ts";

const forms = readForms(JSON.stringify(decapCollections()));

describe("what the desk knows of the forms", () => {
  it("is where an entry's file lies, one of a fixed set too", () => {
    expect(forms.fileOf("products", "bamboo-cup")).toBe("content/products/bamboo-cup.md");
    expect(forms.fileOf("pages", "home")).toBe("content/pages/home.md");
  });

  it("is what a field is called", () => {
    expect(forms.labelOf("products", "bamboo-cup", "unit")).toBe("单位");
    expect(forms.labelOf("pages", "home", "tagline")).toBe("副标题");
    expect(forms.labelOf("products", null, "nonsense")).toBe("nonsense");
  });

  it("is what people call an entry", () => {
    expect(forms.nameOf("products", "bamboo-cup", { title: "竹杯" })).toBe("竹杯");
    expect(forms.nameOf("pages", "home", { title: "把日子过得踏实" })).toBe("首页版面");
    expect(forms.nameOf("products", null, {})).toBe("产品");
  });

  it("is nothing of a collection that there is not", () => {
    expect(() => forms.fileOf("nonsense", "a")).toThrow(/nonsense/);
  });
});
