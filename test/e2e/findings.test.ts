import type { Locator, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noise } from "../adapters/media/pictures.ts";
import { fillProduct, uploadPhoto } from "./product-form.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
  page = await stage.editor("ed");
  await page.goto(`${stage.studio.origin}/admin/edit/#/collections/products/new`);
  await fillProduct(page);
  await uploadPhoto(page);
});
afterAll(async () => {
  await stage.close();
});

const panel = () => page.getByRole("region", { name: "内容检查" });
const title = () => page.getByLabel("产品名称", { exact: true });
// Decap puts the cursor back when a field gets the focus, and with it what was marked.
const write = async (field: Locator, value: string) => {
  await field.focus();
  await field.fill(value);
};
const saved = async () => {
  const { rest } = stage.octokit("ed");
  const { data } = await rest.pulls.list({ owner: "qinghe", repo: "website" });
  return data.length;
};

describe("while an editor types", () => {
  it("says beside the form what CI would say, and in which field", async () => {
    await write(title(), "国 家 级棉麻桌布");
    await panel().getByText("1 处问题，其中 1 处不改不能发布").waitFor();
    const item = panel().getByRole("listitem");
    expect(await item.textContent()).toMatch(
      /必须改\s*产品名称：\s*国 家 级.*绝对化用语.*《广告法》第九条/s,
    );
  });

  it("marks the words in the preview", async () => {
    const marked = await page.waitForFunction(() => {
      const frames = [...document.querySelectorAll("iframe")];
      for (const { contentWindow } of frames) {
        const registry =
          contentWindow && Reflect.get(Reflect.get(contentWindow, "CSS") ?? {}, "highlights");
        const found = registry?.get("countersign");
        if (found) return [...found].map((range) => String(range));
      }
      return null;
    });
    expect(await marked.jsonValue()).toEqual(["国 家 级"]);
  });

  it("proposes a rewrite that one click takes over", async () => {
    await panel().getByRole("button", { name: "删去这个词" }).click();
    await panel().getByRole("listitem").waitFor({ state: "detached" });
    expect(await title().inputValue()).toBe("棉麻桌布");
  });

  it("does not let a private number into the history", async () => {
    const summary = page.getByLabel("一句话介绍", { exact: true });
    await write(summary, `咨询 ${["139", "0000", "0000"].join("")}`);
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await page.getByText("还不能保存").waitFor();
    expect(await saved()).toBe(0);
    await write(summary, "耐洗耐磨，越用越软。");
  });
});

describe("a photo over the limit", () => {
  it("is turned upright, stripped and compressed before it is uploaded, and that is said", async () => {
    const buffer = await noise(1800, 1200)
      .withExif({ IFD3: { GPSLatitude: "31/1 13/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 92 })
      .toBuffer();
    expect(buffer.length).toBeGreaterThan(512_000);
    await page.getByRole("button", { name: "换一张图片" }).first().click();
    const input = page.locator("input[type=file]").first();
    await input.setInputFiles({ name: "桌布.jpg", mimeType: "image/jpeg", buffer });
    await page.locator("#photo-note").getByText("已转正、去掉拍摄信息并压缩").waitFor();
    await page.getByRole("button", { name: "使用选中的文件" }).click();
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await page.getByRole("button", { name: "状态：草稿" }).waitFor();
    const { rest } = stage.octokit("ed");
    const { data: pulls } = await rest.pulls.list({ owner: "qinghe", repo: "website" });
    const { data: files } = await rest.pulls.listFiles({
      owner: "qinghe",
      repo: "website",
      pull_number: pulls[0]?.number ?? 0,
    });
    const photo = files.find((one) => one.filename.endsWith(".jpg"));
    const { data: blob } = await rest.git.getBlob({
      owner: "qinghe",
      repo: "website",
      file_sha: photo?.sha ?? "",
    });
    const bytes = Buffer.from(blob.content, "base64");
    const { width, height, exif, orientation } = await sharp(bytes).metadata();
    expect(bytes.length).toBeLessThanOrEqual(512_000);
    expect([height > width, exif, orientation]).toEqual([true, undefined, undefined]);
  });

  it("that no browser can read is refused, with advice", async () => {
    await page.getByRole("button", { name: "换一张图片" }).first().click();
    const input = page.locator("input[type=file]").first();
    await input.setInputFiles({
      name: "a.heic",
      mimeType: "image/heic",
      buffer: Buffer.alloc(600_000, 1),
    });
    await page.locator("#photo-note").getByText("请导出为 JPEG 或 WebP").waitFor();
  });
});
