import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillProduct, uploadPhoto } from "./product-form.ts";
import { openStage, type Stage } from "./stage.ts";

const repo = { owner: "qinghe", repo: "website" };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const home = async (page: Page) => {
  await page.goto(`${stage.studio.origin}/admin/`);
  await page.locator("#work h2").first().waitFor();
};
const card = (page: Page, title: string) => page.locator(".work").filter({ hasText: title });
const save = (page: Page) => page.getByRole("button", { name: "保存", exact: true }).click();
const openPull = async () => {
  const { data } = await stage.octokit("ed").rest.pulls.list(repo);
  expect(data).toHaveLength(1);
  return data[0];
};

describe("an editor finds on the start page what to do", () => {
  let page: Page;

  it("begins a product with one click, and is told at the form what happens next", async () => {
    page = await stage.editor("ed");
    await page.getByRole("link", { name: "新增产品", exact: true }).click();
    await page.locator("#note").getByText("写好后点“保存”会存成草稿").waitFor();
    await fillProduct(page, "桌布 1/2：“棉麻”🍵");
    await uploadPhoto(page);
    await save(page);
    await page.locator("#note").getByText("草稿，还没有提交审批").waitFor();
  });

  it("names the pull request as the editor named the product", async () => {
    expect((await openPull())?.title).toBe("新增产品：桌布 1/2：“棉麻”🍵");
  });

  it("finds the draft on the start page and hands it in there", async () => {
    await home(page);
    const draft = card(page, "新增产品：桌布 1/2");
    await draft.getByRole("button", { name: "提交审批" }).click();
    await page.getByText("已提交审批：新增产品：桌布 1/2").waitFor();
    // Until the gate has spoken it says so, and not what was true of the draft.
    expect(await page.locator("#work").textContent()).not.toContain("还是草稿");
    await draft.getByText(/等保罗（产品部门领导）或皮雅（产品部门领导）签字/).waitFor();
  });

  it("reads there who sent it back, when and why", async () => {
    await stage.octokit("paul").rest.pulls.createReview({
      ...repo,
      pull_number: (await openPull())?.number ?? 0,
      event: "REQUEST_CHANGES",
      body: "规格里请写明重量",
    });
    await stage.studio.idle();
    await home(page);
    const back = card(page, "新增产品：桌布 1/2");
    await back.getByText("保罗（产品部门领导）退回修改").waitFor();
    await back.getByText("规格里请写明重量").waitFor();
    await back.getByText(/保罗（产品部门领导） \d{4}-\d\d-\d\d \d\d:\d\d/).waitFor();
  });

  it("reads the reason at the entry itself, and after the fix whose turn it is", async () => {
    await card(page, "新增产品：桌布 1/2").getByRole("link", { name: "打开修改" }).click();
    const note = page.locator("#note");
    await note.getByText("规格里请写明重量").waitFor();
    await page.getByLabel("规格", { exact: true }).fill("140 × 180 cm，320 g");
    await save(page);
    await note.getByText("您已经改过，等保罗（产品部门领导）重新看").waitFor();
    await note.getByText("规格里请写明重量").waitFor();
  });

  it("cannot rename the address of what exists, nor take one that is taken", async () => {
    const name = page.getByLabel("网址名", { exact: true });
    expect(await name.getAttribute("readonly")).not.toBeNull();
    await home(page);
    await page.getByRole("link", { name: "新增产品", exact: true }).click();
    await fillProduct(page, "另一只杯子", "bamboo-cup");
    await uploadPhoto(page);
    await save(page);
    await page.getByText("网址名“bamboo-cup”已经用在“竹纤维随手杯”上").first().waitFor();
    expect((await openPull())?.head.ref).toBe("cms/products/linen-tablecloth");
  });
});

describe("the form helps", () => {
  let page: Page;

  it("with a name for the address, made of the name as it stands", async () => {
    page = await stage.editor("cora");
    await page.getByRole("link", { name: "新增产品", exact: true }).click();
    for (const [title, name] of [
      ["樱桃木黄油刀", "ying-tao-mu-huang-you-dao"],
      ["竹杯", "zhu-bei"],
    ] as const) {
      await page.getByLabel("产品名称", { exact: true }).focus();
      await page.getByLabel("产品名称", { exact: true }).fill(title);
      await page.getByRole("button", { name: "按名称生成" }).click();
      const address = page.getByLabel("网址名", { exact: true });
      await expect.poll(() => address.inputValue()).toBe(name);
    }
  });

  it("by bringing into sight what keeps it from being saved", async () => {
    await page.getByLabel("价格（元）", { exact: true }).fill("abc");
    await page.getByLabel("主图说明", { exact: true }).scrollIntoViewIfNeeded();
    await save(page);
    await page.getByText("有的内容没有填，或填得不对").waitFor();
    const first = page.locator('[class*="-ControlErrorsList"]').first();
    await expect
      .poll(async () => {
        const box = await first.boundingBox();
        return box !== null && box.y > 0 && box.y < 900;
      })
      .toBe(true);
    const price = page.getByText(/价格应是数字/);
    expect(await price.count()).toBe(1);
    expect(await page.getByText("价格（元）：必填").count()).toBe(0);
  });
});

describe("the finder", () => {
  let page: Page;
  const rows = () => page.locator(".finder .lines a").allTextContents();
  const find = (query: string) => page.getByRole("searchbox").fill(query);

  it("finds by two characters, by item number, and by the name in the address", async () => {
    page = await stage.editor("cora");
    await page.getByText(/共 \d+ 项/).waitFor();
    await find("砧板");
    await expect.poll(rows, { timeout: 10_000 }).toContain("双面砧板");
    await find("qh－cup－01");
    await expect.poll(rows, { timeout: 10_000 }).toEqual(["竹纤维随手杯"]);
    await find("bamboo kids");
    await expect.poll(rows, { timeout: 10_000 }).toEqual(["竹纤维儿童杯"]);
  });

  it("finds what visitors do not see: what is withdrawn, internal, or only a draft yet", async () => {
    await find("ceramic-bowl-red");
    await expect.poll(rows, { timeout: 10_000 }).not.toContain("ceramic-bowl-red");
    await find("公司邮箱");
    await expect.poll(rows, { timeout: 10_000 }).not.toEqual([]);
    await find("棉麻 🍵");
    await expect.poll(rows, { timeout: 10_000 }).toEqual(["新增产品：桌布 1/2：“棉麻”🍵"]);
  });

  it("opens the entry with one click", async () => {
    await find("竹纤维随手杯");
    await page.locator(".finder").getByRole("link", { name: "竹纤维随手杯", exact: true }).click();
    await page.getByLabel("产品名称", { exact: true }).waitFor();
    expect(await page.getByLabel("产品名称", { exact: true }).inputValue()).toBe("竹纤维随手杯");
  });
});

describe("addresses from before the start page", () => {
  it("still lead to Decap", async () => {
    const page = await stage.editor("ed");
    await page.goto(`${stage.studio.origin}/admin/#/collections/news`);
    await page.waitForURL("**/admin/edit/#/collections/news");
  });
});

describe("a draft that nobody wants any more", () => {
  it("is thrown away by its author, and its pull request closes", async () => {
    const page = await stage.editor("ed");
    page.on("dialog", (dialog) => void dialog.accept());
    await card(page, "新增产品：桌布 1/2").getByRole("link", { name: "打开修改" }).click();
    await page.getByRole("button", { name: "放弃这一项" }).click();
    const open = async () => (await stage.octokit("ed").rest.pulls.list(repo)).data.length;
    await expect.poll(open, { timeout: 20_000 }).toBe(0);
  });
});
