import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { boardApp } from "../../src/counter/board/app.ts";
import { type BoardServer, serveBoard } from "../../src/counter/board/serve.ts";
import { takeIn } from "../../src/counter/take-in.ts";
import { createView } from "../../src/counter/view.ts";
import { readFiles } from "../../src/orders/intake/read.ts";
import { type Desk, openDesk } from "../counter/desk.ts";
import { openBrowser } from "./browser.ts";

let desk: Desk;
let server: BoardServer;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  desk = await openDesk();
  const bytes = readFileSync("src/studio/demo-orders.csv");
  const { sightings, quarantined } = readFiles([{ name: "demo-orders.csv", bytes }]);
  expect(quarantined).toEqual([]);
  await takeIn(desk.counter, sightings, { via: "import", actor: "import" });
  server = await serveBoard(boardApp(desk.counter, createView(desk.counter)), 0);
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 375, height: 800 } });
  page.on("pageerror", (error) => {
    throw error;
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await desk?.close();
});

it("a clerk works through the morning's orders on a telephone", async () => {
  await page.goto(`${server.origin}/`);
  await page.getByText("4 个订单").waitFor();
  expect(await page.getByRole("button", { name: "已联系上" }).first().isDisabled()).toBe(true);
  await page.getByLabel("办理人").fill("小王");
  await page.getByRole("button", { name: "确定" }).click();

  const order = page.getByRole("article", { name: "310000000000000003" });
  await order.getByText("联系还剩").waitFor();
  const before = await order.locator("time").first().textContent();
  await expect.poll(() => order.locator("time").first().textContent()).not.toBe(before);
  await order.getByRole("button", { name: "已联系上" }).click();
  await order.getByText("联系按时").waitFor();
  await order.getByLabel("备注内容").fill("周末送到");
  await order.getByRole("button", { name: "加备注" }).click();
  await order.getByRole("button", { name: "已确认" }).click();
  await order.getByText("移交还剩").waitFor();
  await order.getByText("详情").click();
  await order.getByText("备注：小王").waitFor();

  await page.getByRole("link", { name: /可移交/ }).click();
  await page.getByText("1 个订单").waitFor();
  await order.getByRole("button", { name: "已移交" }).click();
  await page.getByText("这里没有订单。").waitFor();

  await page.getByRole("searchbox").fill("演示收货人丙");
  await page.getByRole("button", { name: "查找" }).click();
  await page.getByText("1 个订单").waitFor();
  await order.getByRole("button", { name: "已发货" }).click();
  await order.getByText("已发货").first().waitFor();
});

it("fits the narrow screen, names everything it shows, and stops no one with a keyboard", async () => {
  await page.goto(`${server.origin}/orders/`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(375);
  const nameless = await page.evaluate(
    () =>
      [...document.querySelectorAll("button, a, input:not([type=hidden])")].filter((one) => {
        const labels = one instanceof HTMLInputElement ? [...(one.labels ?? [])] : [];
        const words = [
          one.textContent,
          one.getAttribute("aria-label"),
          ...labels.map((l) => l.textContent),
        ];
        return !words.some((word) => word?.trim());
      }).length,
  );
  expect(nameless).toBe(0);
  const small = await page.evaluate(
    () =>
      [...document.querySelectorAll("button")].filter(
        (one) => one.offsetHeight > 0 && one.offsetHeight < 44,
      ).length,
  );
  expect(small).toBe(0);
});

it("shows an order that came meanwhile without being asked", async () => {
  await page.goto(`${server.origin}/orders/`);
  await page.getByText("3 个订单").waitFor();
  const bytes = readFileSync("src/studio/demo-orders.csv");
  const { sightings } = readFiles([{ name: "demo-orders.csv", bytes }]);
  const [first] = sightings;
  if (!first) throw new Error("the demo is empty");
  const fresh = { ...first, order: { ...first.order, id: "310000000000000099" } };
  await takeIn(desk.counter, [fresh], { via: "import", actor: "import" });
  await page.getByText("310000000000000099").waitFor({ timeout: 30_000 });
});
