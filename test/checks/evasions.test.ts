import { describe, expect, it } from "vitest";
import { pointedAt, verdicts } from "./company-rules.ts";

describe("a banned word in disguise is found, from its first sign to its last", () => {
  it.each([
    ["as it is", "国家级"],
    ["full width", "ＮＯ．１"],
    ["traditional", "國傢級"],
    ["zero width", "国\u200b家\u200d级"],
    ["a variation selector", "国\ufe0e家级"],
    ["struck by a combining sign", "国\u0336家\u0336级"],
    ["spaces", "国 家　级"],
    ["signs", "国*家-级"],
    ["a comma at each place", "国，家，级"],
    ["brackets", "国【家】级"],
    ["a point and a comma", "国.家、级"],
    ["a slash and a comma", "国/家、级"],
    ["a comma and a point", "国、家.级"],
    ["look-alikes", "囯家级"],
    ["Cyrillic letters", "Nо.1"],
    ["a circled number", "No.①"],
    ["mathematical letters", "𝐍𝐎.𝟏"],
    ["a decimal entity", "国&#23478;级"],
    ["a hexadecimal entity", "国&#x5BB6;级"],
    ["a backslash escape", "国\\u5bb6级"],
    ["percent signs", "国%E5%AE%B6级"],
    ["emphasis", "国**家**级"],
    ["struck-out text", "国~~家~~级"],
    ["struck-out text between", "国~~一~~家~~二~~级"],
    ["a tag", "国<b>家</b>级"],
    ["a comment", "国<!-- x -->家级"],
    ["links", "国[家](/products/)级"],
    ["code", "国`家`级"],
    ["a soft line end", "国家\n级"],
    ["pinyin", "国jia级"],
    ["pinyin with tones", "国jiā级"],
    ["an initial", "国j级"],
    ["halves of a character", "国家纟及"],
    ["halves that are rare", "顶糸及"],
    ["an emoji", "稳💰不赔"],
    ["like-sounding characters", "饱本饱息"],
    ["a dash for 一", "全国第—"],
    ["letters in a row of signs", "国 jia 级"],
    ["a point in a word of two", "顶.级"],
    ["a slash in a word of two", "极/品"],
    ["a digit for 一", "全国第1"],
    ["a Roman numeral for 一", "全国第Ⅰ"],
    ["a medal", "全国🥇"],
    ["a letter that is a mark", "国ˇ家ˇ级"],
    ["a seal set for decoration", "国㊣家级"],
  ])("%s: %j", (_how, word) => {
    const source = `本品是${word}好物。\n`;
    expect(pointedAt(source)).toContain(word);
    expect(verdicts(source).some((one) => one.startsWith("block"))).toBe(true);
  });

  it.each([
    ["the front matter", "---\ntitle: 国家级\n---\n", "国家级"],
    ["a quoted field", '---\ntitle: "国\\u5bb6级"\n---\n', "国\\u5bb6级"],
    ["a folded field", "---\ntitle: >-\n  国家\n  级好物\n---\n", "国家\n  级"],
    ["a list in the front matter", "---\na:\n  - b: 国家级\n---\n", "国家级"],
    ["front matter that cannot be read", "---\na: [国家级\n---\n", "国家级"],
    ["a picture's description", "![国家级](../media/news/a.jpg)\n", "国家级"],
    ["a title", '[杯](/a/ "国家级")\n', "国家级"],
    ["a link's target", "[杯](/%E5%9B%BD%E5%AE%B6%E7%BA%A7/)\n", "%E5%9B%BD%E5%AE%B6%E7%BA%A7"],
    ["a quotation", "> 国家\n> 级\n", "国家\n> 级"],
    ["a table's cells, sign by sign", "| 国 | 家 | 级 |\n|--|--|--|\n", "国 | 家 | 级"],
    ["a code block", "```\n国家级\n```\n", "国家级"],
    ["Windows line ends", "正文\r\n\r\n国家级\r\n", "国家级"],
    ["a byte order mark", "\uFEFF国家级\n", "国家级"],
    ["after an emoji", "😀😀国家级\n", "国家级"],
  ])("in %s", (_where, source, word) => {
    expect(pointedAt(source.replace("\uFEFF", "\uFEFF"))).toContain(
      source.startsWith("\uFEFF") ? "\uFEFF国家" : word,
    );
  });

  it("in the name of a file", () => {
    expect(verdicts("正文", "content/media/news/国家级.jpg")).toEqual(["block 国家级"]);
  });
});

describe("nothing is joined across what is apart", () => {
  it.each([
    "国家\n\n级别\n",
    "# 国家\n级别\n",
    "- 国家\n- 级别\n",
    "| 国家 | 级别 |\n|--|--|\n| a | b |\n",
    "> 国家\n\n级别\n",
    "温度降到最低。价签在右边。\n",
    "到最低，价格不变。\n",
    "我们走遍全国。家家户户都喜欢。\n",
    "---\na: 国家\nb: 级别\n---\n",
    "![国家](../media/news/a.jpg)级别\n",
    "最 in、佳 in\n",
    "第10章\n",
    "面料：100%棉.级别见标签\n",
  ])("%j", (source) => {
    expect(verdicts(source)).toEqual([]);
  });
});

describe("ordinary words that sound alike are no disguise", () => {
  it.each([
    "国家及地方标准",
    "定级为二级",
    "地衣植物",
    "最近到货，最后三天发完",
    "第一步，先冲洗；第一次使用前请煮沸",
    "顶级域名已续费",
    "黄片糖五百克",
    "公开运营数据",
    "T恤、U盘和A4纸",
    "醉佳酿酒坊",
    "从四月一日起",
  ])("%s", (text) => {
    expect(verdicts(`${text}。\n`)).toEqual([]);
  });
});
