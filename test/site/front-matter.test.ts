import { parseFrontmatter } from "astro/markdown";
import { describe, expect, it } from "vitest";
import { parseFrontMatter } from "../../src/base/front-matter.ts";

const source = (language: string) =>
  `---${language}\n{ title: globalThis.ran = true }\n---\n正文\n`;

// The site reads a page twice: Astro for its text, and its loader for its fields.
describe("front matter that is a program is refused when the site is built, and does not run", () => {
  it.each(["js", "javascript", " js", "coffee"])("---%s", (language) => {
    expect(() => parseFrontmatter(source(language))).toThrow();
    expect(() => parseFrontMatter(source(language))).toThrow();
    expect("ran" in globalThis).toBe(false);
  });
});
