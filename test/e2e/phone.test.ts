import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeOn } from "./axe.ts";
import { fillProduct, uploadPhoto } from "./product-form.ts";
import { openStage, type Stage } from "./stage.ts";

const phone = { width: 375, height: 812 };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** What stands out at the right, of everything that one can see; a message on its way in does for a moment. */
const tooWide = (page: Page) =>
  page.evaluate(() => {
    const wide = [...document.querySelectorAll("body *")].filter((one) => {
      const { right, width } = one.getBoundingClientRect();
      return width > 0 && right > innerWidth + 1 && !one.closest(".scroll, [class*=Toolbar] svg");
    });
    const page = document.documentElement.scrollWidth > innerWidth ? ["the page itself"] : [];
    return [...page, ...wide.map((one) => one.outerHTML.slice(0, 120))];
  });

/** What a finger must hit and is smaller than 24 by 24; links within a sentence are exempt. */
const tooSmall = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        "a, button, select, summary, [role=button], [role=switch], input",
      ),
    ]
      .filter((one) => !one.matches('[type="file"], [role="combobox"], [aria-hidden="true"]'))
      .filter((one) => {
        const { width, height } = one.getBoundingClientRect();
        return width > 0 && height > 0 && (width < 23.5 || height < 23.5);
      })
      .map((one) => one.outerHTML.slice(0, 160)),
  );

describe("on a phone", () => {
  let page: Page;

  it("the start page has no sideways scroll, and every target is large enough", async () => {
    page = await stage.editor("ed", phone);
    await page.getByText(/共 \d+ 项/).waitFor();
    await expect.poll(() => tooWide(page)).toEqual([]);
    expect(await tooSmall(page)).toEqual([]);
  });

  it("neither has Decap's form, in which a product can be written and saved", async () => {
    await page.getByRole("link", { name: "新增产品", exact: true }).click();
    await fillProduct(page);
    await uploadPhoto(page);
    await expect.poll(() => tooWide(page)).toEqual([]);
    expect(await tooSmall(page)).toEqual([]);
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await page.locator("#note").getByText("草稿，还没有提交审批").waitFor();
    await expect.poll(() => tooWide(page)).toEqual([]);
    expect(await tooSmall(page)).toEqual([]);
  });

  it("and neither has Decap's list, nor its media window, nor the guide", async () => {
    await page.getByRole("button", { name: "换一张图片" }).first().click();
    await page.getByRole("button", { name: "上传" }).waitFor();
    await expect.poll(() => tooWide(page)).toEqual([]);
    await page.goto(`${stage.studio.origin}/admin/guide/`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
    await page.goto(`${stage.studio.origin}/admin/edit/#/collections/products`);
    await page.getByText("竹纤维随手杯").first().waitFor();
    await expect.poll(() => tooWide(page)).toEqual([]);
    expect(await tooSmall(page)).toEqual([]);
  });
});

describe("axe", () => {
  it.each(["light", "dark"] as const)(
    "finds nothing on the start page, %s",
    async (colorScheme) => {
      const page = await stage.editor("ed");
      await page.emulateMedia({ colorScheme });
      await page.getByText(/共 \d+ 项/).waitFor();
      expect(await axeOn(page)).toEqual([]);
      await page.goto(`${stage.studio.origin}/admin/guide/`);
      expect(await axeOn(page)).toEqual([]);
    },
  );

  it("finds nothing at Decap's form, as the desk corrects it", async () => {
    const page = await stage.editor("ed");
    await page.goto(`${stage.studio.origin}/admin/edit/#/collections/products/entries/tea-set`);
    await page.getByLabel("单位", { exact: true }).waitFor();
    await page.locator("#note").getByText("这是网站上的内容").waitFor();
    expect(await axeOn(page)).toEqual([]);
  });
});
