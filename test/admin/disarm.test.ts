import fc from "fast-check";
import matter from "gray-matter";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isArmed } from "../../admin/editor/disarm.ts";

const ran: string[] = [];
const name = "ranByDisarmTest";
beforeAll(() => Object.assign(globalThis, { [name]: ran }));
afterAll(() => Reflect.deleteProperty(globalThis, name));

const program = '{ title: (globalThis.ranByDisarmTest.push("it"), "a") }';
const armed = (first: string) => `${first}\n${program}\n---\n正文\n`;

/** As GitHub answers: base64 in lines. */
function answer(source: string) {
  const content = Buffer.from(source).toString("base64").replace(/.{60}/g, "$&\n");
  return { sha: "1", content, encoding: "base64" };
}

/** Decap's own way to read a file, without the guard. */
const decapReads = (source: string) => matter(source, { engines: { yaml: { parse: () => ({}) } } });

describe("front matter that is a program", () => {
  it.each(["---js", "---javascript", "--- js", "---\tJS", "\uFEFF---js", "---\rjs"])(
    "%j runs in Decap, and is not given to it",
    (first) => {
      ran.length = 0;
      decapReads(armed(first));
      expect(ran).toEqual(["it"]);
      expect(isArmed(answer(armed(first)))).toBe(true);
    },
  );

  it("is refused however its first line is written", () => {
    const signs = fc.constantFrom(
      "-",
      "j",
      "s",
      "js",
      " ",
      "\t",
      "\r",
      "\n",
      "\u00a0",
      "\uFEFF",
      "+",
    );
    const lines = fc.array(signs, { maxLength: 6 }).map((some) => `---${some.join("")}`);
    fc.assert(
      fc.property(lines, fc.boolean(), (first, marked) => {
        const source = (marked ? "\uFEFF" : "") + armed(first);
        ran.length = 0;
        try {
          decapReads(source);
        } catch {
          // What is no program does not run.
        }
        if (ran.length > 0) expect(isArmed(answer(source))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(["---\ntitle: 竹杯\n---\n", "----\n", "正文 ---js\n", "", "--- \ntitle: a\n---\n"])(
    "%j is none",
    (source) => expect(isArmed(answer(source))).toBe(false),
  );

  it("is no question for pictures and for answers of another kind", () => {
    expect(isArmed(answer("\u0089PNG"))).toBe(false);
    expect(isArmed({ content: "---js", encoding: "utf-8" })).toBe(false);
    expect(isArmed(null)).toBe(false);
  });
});
