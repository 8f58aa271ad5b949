import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

/** Types a whole product, photo apart, into the open form of Decap. */
export async function fillProduct(
  page: Page,
  title = "棉麻桌布",
  slug = "linen-tablecloth",
): Promise<void> {
  const fill = (label: string, value: string) =>
    page.getByLabel(label, { exact: true }).fill(value);
  await fill("产品名称", title);
  await fill("网址名", slug);
  await fill("货号", "QH-CLT-20");
  await choose(page, "类别", "餐桌");
  await fill("价格（元）", "128.5");
  await fill("单位", "块");
  await fill("规格", "140 × 180 cm，棉 55% 麻 45%");
  await fill("一句话介绍", "耐洗耐磨，越用越软。");
  await fill("主图说明", "铺在餐桌上的米色棉麻桌布");
  await page.getByLabel("核对日期").fill("2026-11-20");
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

/** Chooses a photo with a Chinese name and a blank in it. */
export async function uploadPhoto(page: Page): Promise<void> {
  await page.getByRole("button", { name: "选择图片" }).first().click();
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({
      name: "桌布 实拍.jpg",
      mimeType: "image/jpeg",
      buffer: readFileSync("content/media/products/cotton-towel.jpg"),
    });
  await page.getByRole("button", { name: "使用选中的文件" }).click();
}
