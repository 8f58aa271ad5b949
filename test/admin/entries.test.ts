import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { GET } from "../../admin/entries.json.ts";
import { titlesSchema } from "../../admin/shared/titles.ts";

const titles = titlesSchema.parse(await GET().json());
const shaOf = (path: string) =>
  spawnSync("git", ["hash-object", path], { encoding: "utf8" }).stdout.trim();

describe("what the built site tells the finder", () => {
  it("is each entry's title and number, by git's own sha of its file", () => {
    expect(titles[shaOf("content/products/bamboo-cup.md")]).toEqual({
      title: "竹纤维随手杯",
      mark: "QH-CUP-01",
    });
  });

  it("is nothing that visitors do not see", () => {
    for (const path of [
      "content/products/ceramic-bowl-red.md",
      "content/accounts/mail.md",
      "content/duty/service.md",
    ])
      expect(titles[shaOf(path)]).toBeUndefined();
    expect(JSON.stringify(titles)).not.toMatch(/公司邮箱管理后台|非工作时间的来电/);
  });
});
