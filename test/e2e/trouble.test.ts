import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillProduct, uploadPhoto } from "./product-form.ts";
import { openStage, type Stage, signInWith } from "./stage.ts";

const repo = { owner: "qinghe", repo: "website" };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const openPulls = async () =>
  (await stage.octokit("ed").rest.pulls.list({ ...repo, state: "open" })).data;
const save = (page: Page) => page.getByRole("button", { name: "保存", exact: true }).click();
const saved = (page: Page) => page.getByRole("button", { name: "状态：草稿" }).waitFor();
const name = (page: Page) => page.getByLabel("产品名称", { exact: true });
const version = async () => (await fetch(`${stage.studio.origin}/version.json`)).text();

const draft = async () => {
  const { data } = await stage.octokit("ed").rest.repos.getContent({
    ...repo,
    path: "content/products/linen-tablecloth.md",
    ref: "cms/products/linen-tablecloth",
    mediaType: { format: "raw" },
  });
  return String(data);
};

describe("an editor in the middle of writing", () => {
  let page: Page;

  it("keeps the text while the forge is gone, and saves it once when it is back", async () => {
    page = await stage.editor("ed");
    await page.getByText("新增产品", { exact: true }).click();
    await fillProduct(page);
    await uploadPhoto(page);
    await stage.stop();
    await save(page);
    await page.getByText("连不上服务器。您写的内容还在本页").first().waitFor();
    expect(await name(page).inputValue()).toBe("棉麻桌布");
    await stage.start();
    expect(stage.printed.join()).toContain("继续上一次的工作");
    await save(page);
    await saved(page);
    expect((await openPulls()).map((pull) => pull.head.ref)).toEqual([
      "cms/products/linen-tablecloth",
    ]);
  });

  it("keeps the text when the sign-in has expired, and saves it after signing in again", async () => {
    const { token, user } = stage.studio.forge.forge.store;
    const ed = user.find((one) => one.login === "ed");
    for (const one of token.filter(({ userId }) => userId === ed?.id)) token.remove(one.id);
    await name(page).fill("亚麻桌布");
    await save(page);
    await page.getByText("登录已过期。您写的内容还在本页").first().waitFor();
    await signInWith(page, "ed", page.getByRole("button", { name: "换人" }));
    expect(await name(page).inputValue()).toBe("亚麻桌布");
    await save(page);
    await expect.poll(draft, { timeout: 30_000 }).toContain("title: 亚麻桌布");
    expect(await openPulls()).toHaveLength(1);
  });
});

describe("a designer with git", () => {
  const work = mkdtempSync(join(tmpdir(), "countersign-designer-"));
  const git = (...args: string[]) => promisify(execFile)("git", args, { cwd: work });
  const breakHomePage = () => {
    const page = join(work, "src/site/pages/index.astro");
    writeFileSync(page, readFileSync(page, "utf8").replace("---\n", "---\nthrow new Error();\n"));
  };
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it("clones with the printed address and cannot push to main", async () => {
    const line = stage.printed.findLast((one) => one.includes("git clone")) ?? "";
    await git(...line.trim().split(" ").slice(1), ".");
    breakHomePage();
    await git("commit", "--quiet", "--all", "--message", "首页换新版式");
    const push = git("push", "--quiet", "origin", "HEAD:main");
    await expect(push).rejects.toThrow(/protected branch|GH0/);
  });

  it("pushes a branch and sends it to review from the desk", async () => {
    await git("push", "--quiet", "origin", "HEAD:redesign");
    const page = await stage.reviewer("dora");
    const row = page.locator(".pushed").filter({ hasText: "首页换新版式" });
    await row.getByRole("button", { name: "发起审批" }).click();
    await page.locator("#desk .verdict").waitFor();
    expect((await openPulls()).map((pull) => pull.title)).toContain("首页换新版式");
  });

  it("breaks the build in spite of three signatures, and the old site stays", async () => {
    const pull = (await openPulls()).find((one) => one.title === "首页换新版式");
    const before = await version();
    for (const login of ["wendy", "walt", "grace"]) {
      await stage.studio.idle();
      await stage.octokit(login).rest.pulls.createReview({
        ...repo,
        pull_number: pull?.number ?? 0,
        event: "APPROVE",
      });
    }
    await stage.studio.idle();
    expect((await openPulls()).map((one) => one.title)).not.toContain("首页换新版式");
    expect(stage.printed.join("\n")).toContain("继续使用旧网站");
    expect(await version()).toBe(before);
    expect((await fetch(`${stage.studio.origin}/`)).status).toBe(200);
  });
});
