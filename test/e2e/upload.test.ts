import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillProduct } from "./product-form.ts";
import { openStage, type Stage } from "./stage.ts";

const repo = { owner: "qinghe", repo: "website" };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const choose = async (page: Page, name: string, buffer: Buffer) => {
  const isFilm = name.endsWith(".mp4");
  const button = isFilm ? /选择文件|换一个文件/ : /选择图片|换一张图片/;
  await page.getByRole("button", { name: button }).first().click();
  const file = { name, mimeType: isFilm ? "video/mp4" : "image/jpeg", buffer };
  await page.locator("input[type=file]").first().setInputFiles(file);
  await page.getByRole("button", { name: "使用选中的文件" }).click();
};
const save = (page: Page) => page.getByRole("button", { name: "保存", exact: true }).click();
const saved = (page: Page) =>
  page.getByRole("button", { name: "状态：草稿" }).waitFor({ timeout: 60_000 });
const openPulls = async () => (await stage.octokit("ed").rest.pulls.list(repo)).data;
const filesOf = async (number: number) => {
  const { data } = await stage.octokit("ed").rest.pulls.listFiles({ ...repo, pull_number: number });
  return data.map((file) => file.filename);
};
const begin = async (page: Page, title: string, slug: string) => {
  await page.goto(`${stage.studio.origin}/admin/edit/#/collections/products/new`);
  await page.reload();
  await fillProduct(page, title, slug);
};
/** Bytes a second that the line carries upwards. */
const slow = async (page: Page, uploadThroughput: number) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 20,
    downloadThroughput: -1,
    uploadThroughput,
  });
};
/** The next large upload breaks off when told to: Chromium lets pass what is under way when it goes offline. */
const breakOnce = async (page: Page) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let broken = false;
  await page.route("**/git/blobs", async (route) => {
    const isLarge = (route.request().postDataBuffer()?.length ?? 0) > 1_000_000;
    if (!isLarge || broken) return route.continue();
    broken = true;
    await promise;
    await route.abort("internetdisconnected");
  });
  return resolve;
};

describe("a large file over a slow line", () => {
  let page: Page;
  let uploads = 0;

  it("shows how far it is, and is not given up after Decap's minute", async () => {
    page = await stage.editor("ed");
    page.on("dialog", (dialog) => void dialog.accept());
    page.on("request", (request) => {
      const size = request.postDataBuffer()?.length ?? 0;
      if (request.url().endsWith("/git/blobs") && size > 1_000_000) uploads += 1;
    });
    await page.clock.install();
    await begin(page, "大图桌布", "large-photo");
    await choose(page, "主图.jpg", randomBytes(2000));
    await choose(page, "铺桌布.mp4", randomBytes(1_500_000));
    await slow(page, 250_000);
    await save(page);
    const bar = page.locator("#note progress");
    const sent = async () => Number(await bar.getAttribute("value"));
    await expect.poll(sent, { timeout: 20_000 }).toBeGreaterThan(0);
    await page.getByText(/正在上传 \d\.\d \/ \d\.\d MB/).waitFor();
    await page.clock.fastForward("01:05");
    const before = await sent();
    await expect.poll(sent, { timeout: 20_000 }).toBeGreaterThan(before);
    await saved(page);
    expect(uploads).toBe(1);
    expect(await openPulls()).toHaveLength(1);
  });

  it("that breaks off goes on by itself when the line is back, with one pull request", async () => {
    await choose(page, "叠桌布.mp4", randomBytes(1_500_000));
    uploads = 0;
    const cut = await breakOnce(page);
    await save(page);
    await page.getByText(/正在上传/).waitFor();
    await page.context().setOffline(true);
    cut();
    await page.getByText(/上传到 \d+% 时网络断了。您写的内容和选的文件都在/).waitFor();
    await page.context().setOffline(false);
    const files = async () => (await filesOf((await openPulls())[0]?.number ?? 0)).join();
    await expect.poll(files, { timeout: 60_000 }).toContain("叠桌布");
    expect(uploads).toBe(2);
    expect(await openPulls()).toHaveLength(1);
  });
});

describe("two pictures of one name", () => {
  it("both stay: neither entry's picture takes the other's place", async () => {
    const page = await stage.editor("cora");
    page.on("dialog", (dialog) => void dialog.accept());
    for (const [title, slug] of [
      ["第一块布", "first-cloth"],
      ["第二块布", "second-cloth"],
    ] as const) {
      await begin(page, title, slug);
      await choose(page, "IMG_0001.jpg", randomBytes(2000));
      await save(page);
      await saved(page);
    }
    const pulls = (await openPulls()).filter((pull) => pull.head.ref.endsWith("-cloth"));
    const files = await Promise.all(pulls.map((pull) => filesOf(pull.number)));
    const pictures = files.flat().filter((name) => name.endsWith(".jpg"));
    expect(pictures).toHaveLength(2);
    expect(new Set(pictures).size).toBe(2);
  });
});
