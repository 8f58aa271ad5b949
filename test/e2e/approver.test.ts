import { readFileSync, statSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeOn, sidewaysScroll, smallTargets } from "./axe.ts";
import { openStage, type Stage, signInWith } from "./stage.ts";

const repo = { owner: "qinghe", repo: "website" };
const phone = { width: 375, height: 812 };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const desk = (page: Page) => page.locator("#desk");
const button = (page: Page, name: string) => desk(page).getByRole("button", { name, exact: true });
const address = (search: string) => `${stage.studio.origin}/admin/review/${search}`;
const open = async (page: Page, number: number) => {
  await page.goto(address(`?pr=${number}`));
  await desk(page).locator(".words .entry, .words p").first().waitFor();
};
const approve = async (login: string, number: number) => {
  await stage.octokit(login).rest.pulls.createReview({
    ...{ ...repo, pull_number: number },
    event: "APPROVE",
  });
  await stage.decided();
};
const reviewsOf = async (number: number, login: string) => {
  const at = { ...repo, pull_number: number };
  const { data } = await stage.octokit("ed").rest.pulls.listReviews(at);
  return data.filter((one) => one.user?.login === login).map((one) => one.state);
};

const home = readFileSync("content/pages/home.md", "utf8");
const cheaper = (name: string, price: number) => ({
  [`content/products/${name}.md`]: readFileSync(`content/products/${name}.md`, "utf8").replace(
    /price: \d+/,
    `price: ${price}`,
  ),
});

describe("a vice president on a phone, between two meetings", () => {
  let page: Page;
  const numbers: number[] = [];
  beforeAll(async () => {
    const changes = {
      首页换大标题: { "content/pages/home.md": home.replace("把日子过得踏实", "好好过日子") },
      编辑手册: { "docs/handbook.md": "# 编辑手册\n" },
    };
    for (const [title, files] of Object.entries(changes))
      numbers.push(await stage.propose("dora", title, files));
    await stage.decided();
    for (const number of numbers) await approve("wendy", number);
    await stage.propose("ed", "竹杯调价", cheaper("bamboo-cup", 4290));
    await stage.decided();
    page = await stage.reviewer("walt", phone);
  });

  it("sees first what waits for him: what, from whom, since when", async () => {
    const mine = desk(page).locator("section").first();
    await mine.getByRole("heading", { name: "等我签字 2" }).waitFor();
    const card = mine.getByRole("listitem").filter({ hasText: "首页换大标题" });
    expect(await card.textContent()).toMatch(
      /修改页面：首页版面[\s\S]*版面改版[\s\S]*朵拉 提交[\s\S]*轮到您签字/,
    );
    expect(await page.title()).toBe("(2) 审批台 · 会签");
    const others = desk(page).locator("section").nth(1);
    expect(await others.textContent()).toMatch(/竹杯调价[\s\S]*等待 保罗（产品部门领导） 或 皮雅/);
  });

  it("is told so on the start page, too, and on every page's bar", async () => {
    const badge = page.locator("#identity").getByLabel("2 项等您签字");
    await badge.waitFor();
    await page.goto(`${stage.studio.origin}/admin/`);
    await page.getByRole("link", { name: "有 2 项等您签字，去看看" }).click();
    await desk(page).getByRole("heading", { name: "等我签字 2" }).waitFor();
  });

  it("reads what changed in words, and looks at the page before and after, one at a time", async () => {
    await desk(page).getByText("首页换大标题").click();
    const entry = desk(page).locator(".entry");
    await entry.getByText("把日子过得踏实").waitFor();
    expect(await entry.textContent()).toMatch(/大标题[\s\S]*把日子过得踏实 → 好好过日子/);
    const [before, after] = ["现在的页面", "批准后的页面"].map((title) =>
      page.locator(`iframe[title="${title}"]`),
    );
    await after?.waitFor({ timeout: 90_000 });
    expect(await before?.isVisible()).toBe(false);
    await page.frameLocator('iframe[title="批准后的页面"]').getByText("好好过日子").waitFor();
    await desk(page).getByLabel("现在的页面").check();
    expect([await before?.isVisible(), await after?.isVisible()]).toEqual([true, false]);
  });

  it("signs, and signs the next one, without the page being loaded again", async () => {
    await page.evaluate(() => {
      document.body.dataset.kept = "yes";
    });
    await button(page, "签字同意").dblclick();
    const next = desk(page).getByRole("link", { name: "下一项：编辑手册" });
    await next.waitFor();
    await expect.poll(() => next.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await desk(page).getByRole("heading", { name: "编辑手册" }).waitFor();
    await button(page, "签字同意").click();
    await desk(page).getByText("没有等您签字的变更了。").waitFor();
    await stage.decided();
    await desk(page).getByText("已签字，下一位：葛蕾（总经理）。").waitFor({ timeout: 20_000 });
    expect(await button(page, "退回修改").isEnabled()).toBe(true);
    expect(await page.evaluate(() => document.body.dataset.kept)).toBe("yes");
    for (const number of numbers) expect(await reviewsOf(number, "walt")).toEqual(["APPROVED"]);
  });

  it("finds in the records who signed what, in which order, for the file", async () => {
    const [, handbook = 0] = numbers;
    await approve("grace", handbook);
    await desk(page).getByRole("link", { name: "签字记录" }).click();
    const row = desk(page).getByRole("row").filter({ hasText: "编辑手册" });
    await row.waitFor();
    const signed = await row.locator(".signatures li").allInnerTexts();
    expect(signed.map((line) => line.split(" ")[1])).toEqual([
      "温蒂（网站部门领导）",
      "沃特（分管领导）",
      "葛蕾（总经理）",
    ]);
    await row.getByRole("link", { name: "编辑手册" }).click();
    await desk(page)
      .getByRole("heading", { name: `变更签字单（第 ${handbook} 号）` })
      .waitFor();
    await page.emulateMedia({ media: "print" });
    for (const said of ["打印于", "青禾生活用品有限公司"])
      expect(await desk(page).getByText(said).isVisible()).toBe(true);
    expect(await page.locator(".identity, .pages").first().isVisible()).toBe(false);
    const sheet = await page.pdf({ format: "A4" });
    expect(sheet.length).toBeGreaterThan(1000);
    await page.emulateMedia({ media: "screen" });
  });
});

describe("a product lead at a desk", () => {
  let page: Page;
  let number = 0;
  const reason = "请核对价格依据";
  const writeReason = async () => {
    await button(page, "退回修改").click();
    await page.getByLabel("退回原因").fill(reason);
  };
  beforeAll(async () => {
    number = await stage.propose("ed", "竹杯下架", {
      "content/products/bamboo-cup-kids.md": readFileSync(
        "content/products/bamboo-cup-kids.md",
        "utf8",
      )
        .replace("stock: in_stock", "stock: sold_out")
        .replace(/price: \d+/, "price: 4290"),
    });
    await stage.decided();
    page = await stage.reviewer("paul");
  });

  it("hears by the title and a badge that something has come", async () => {
    await expect.poll(() => page.title()).toBe("(2) 审批台 · 会签");
    await desk(page).getByRole("link", { name: "新到，2 项新到" }).click();
    await desk(page).getByRole("heading", { name: "新轮到您 2" }).waitFor();
    await desk(page).getByRole("link", { name: "待办" }).click();
    await desk(page).getByRole("link", { name: "新到", exact: true }).waitFor();
  });

  it("has pictures of the page before and after made, in full and in his own browser", async () => {
    await open(page, number);
    await page.frameLocator('iframe[title="批准后的页面"]').getByText("¥42.90").waitFor({
      timeout: 90_000,
    });
    await button(page, "生成前后截图").click();
    const shots = desk(page).locator(".shot");
    await expect.poll(() => shots.count(), { timeout: 30_000 }).toBe(2);
    for (const shot of await shots.all())
      expect(
        await shot.evaluate((one) => (one instanceof HTMLImageElement ? one.naturalWidth : 0)),
      ).toBe(1280);
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      desk(page).getByRole("link", { name: "保存图片" }).last().click(),
    ]);
    expect(saved.suggestedFilename()).toBe(`第${number}号-批准后的页面.png`);
    expect(statSync(await saved.path()).size).toBeGreaterThan(30_000);
  });

  it("does not sign what he has not seen", async () => {
    await open(page, number);
    await stage.amend("ed", "竹杯下架", cheaper("bamboo-cup-kids", 4390));
    await button(page, "签字同意").click();
    await desk(page).getByText("内容刚被改过，已为您刷新").waitFor();
    await desk(page).getByText("¥43.90").waitFor();
    expect(await reviewsOf(number, "paul")).toEqual([]);
    await stage.decided();
  });

  it("keeps his reason while the network is gone, and sends it once", async () => {
    await open(page, number);
    await writeReason();
    await page.context().setOffline(true);
    await button(page, "确认退回").click();
    await desk(page).getByText("连不上服务器").first().waitFor();
    expect(await page.getByLabel("退回原因").inputValue()).toBe(reason);
    await page.context().setOffline(false);
    await button(page, "确认退回").dblclick();
    await desk(page).getByText("已退回，编辑会看到您写的原因").waitFor();
    await stage.decided();
    expect(await reviewsOf(number, "paul")).toEqual(["CHANGES_REQUESTED"]);
    await desk(page).locator(".verdict.rejected").getByText(reason).waitFor({ timeout: 20_000 });
  });

  it("gets it back when it was mended, at the top of his list, and signs it", async () => {
    await page.reload();
    await desk(page).getByText("您已退回").waitFor();
    await stage.amend("ed", "竹杯下架", {
      "content/products/bamboo-cup-kids.md": readFileSync(
        "content/products/bamboo-cup-kids.md",
        "utf8",
      ).replace("stock: in_stock", "stock: sold_out"),
    });
    await stage.decided();
    await desk(page).getByRole("link", { name: "待办" }).click();
    const mine = desk(page).locator("section").filter({ hasText: "等我签字" });
    await mine.getByText("竹杯下架").click({ timeout: 40_000 });
    await button(page, "签字同意").click();
    await desk(page)
      .getByText(/签字已齐|已上线/)
      .first()
      .waitFor();
    await stage.decided();
    const { data } = await stage.octokit("ed").rest.pulls.get({ ...repo, pull_number: number });
    expect(data.merged).toBe(true);
  });

  it("keeps his reason when the sign-in has expired, over a reload too", async () => {
    const [other] = (await stage.octokit("ed").rest.pulls.list(repo)).data.filter(
      (one) => one.title === "竹杯调价",
    );
    await open(page, other?.number ?? 0);
    await writeReason();
    const { token, user } = stage.studio.forge.forge.store;
    const paul = user.find((one) => one.login === "paul");
    for (const one of token.filter(({ userId }) => userId === paul?.id)) token.remove(one.id);
    await button(page, "确认退回").click();
    await desk(page).getByText("登录已过期").first().waitFor();
    await page.reload();
    await signInWith(page, "paul", button(page, "登录"));
    await button(page, "退回修改").click();
    expect(await page.getByLabel("退回原因").inputValue()).toBe(reason);
  });
});

describe("every page of the desk", () => {
  const pages = ["", "?pr=1", "?pr=3", "?page=notices", "?page=records", "?page=record&pr=2"];

  it.each([
    ["light", { width: 1280, height: 900 }],
    ["dark", phone],
  ] as const)(
    "%s: axe finds nothing, nothing stands out at the side, all is large enough",
    async (colorScheme, viewport) => {
      const page = await stage.reviewer("paul", viewport);
      await page.emulateMedia({ colorScheme });
      for (const search of [...pages, "?page=deputies"]) {
        await page.goto(address(search));
        await desk(page).locator("h1").waitFor();
        await page.waitForLoadState("networkidle");
        expect(await axeOn(page), search).toEqual([]);
        expect(await sidewaysScroll(page), search).toBeLessThanOrEqual(0);
        expect(await smallTargets(page), search).toEqual([]);
      }
    },
  );
});
