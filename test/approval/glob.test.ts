import { describe, expect, it } from "vitest";
import { expandBraces, isNegated, matcher } from "../../src/approval/glob.ts";

describe("the dialect of globs", () => {
  it.each([
    ["*", "a", true],
    ["*", ".a", true],
    ["*", "a/b", false],
    ["a/*.md", "a/.md", true],
    ["a/**", "a/b/.c/d", true],
    ["a/**", "a", false],
    ["a/**", "ab/c", false],
    ["**/x", "x", true],
    ["**/x", "a/b/x", true],
    ["**/x", "ax", false],
    ["a/**/b", "a/b", true],
    ["a?c", "a/c", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["{a,b/*}.md", "b/c.md", true],
    ["{a,{b,c}}/x", "c/x", true],
    ["{,media/}x", "x", true],
    ["{a}", "{a}", true],
    ["{a}", "a", false],
    ["{1..3}", "2", false],
    ["{a,b", "{a,b", true],
    ["A", "a", false],
    ["[ab]", "a", false],
    ["[ab]", "[ab]", true],
    ["[...slug].astro", "[...slug].astro", true],
    ["@(a|b)", "a", false],
    ["@(a|b)", "@(a|b)", true],
    ["a+(b)", "abb", false],
    ["x/!(a)", "x/b", false],
    ["x/!(a)", "x/!(a)", true],
    ['a"b"', 'a"b"', true],
    ["a\\b", "a\\b", true],
    ["产品/*.md", "产品/水杯.md", true],
    ["a/**", "a/one\nname.md", true],
    ["a/**/c", "a/b\r\u2028/c", true],
  ])("%s and %s: %s", (glob, path, expected) => {
    expect(matcher([glob])(path)).toBe(expected);
  });

  it("matches when any of several globs does, and none of none", () => {
    expect(matcher(["a", "b"])("b")).toBe(true);
    expect(matcher([])("b")).toBe(false);
    expect(matcher(["{,a}"])("")).toBe(false);
  });

  it("knows a negated glob by its first character only", () => {
    expect([isNegated("!a"), isNegated("a!")]).toEqual([true, false]);
  });

  it("writes braces out", () => {
    expect(expandBraces("a/{b,c{d,e}}/{f}")).toEqual(["a/b/{f}", "a/cd/{f}", "a/ce/{f}"]);
  });
});
