import { describe, expect, it } from "vitest";
import * as z from "zod";
import { choice, common, day, field, metaOf, picture, slug } from "../../src/model/field.ts";

const read = (schema: z.ZodType, value: unknown) => {
  const { success, data } = schema.safeParse(value);
  return success ? data : "refused";
};

describe("a day", () => {
  it.each(["2026-03-02", "2028-02-29"])("may be %s", (value) => {
    expect(read(day("日期"), value)).toBe(value);
  });

  it.each([
    "2026-02-29",
    "2026-13-45",
    "2026-3-2",
    "20260302",
    "2026-03-02T00:00:00Z",
    "",
    20260302,
    null,
    new Date("x"),
  ])("is not %j", (value) => {
    expect(read(day("日期"), value)).toBe("refused");
  });
});

describe("a moment", () => {
  const { publish_at: moment } = common;

  it.each(["2026-03-02T09:00:00+08:00", "2026-03-02T01:00:00.5Z"])("may be %s", (value) => {
    expect(read(moment, value)).toBe(value);
  });

  it.each([
    "2099-13-01T00:00:00+08:00",
    "2026-02-30T00:00:00Z",
    "2026-03-02T00:00:60Z",
    "2026-03-02T00:00:00+24:00",
    "2026-03-02",
    "2026-03-02T09:00:00",
    "2026-03-02 09:00:00Z",
    "明天",
    0,
    null,
  ])("is not %j", (value) => {
    expect(read(moment, value)).toBe("refused");
  });
});

describe("the name in an address", () => {
  it.each(["a", "7", "bamboo-cup", "2026-11-18-new", "a".repeat(60)])("may be %s", (value) => {
    expect(read(slug, value)).toBe(value);
  });

  it.each(["", "A", "竹", "a b", "a_b", "-a", "a-", "a--b", "a/b", "..", "a\n", "a".repeat(61)])(
    "may not be %j",
    (value) => {
      expect(read(slug, value)).toBe("refused");
    },
  );
});

describe("a picture", () => {
  const schema = picture("news", "题图");

  it.each(["../media/news/a.jpg", "../media/news/仓库 大门.png"])("may be %s", (value) => {
    expect(read(schema, value)).toBe(value);
  });

  it.each([
    "../media/news/",
    "../media/news/..",
    "../media/news/a\n.jpg",
    "../media/news/sub/a.jpg",
    "../media/news/../products/a.jpg",
    "../media/news/..\\products\\a.jpg",
    "../media/products/a.jpg",
    "xx/media/news/a.jpg",
    "https://example.com/../media/news/a.jpg",
  ])("may not be %s", (value) => {
    expect(read(schema, value)).toBe("refused");
  });
});

describe("what the desk needs to know", () => {
  it("travels with the type and leaves it as it was", () => {
    const schema = field(z.string().max(3), { label: "名", hint: "三个字" });
    expect(metaOf(schema)).toEqual({ label: "名", hint: "三个字" });
    expect([read(schema, "abc"), read(schema, "abcd")]).toEqual(["abc", "refused"]);
    expect(metaOf(z.string())).toEqual({});
  });

  it("is refused when it is nothing that the desk knows", () => {
    expect(() => metaOf(z.string().meta({ widget: "colour" }))).toThrow();
  });

  it("names the values of a choice in Chinese", () => {
    const schema = choice("颜色", { red: "红", green: "绿" });
    expect(metaOf(schema)).toEqual({ label: "颜色", options: { red: "红", green: "绿" } });
    expect([read(schema, "green"), read(schema, "绿")]).toEqual(["green", "refused"]);
  });
});
