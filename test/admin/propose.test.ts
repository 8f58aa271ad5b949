import { describe, expect, it } from "vitest";
import { proposeSlug } from "../../admin/editor/propose.ts";
import { slug } from "../../src/model/field.ts";

describe("a name for the address", () => {
  it.each([
    ["竹杯", "zhu-bei"],
    ["绿茶 2 号", "lv-cha-2-hao"],
    ["白瓷茶具：一壶/两杯“团圆”款 🍵", "bai-ci-cha-ju-yi-hu-liang-bei-tuan-yuan-kuan"],
    ["ＡＢ Set", "ab-set"],
  ])("%s is called %s", (title, name) => {
    expect(proposeSlug(title)).toBe(name);
    expect(slug.safeParse(name).success).toBe(true);
  });

  it("is never longer than a name may be, and none where there is nothing to say", () => {
    expect(slug.safeParse(proposeSlug("竹".repeat(60))).success).toBe(true);
    expect([proposeSlug("🍵"), proposeSlug(undefined)]).toEqual(["", ""]);
  });
});
