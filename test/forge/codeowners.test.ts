import { describe, expect, it } from "vitest";
import { parseCodeowners } from "../../src/forge/codeowners.ts";

/** The examples of GitHub's page about code owners, and what it says of each. */
const cases = [
  ["*", "deep/er/file.txt", true],
  ["*.js", "src/deep/app.js", true],
  ["*.js", "app.jsx", false],
  ["/build/logs/", "build/logs/a/b.txt", true],
  ["/build/logs/", "x/build/logs/a.txt", false],
  ["docs/*", "docs/getting-started.md", true],
  ["docs/*", "docs/build-app/troubleshooting.md", false],
  ["apps/", "src/apps/deep/a.txt", true],
  ["/docs/", "docs/a/b.md", true],
  ["**/logs", "deep/logs/a.txt", true],
  ["/scripts/", "scripts/a.ts", true],
  ["/content/products/secret.md", "content/products/secret.md", true],
  ["/content/products/secret.md", "content/products/secret.md.bak", false],
  ["content/路径 里/", "content/路径 里/图.jpg", false],
  ["content/路径\\ 里/", "content/路径 里/图.jpg", true],
  [".github/", ".github/workflows/a.yml", true],
  ["!*.md", "a.md", false],
  ["a[0-9].md", "a1.md", false],
] as const;

describe("a pattern of CODEOWNERS", () => {
  it.each(cases)("%s and the path %s: %s", (pattern, path, matches) => {
    const owners = parseCodeowners(`${pattern} @wendy`);
    expect(owners(path)).toEqual(matches ? ["wendy"] : []);
  });
});

describe("a CODEOWNERS file", () => {
  it("gives a path to the last line that matches, which may name nobody", () => {
    const owners = parseCodeowners("# 所有\n* @Wendy @walt # 两人\n\n/open/\n/open/but/ @grace\n");
    expect(owners("a.md")).toEqual(["wendy", "walt"]);
    expect(owners("open/a.md")).toEqual([]);
    expect(owners("open/but/a.md")).toEqual(["grace"]);
  });
});
