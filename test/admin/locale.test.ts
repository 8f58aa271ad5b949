import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { inChinese } from "../../admin/editor/dialogs.ts";
import { mergePhrases, overlay } from "../../admin/editor/locale.ts";

// The one that Decap brings with it.
const decap = dirname(createRequire(import.meta.url).resolve("decap-cms/package.json"));
const locales = join(decap, "../decap-cms-locales/dist/esm");
const phrases = z.object({ default: z.record(z.string(), z.unknown()) });

async function phrasesOf(language: string) {
  const file = pathToFileURL(join(locales, language, "index.js")).href;
  return phrases.parse(await import(file)).default;
}

function flat(tree: Record<string, unknown>, above = ""): Map<string, string> {
  const pairs = Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string"
      ? [[above + key, value]]
      : [...flat(z.record(z.string(), z.unknown()).parse(value), `${above}${key}.`)],
  );
  return new Map(pairs);
}

const english = flat(await phrasesOf("en"));
const chinese = flat(mergePhrases(await phrasesOf("zh_Hans"), overlay));

// Only made of what is put in; there is nothing to translate.
const bare = ["editor.editorControl.field.widgetLabel", "ui.toast.onFailToAuth"];
const patternOnly = "editor.editorControlPane.widget.regexPattern";

describe("Decap speaks Chinese", () => {
  it("in every phrase that it has in English", () => {
    expect([...english.keys()].filter((key) => !chinese.has(key))).toEqual([]);
  });

  it("in words, not in English ones", () => {
    const strange = [...english.keys()].filter(
      (key) =>
        ![...bare, patternOnly].includes(key) && !/\p{Script=Han}/u.test(chinese.get(key) ?? ""),
    );
    expect(strange).toEqual([]);
  });

  it("and puts in what the English phrase puts in", () => {
    const parts = (text = "") => [...new Set(text.match(/%\{\w+\}/g))].sort();
    const wrong = [...english]
      .filter(([key, text]) => parts(chinese.get(key)).join() !== parts(text).join())
      .map(([key]) => key);
    expect(wrong).toEqual([]);
  });

  it("with nothing overlaid that Decap does not have", () => {
    expect([...flat(overlay).keys()].filter((key) => !english.has(key))).toEqual([]);
  });
});

describe("the browser's own windows", () => {
  it("do not ask whether a file takes the place of itself", () => {
    expect(inChinese("cup-3fa2c81b.jpg already exists. Do you want to replace it?")).toBeNull();
  });

  it("do not tell of Decap's own housekeeping", () => {
    const said = "Decap CMS is adding labels to 2 of your Editorial Workflow entries.";
    expect(inChinese(said)).toBeNull();
  });

  it("show Chinese as it is, and say of anything else that it is English", () => {
    expect(inChinese("确定要离开吗？")).toBe("确定要离开吗？");
    expect(inChinese("Something new")).toMatch(/原文为英文.*Something new/);
  });
});
