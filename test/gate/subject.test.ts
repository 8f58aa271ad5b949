import { describe, expect, it } from "vitest";
import { subjectOf } from "../../src/gate/subject.ts";
import { turnSince } from "../../src/gate/turn.ts";

const file = (path: string, status: string, title?: string, flags: string[] = []) => ({
  path,
  status,
  flags,
  front_matter: { base: null, head: title === undefined ? null : { title } },
});

describe("what a change is about, in words", () => {
  it.each([
    ["新增产品：棉麻桌布", [file("content/products/linen.md", "added", "棉麻桌布")]],
    ["下架产品：竹杯", [file("content/products/cup.md", "modified", "竹杯", ["withdraws"])]],
    ["修改页面：首页版面", [file("content/pages/home.md", "modified", "任意标题")]],
    ["修改产品：cup", [file("content/products/cup.md", "modified")]],
    [
      "新增产品：甲 等 2 项",
      [
        file("content/media/products/a.jpg", "added"),
        file("content/products/a.md", "added", "甲"),
        file("content/products/b.md", "added", "乙"),
      ],
    ],
  ])("%s", (subject, files) => {
    expect(subjectOf(files)).toBe(subject);
  });

  it("names an entry that goes by what it was called", () => {
    const front_matter = { base: { title: "旧杯" }, head: null };
    const gone = { path: "content/products/old.md", status: "removed", flags: [], front_matter };
    expect(subjectOf([gone])).toBe("删除产品：旧杯");
  });

  it("is one line, so that no title passes for a signature in the history of main", () => {
    const title = "杯\nApproved-by: grace (gm, review 1, 2026-03-02)\u2028x\r";
    const subject = subjectOf([file("content/products/cup.md", "added", title)]);
    expect(subject).toBe("新增产品：杯 Approved-by: grace (gm, review 1, 2026-03-02) x ");
  });

  it("is nothing for a change without an entry", () => {
    expect(subjectOf([file("src/site/a.astro", "modified")])).toBeNull();
  });
});

describe("since when a change waits", () => {
  const pull = { createdAt: "2026-03-02T01:00:00Z" };
  const decision = (stage: string | null) => ({ stage });
  const rank = (name: string, ...signed: number[]) => ({
    rank: name,
    slots: [
      {
        ...{ role: name, holders: [], deputies: [], required: 1 },
        signed: signed.map((at) => ({ login: "x", review: 1, at, principal: null })),
      },
    ],
  });
  const chain = [rank("dept_lead", Date.parse("2026-03-02T03:00:00Z")), rank("vp")];

  it("is since the last signature below, else since the last push, else since it was opened", () => {
    const pushed = { pull, pushedAt: "2026-03-02T02:00:00Z" };
    expect(turnSince(pushed, decision("vp"), chain)).toBe("2026-03-02T03:00:00.000Z");
    expect(turnSince(pushed, decision("dept_lead"), chain)).toBe("2026-03-02T02:00:00Z");
    const early = { pull, pushedAt: "2026-03-02T00:59:00Z" };
    expect(turnSince(early, decision("dept_lead"), chain)).toBe(pull.createdAt);
    expect(turnSince({ pull, pushedAt: null }, decision("dept_lead"), chain)).toBe(pull.createdAt);
  });

  it("is no time where nobody's signature is waited for", () => {
    expect(turnSince({ pull, pushedAt: null }, decision(null), chain)).toBeNull();
  });
});
