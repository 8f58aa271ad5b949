import { describe, expect, it } from "vitest";
import { parseFrontMatter } from "../../src/base/front-matter.ts";

describe("front matter is data", () => {
  it("reads YAML and leaves dates as the text that stands in the file", () => {
    const { data, body } = parseFrontMatter("---\ntitle: 杯\non: 2026-01-02\n---\n正文\n");
    expect(data).toEqual({ title: "杯", on: "2026-01-02" });
    expect(body).toBe("正文\n");
  });

  it("has no data where a file has no front matter", () => {
    expect(parseFrontMatter("# 只有正文").data).toEqual({});
  });

  it.each(["js", "javascript", "json", "toml", "coffee", "cson"])("refuses ---%s", (language) => {
    const source = `---${language}\n{ title: globalThis.ran = true }\n---\n`;
    expect(() => parseFrontMatter(source)).toThrow();
    expect("ran" in globalThis).toBe(false);
  });

  it("refuses broken YAML and a list", () => {
    expect(() => parseFrontMatter("---\ntitle: [\n---\n")).toThrow();
    expect(() => parseFrontMatter("---\n- a\n---\n")).toThrow(/mapping/);
  });

  it("says where reading ended, in lines of the file", () => {
    const reading = () => parseFrontMatter("---\ntitle: a\ntitle: b\n---\n");
    expect(reading).toThrow(expect.objectContaining({ code: "DUPLICATE_KEY", line: 3, column: 1 }));
  });

  it.each(["---yaml\na: 1\n---\n", "---\na: 1\n", "---"])(
    "refuses %j: it is not closed",
    (source) => {
      expect(() => parseFrontMatter(source)).toThrow(expect.objectContaining({ code: "fence" }));
    },
  );

  it("reads lines that end as on Windows, and none at all", () => {
    expect(parseFrontMatter("---\r\na: x\r\n---\r\nb\r\n")).toEqual({
      data: { a: "x" },
      body: "b\n",
    });
    expect(parseFrontMatter("---\n---\nb").data).toEqual({});
  });

  it("does not hand the same object to two readers", () => {
    const first = parseFrontMatter("---\ntitle: a\n---\n");
    expect(parseFrontMatter("---\ntitle: a\n---\n").data).not.toBe(first.data);
  });
});
