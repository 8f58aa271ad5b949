import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";

const repo = { owner: "qinghe", repo: "website" };
const path = "content/products/bamboo-cup.md";
const branch = "cms/products/bamboo-cup";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const open = async (login: string) => {
  const page = await stage.editor(login);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(`${stage.studio.origin}/admin/edit/#/collections/products/entries/bamboo-cup`);
  await unit(page).waitFor();
  return page;
};
const unit = (page: Page) => page.getByLabel("单位", { exact: true });
const summary = (page: Page) => page.getByLabel("一句话介绍", { exact: true });
const save = (page: Page) => page.getByRole("button", { name: "保存", exact: true }).click();
const saved = (page: Page) => page.getByRole("button", { name: "状态：草稿" }).waitFor();
const warning = (page: Page) => page.getByRole("dialog");
const draft = async () => {
  const { data } = await stage.octokit("ed").rest.repos.getContent({
    ...repo,
    path,
    ref: branch,
    mediaType: { format: "raw" },
  });
  return String(data);
};
const openPulls = async () => (await stage.octokit("ed").rest.pulls.list(repo)).data.length;

describe("two editors on one entry", () => {
  let ed: Page;
  let cora: Page;

  it("the second is warned before saving that the first has begun a draft", async () => {
    [ed, cora] = [await open("ed"), await open("cora")];
    await unit(ed).fill("个");
    await save(ed);
    await saved(ed);
    await summary(cora).fill("柯菈写的一句话。");
    await save(cora);
    await warning(cora)
      .getByText(/艾迪在 .* 也开始修改这一项/)
      .waitFor();
    const row = warning(cora).getByRole("row", { name: /单位/ });
    expect(await row.textContent()).toMatch(/单位\s*只\s*个/);
  });

  it("nothing is saved while she thinks, and her text stays in the form", async () => {
    await warning(cora).getByRole("button", { name: "先不保存" }).click();
    await cora.getByText("您选择了先不保存").first().waitFor();
    expect(await summary(cora).inputValue()).toBe("柯菈写的一句话。");
    expect(await draft()).not.toContain("柯菈");
  });

  it("she loads the other version and gets her text back on top of it", async () => {
    await save(cora);
    await warning(cora).getByRole("button", { name: "载入对方的版本" }).click();
    await cora.getByText("状态：草稿").waitFor();
    await expect.poll(() => summary(cora).inputValue()).toBe("柯菈写的一句话。");
  });

  it("knowingly she saves hers over it, and there is one pull request", async () => {
    await save(cora);
    await expect.poll(draft, { timeout: 20_000 }).toContain("柯菈写的一句话");
    expect(await openPulls()).toBe(1);
  });

  it("now the first is warned, sees who it was, and can overwrite knowingly", async () => {
    await unit(ed).fill("杯");
    await save(ed);
    await warning(ed)
      .getByText(/柯菈在 .* 保存了这一项的另一个版本/)
      .waitFor();
    await warning(ed).getByText("柯菈写的一句话。").waitFor();
    await warning(ed).getByRole("button", { name: "用我的覆盖" }).click();
    await expect.poll(draft, { timeout: 20_000 }).toContain("unit: 杯");
    await ed.getByText("尚未保存").waitFor({ state: "hidden" });
    expect(await openPulls()).toBe(1);
  });

  it("his own next save warns of nothing", async () => {
    await unit(ed).fill("套");
    await save(ed);
    await expect.poll(draft, { timeout: 20_000 }).toContain("unit: 套");
    expect(await warning(ed).count()).toBe(0);
  });
});

describe("a draft of a page that meanwhile changed on the site", () => {
  it("is not saved over it without a word", async () => {
    const page = await open("ed");
    const published = await stage.published(path);
    const number = await stage.propose("adam", "竹杯改价", {
      [path]: published.replace(/^price: \d+$/m, "price: 4200"),
    });
    await stage.studio.idle();
    await stage.octokit("paul").rest.pulls.createReview({
      ...repo,
      pull_number: number,
      event: "APPROVE",
    });
    await stage.studio.idle();
    expect(await stage.published(path)).toContain("price: 4200");
    await unit(page).fill("盒");
    await save(page);
    await warning(page)
      .getByText(/网站上的这一项在 .* 更新过/)
      .waitFor();
    await warning(page)
      .getByRole("row", { name: /价格（元）/ })
      .waitFor();
  });
});
