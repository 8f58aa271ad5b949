import { describe, expect, it } from "vitest";
import { news } from "../../src/model/news.ts";
import { pages } from "../../src/model/pages.ts";
import { products } from "../../src/model/products.ts";
import { commonRules, isVisible, nextChange, rightsRules } from "../../src/model/rules.ts";
import { article, home, product } from "./entries.ts";

const late = [{ field: "expires_at", message: "到期时间应晚于发布时间" }];
const unproven = [{ field: "evidence", message: "使用他人的内容，须填写授权或出处的链接" }];
const undescribed = [{ field: "cover_alt", message: "有题图时请填写题图说明" }];

const nine = "2026-03-02T09:00:00+08:00";
const nineInLondon = "2026-03-02T01:00:00Z";
const afterNine = "2026-03-02T01:00:01Z";

describe("an entry ends after it begins", () => {
  it.each([
    [{}, []],
    [{ publish_at: nine }, []],
    [{ expires_at: nine }, []],
    [{ publish_at: nine, expires_at: afterNine }, []],
    [{ publish_at: nine, expires_at: nineInLondon }, late],
    [{ publish_at: afterNine, expires_at: nine }, late],
    // Eight in the evening here is later than nine in the evening in Tokyo, though the text is less.
    [{ publish_at: "2026-03-02T21:00:00+09:00", expires_at: "2026-03-02T20:30:00+08:00" }, []],
  ])("%j", (data, problems) => {
    expect(commonRules(data)).toEqual(problems);
  });
});

describe("what is not the company's own needs a proof", () => {
  it.each([
    [{}, []],
    [{ rights: "own" }, []],
    [{ rights: "licensed", evidence: "https://example.com" }, []],
    [{ rights: "licensed" }, unproven],
    [{ rights: "third-party" }, unproven],
    [{ rights: "third-party", evidence: "" }, unproven],
  ])("%j", (data, problems) => {
    expect(rightsRules(data)).toEqual(problems);
  });
});

describe("the rules of a collection", () => {
  it("find nothing in an entry that is right", () => {
    expect([products.rules(product), news.rules(article), pages.rules(home)]).toEqual([[], [], []]);
  });

  it("for products are those on times and on rights, all at once", () => {
    const { evidence: _, ...rest } = product;
    expect(products.rules({ ...rest, expires_at: rest.publish_at })).toEqual([
      ...late,
      ...unproven,
    ]);
  });

  it("for news are those on times and on the picture, all at once", () => {
    const { cover_alt: _, ...rest } = article;
    expect(news.rules({ ...rest, expires_at: rest.publish_at })).toEqual([...late, ...undescribed]);
    expect(news.rules({ ...rest, cover_alt: "" })).toEqual(undescribed);
    expect(news.rules({ title: "没有题图" })).toEqual([]);
  });
});

describe("visitors see an entry", () => {
  const now = Date.parse(nine);
  it.each([
    ["without any time", {}, true],
    ["from its first millisecond", { publish_at: nine }, true],
    ["not before", { publish_at: afterNine }, false],
    ["until just before it expires", { expires_at: afterNine }, true],
    ["not at the moment it expires", { expires_at: nineInLondon }, false],
    ["between its times", { publish_at: "2026-03-01T00:00:00Z", expires_at: afterNine }, true],
    ["not once it is withdrawn", { status: "withdrawn", publish_at: nine }, false],
    ["while it is published", { status: "published", publish_at: nine }, true],
  ])("%s", (_when, data, visible) => {
    expect(isVisible(data, now)).toBe(visible);
  });
});

describe("the next time at which the site changes", () => {
  const now = Date.parse(nine);
  const entries = [
    { publish_at: "2026-03-01T00:00:00Z", expires_at: "2026-05-01T00:00:00Z" },
    { publish_at: "2026-04-01T00:00:00Z" },
    {},
  ];

  it("is the earliest that is still to come, of whatever entry", () => {
    expect(nextChange(entries, now)).toBe(Date.UTC(2026, 3, 1));
    expect(nextChange(entries, Date.UTC(2026, 3, 1))).toBe(Date.UTC(2026, 4, 1));
    expect(nextChange(entries, Date.UTC(2026, 3, 1) - 1)).toBe(Date.UTC(2026, 3, 1));
  });

  it("is never when nothing is to come", () => {
    expect(nextChange(entries, Date.UTC(2026, 4, 1))).toBeNull();
    expect(nextChange([], now)).toBeNull();
  });
});
