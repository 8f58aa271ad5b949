import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillProduct, uploadPhoto } from "./product-form.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const desk = (page: Page) => page.locator("#desk");
const open = async (page: Page, number: number) => {
  await page.goto(`${stage.studio.origin}/admin/review/?pr=${number}`);
  await desk(page).locator(".verdict").waitFor();
};
const sign = async (page: Page) => {
  await desk(page).getByRole("button", { name: "签字同意" }).click();
};
const openNumbers = async () => {
  const { data } = await stage.octokit("ed").rest.pulls.list({ owner: "qinghe", repo: "website" });
  return data.map((pull) => pull.number);
};

describe("an editor's change becomes a live page only through the signatures", () => {
  let number = 0;

  it("the editor adds a product with a photo in Decap, in Chinese, and sends it to review", async () => {
    const page = await stage.editor("ed");
    await page.getByText("新增产品", { exact: true }).click();
    await fillProduct(page);
    await uploadPhoto(page);
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await page.getByRole("button", { name: "状态：草稿" }).click();
    await page.getByRole("menuitem", { name: "审批中" }).click();
    await page.getByRole("button", { name: "状态：审批中" }).waitFor();
    number = (await openNumbers())[0] ?? 0;
    expect(number).toBeGreaterThan(0);
  });

  it("the pull request's approval check says in Chinese who must sign next", async () => {
    await stage.studio.idle();
    const rest = stage.octokit("ed").rest;
    const { data: pull } = await rest.pulls.get({
      owner: "qinghe",
      repo: "website",
      pull_number: number,
    });
    const { data } = await rest.checks.listForRef({
      owner: "qinghe",
      repo: "website",
      ref: pull.head.sha,
      check_name: "approval",
    });
    const [run] = data.check_runs;
    expect(run?.status).toBe("in_progress");
    expect(`${run?.output.title}${run?.output.summary}`).toMatch(/保罗.*皮雅/s);
  });

  it("is not there for visitors yet, and the review desk shows it before and after", async () => {
    const answer = await fetch(`${stage.studio.origin}/products/linen-tablecloth/`);
    expect(answer.status).toBe(404);
    const page = await stage.reviewer("paul");
    await open(page, number);
    const preview = page.frameLocator('iframe[title="批准后的页面"]');
    await preview.getByRole("heading", { name: "棉麻桌布" }).waitFor({ timeout: 60_000 });
    await preview.getByText("¥128.50").waitFor();
  });

  it("the product lead signs, the gate merges, and the page and its picture are live", async () => {
    const page = await stage.reviewer("paul");
    await open(page, number);
    await sign(page);
    await desk(page).getByText("已上线").waitFor({ timeout: 60_000 });
    await stage.studio.idle();
    await page.goto(`${stage.studio.origin}/products/linen-tablecloth/`);
    await page.getByRole("heading", { name: "棉麻桌布" }).waitFor();
    const width = await page
      .getByAltText("铺在餐桌上的米色棉麻桌布")
      .evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0));
    expect(width).toBeGreaterThan(0);
    const live = stage.printed.find((line) => line.includes("从最后一个签字到页面可见"));
    expect(live).toMatch(/可见 \d+\.\d 秒/);
    console.log(live);
  });
});

const home = (title: string) =>
  readFileSync("content/pages/home.md", "utf8").replace("把日子过得踏实", title);

describe("a redesign takes lead, vice president and general manager, in that order", () => {
  let number = 0;
  beforeAll(async () => {
    number = await stage.propose("dora", "首页改版", { "content/pages/home.md": home("新的开始") });
    await stage.studio.idle();
  });

  it("the general manager's early signature does not count, and the desk says why", async () => {
    await stage.octokit("grace").rest.pulls.createReview({
      owner: "qinghe",
      repo: "website",
      pull_number: number,
      event: "APPROVE",
    });
    await stage.studio.idle();
    const page = await stage.reviewer("grace");
    await open(page, number);
    await desk(page)
      .locator(".ignored")
      .getByText(/葛蕾.*不计入/)
      .waitFor();
    expect(await desk(page).getByRole("button", { name: "签字同意" }).count()).toBe(0);
  });

  it("neither the author nor somebody else can sign", async () => {
    for (const [login, said] of [
      ["dora", "自己提交的变更"],
      ["ed", "不在这项变更的签字名单里"],
    ] as const) {
      const page = await stage.reviewer(login);
      await open(page, number);
      await desk(page).getByText(said).waitFor();
      expect(await desk(page).getByRole("button", { name: "签字同意" }).count()).toBe(0);
    }
    const own = stage.octokit("dora").rest.pulls.createReview({
      owner: "qinghe",
      repo: "website",
      pull_number: number,
      event: "APPROVE",
    });
    await expect(own).rejects.toMatchObject({ status: 422 });
  });

  it("after a later edit the lead's signature does not count any more", async () => {
    const lead = await stage.reviewer("wendy");
    await open(lead, number);
    await sign(lead);
    await desk(lead).getByText("温蒂（网站部门领导） 已签").waitFor();
    await stage.amend("dora", "首页改版", { "content/pages/home.md": home("更新的开始") });
    await stage.studio.idle();
    await open(lead, number);
    await desk(lead)
      .locator(".ignored")
      .getByText(/温蒂.*签字之后内容改过/)
      .waitFor();
    expect(await desk(lead).getByRole("button", { name: "签字同意" }).isEnabled()).toBe(true);
  });

  it("a veto stops it, with the reason for everybody to read", async () => {
    const page = await stage.reviewer("walt");
    await open(page, number);
    await desk(page).getByRole("button", { name: "退回修改" }).click();
    await page.getByLabel("退回原因").fill("大标题请再想一想");
    await desk(page).getByRole("button", { name: "确认退回" }).click();
    await desk(page).getByText("大标题请再想一想").waitFor();
    await stage.studio.idle();
    await desk(page).locator(".verdict.rejected").waitFor();
  });

  it("goes live once lead, vice president and general manager have signed in turn", async () => {
    await stage.octokit("walt").rest.pulls.createReview({
      owner: "qinghe",
      repo: "website",
      pull_number: number,
      event: "APPROVE",
    });
    await stage.studio.idle();
    for (const login of ["wendy", "walt", "grace"]) {
      const page = await stage.reviewer(login);
      await open(page, number);
      await sign(page);
      await desk(page)
        .getByText(/已签字|已上线|正在更新网站/)
        .first()
        .waitFor();
      await stage.studio.idle();
    }
    const page = await (await fetch(`${stage.studio.origin}/`)).text();
    expect(page).toContain("更新的开始");
  });
});

describe("what goes wrong loses nothing", () => {
  it("two overlapping changes both survive their merges", async () => {
    const path = "content/pages/about.md";
    const before = await stage.published(path);
    const first = await stage.propose("ed", "简介开头", {
      [path]: before.replace("专注家用品的设计与销售。\n---", "专注家用品。\n---"),
    });
    const second = await stage.propose("cora", "简介结尾", {
      [path]: before.replace("都有记录可查。", "都有记录可查，随时可以核对。"),
    });
    for (const number of [first, second]) {
      await stage.studio.idle();
      await stage.octokit("wendy").rest.pulls.createReview({
        owner: "qinghe",
        repo: "website",
        pull_number: number,
        event: "APPROVE",
      });
      await stage.studio.idle();
    }
    const after = await stage.published(path);
    expect(after).toContain("专注家用品。\n---");
    expect(after).toContain("随时可以核对");
  });

  it("broken front matter is named in Chinese and cannot be merged", async () => {
    const number = await stage.propose("ed", "坏的产品", {
      "content/products/broken.md": "---\ntitle: [\n---\n",
    });
    await stage.studio.idle();
    await stage.octokit("paul").rest.pulls.createReview({
      owner: "qinghe",
      repo: "website",
      pull_number: number,
      event: "APPROVE",
    });
    await stage.studio.idle();
    const page = await stage.reviewer("paul");
    await open(page, number);
    await desk(page)
      .locator(".content")
      .getByText(/broken\.md/)
      .first()
      .waitFor();
    expect(await openNumbers()).toContain(number);
    expect((await fetch(`${stage.studio.origin}/`)).status).toBe(200);
  });

  it("nobody, not even the administrator, pushes to main past the signatures", async () => {
    const { git } = stage.octokit("adam").rest;
    const { data } = await git.getRef({ owner: "qinghe", repo: "website", ref: "heads/main" });
    const commit = await git.getCommit({
      owner: "qinghe",
      repo: "website",
      commit_sha: data.object.sha,
    });
    const made = await git.createCommit({
      owner: "qinghe",
      repo: "website",
      message: "绕过",
      tree: commit.data.tree.sha,
      parents: [data.object.sha],
    });
    const push = git.updateRef({
      owner: "qinghe",
      repo: "website",
      ref: "heads/main",
      sha: made.data.sha,
    });
    await expect(push).rejects.toMatchObject({ status: 422 });
  });
});
