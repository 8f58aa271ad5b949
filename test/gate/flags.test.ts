import { describe, expect, it } from "vitest";
import type { FileChange } from "../../src/adapters/git/changes.ts";
import type { Document } from "../../src/gate/documents.ts";
import { flagsOf } from "../../src/gate/flags.ts";

const edit: FileChange = {
  path: "content/products/a.md",
  previousPath: null,
  status: "modified",
  oldMode: "100644",
  newMode: "100644",
  oldBlob: "1",
  newBlob: "2",
};
const page = (data: Record<string, unknown>, body = "正文\n"): Document => ({ data, body });
const live = page({ title: "锅", status: "published" });

describe("withdrawing a page", () => {
  it("is removing it", () => {
    expect(flagsOf({ ...edit, status: "removed" }, live, null)).toEqual(["withdraws"]);
  });

  it("is changing its status and nothing else", () => {
    expect(flagsOf(edit, live, page({ title: "锅", status: "withdrawn" }))).toEqual(["withdraws"]);
  });

  it("may clear a field that was empty before", () => {
    const head = page({ title: "锅", status: "withdrawn", subtitle: "" }, "正文");
    expect(flagsOf(edit, live, head)).toEqual(["withdraws"]);
  });

  it.each([
    ["changes another field", page({ title: "盆", status: "withdrawn" })],
    ["changes the text", page({ title: "锅", status: "withdrawn" }, "别的\n")],
    ["adds a field", page({ title: "锅", status: "withdrawn", price: 1 })],
    ["drops a field", page({ status: "withdrawn" })],
    ["gives it another status", page({ title: "锅", status: "draft" })],
  ])("is not what %s", (_what, head) => {
    expect(flagsOf(edit, live, head)).toEqual([]);
  });

  it("is not publishing again, nor touching what is down already", () => {
    const down = page({ title: "锅", status: "withdrawn" });
    expect(flagsOf(edit, down, live)).toEqual([]);
    expect(flagsOf(edit, down, down)).toEqual([]);
  });

  it("is not renaming or making executable on the way", () => {
    const down = page({ title: "锅", status: "withdrawn" });
    expect(flagsOf({ ...edit, status: "renamed", previousPath: "x.md" }, live, down)).toEqual([]);
    expect(flagsOf({ ...edit, newMode: "100755" }, live, down)).toEqual([]);
  });

  it("is not adding a page that is down from the start", () => {
    expect(flagsOf({ ...edit, status: "added" }, null, page({ status: "withdrawn" }))).toEqual([]);
  });
});

describe("a compliance allowance", () => {
  const allowance = (reason: string) => `<!-- compliance-allow ad.absolute reason="${reason}" -->`;
  const lifting = (...reasons: readonly string[]) =>
    page({ title: "锅" }, `${reasons.map(allowance).join("\n\n")}\n\n最好的锅\n`);

  it("is seen when it is added or changed", () => {
    expect(flagsOf(edit, live, lifting("一"))).toEqual(["allowance"]);
    expect(flagsOf(edit, lifting("一"), lifting("二"))).toEqual(["allowance"]);
    expect(flagsOf({ ...edit, status: "added" }, null, lifting("一"))).toEqual(["allowance"]);
  });

  it("is seen when the text around it changes: it may lift something else now", () => {
    const other = page({ title: "锅" }, `${allowance("一")}\n\n国家级的锅\n`);
    expect(flagsOf(edit, lifting("一"), other)).toEqual(["allowance"]);
  });

  it("is not seen when it stays, or goes", () => {
    expect(flagsOf(edit, lifting("一"), lifting("一"))).toEqual([]);
    expect(flagsOf(edit, lifting("一", "二"), lifting())).toEqual([]);
  });

  it("is assumed where a version cannot be read", () => {
    expect(flagsOf(edit, live, "unreadable")).toEqual(["allowance"]);
    expect(flagsOf(edit, "unreadable", live)).toEqual(["allowance"]);
  });
});
