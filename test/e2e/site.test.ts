import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeOn, sidewaysScroll } from "./axe.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const go = (page: Page, path: string) => page.goto(`${stage.studio.origin}${path}`);

const pages = [
  "/",
  "/products/",
  "/products/bath/",
  "/products/bamboo-cup/",
  "/products/thermos-kids/",
  "/news/",
  "/news/2026-11-18-new-warehouse/",
  "/affairs/",
  "/affairs/2026-06-11-trade-fair/",
  "/jobs/",
  "/jobs/editor/",
  "/about/",
  "/contact/",
  "/nowhere/",
];

describe.each([
  ["a phone by day", 375, "light"],
  ["a desk at night", 1440, "dark"],
] as const)("on %s", (_where, width, colorScheme) => {
  let page: Page;
  beforeAll(async () => {
    page = await stage.visitor({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
  });

  it.each(pages)("%s is there for everybody, and never scrolls sideways", async (path) => {
    await go(page, path);
    expect(await axeOn(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  });
});

async function withoutScripts(): Promise<Page> {
  const browser = (await stage.visitor()).context().browser();
  const page = await browser?.newPage({ javaScriptEnabled: false });
  if (!page) throw new Error("there is no browser");
  return page;
}

describe("a visitor", () => {
  it("closes a floating advertisement, which stays closed on the next page", async () => {
    const page = await stage.visitor();
    await go(page, "/");
    const floating = page.locator(".banner.floating");
    await floating.getByRole("button", { name: /关闭/ }).click();
    await expect.poll(() => floating.isVisible()).toBe(false);
    await go(page, "/products/");
    expect(await floating.isVisible()).toBe(false);
  });

  it("has nothing in the way that only a script could close, where there are none", async () => {
    const page = await withoutScripts();
    await go(page, "/");
    const floating = page.locator(".banner.floating");
    expect(await floating.isVisible()).toBe(true);
    expect(await floating.getByRole("button").isVisible()).toBe(false);
    expect(await floating.evaluate((one) => getComputedStyle(one).position)).toBe("static");
  });

  it("keeps a floating advertisement closed where the browser stores nothing", async () => {
    const page = await stage.visitor();
    await page.addInitScript(() =>
      Object.defineProperty(window, "sessionStorage", {
        get: () => {
          throw new DOMException("denied", "SecurityError");
        },
      }),
    );
    await go(page, "/");
    const floating = page.locator(".banner.floating");
    await floating.getByRole("button", { name: /关闭/ }).click();
    await expect.poll(() => floating.isVisible()).toBe(false);
  });

  it("sees a banner from its first minute to its last, by the clock of Beijing", async () => {
    const page = await stage.visitor();
    const bar = page.locator(".banner.bar");
    await page.clock.setFixedTime(new Date("2026-11-17T23:59:00+08:00"));
    await go(page, "/");
    expect(await bar.isVisible()).toBe(false);
    await page.clock.setFixedTime(new Date("2026-11-18T00:00:00+08:00"));
    await go(page, "/");
    expect(await bar.isVisible()).toBe(true);
    await page.clock.setFixedTime(new Date("2027-03-31T23:59:59+08:00"));
    await go(page, "/");
    expect(await bar.isVisible()).toBe(false);
  });

  it.each([
    ["on a working day", "2026-11-26T08:50:00+08:00", "现在有人在线"],
    ["on a working day after hours", "2026-11-26T18:10:00+08:00", "现在不在线"],
    ["on a weekend that the rota names", "2026-11-28T10:00:00+08:00", "现在有人在线"],
    ["on New Year's Day", "2027-01-01T10:00:00+08:00", "现在不在线"],
  ])("reads whether somebody answers %s, wherever the visitor is", async (_when, time, said) => {
    const page = await stage.visitor();
    await page.clock.setFixedTime(new Date(time));
    await go(page, "/contact/");
    await page.locator("#service-now").getByText(said).waitFor();
  });

  it("reads everything without JavaScript: lists, categories, hours", async () => {
    const page = await withoutScripts();
    await go(page, "/products/");
    await page.getByRole("link", { name: "卫浴" }).click();
    await page.getByRole("heading", { name: "卫浴" }).waitFor();
    await go(page, "/contact/");
    await page.getByText("在线客服 08:50–18:10").first().waitFor();
    await page.close();
  });
});
