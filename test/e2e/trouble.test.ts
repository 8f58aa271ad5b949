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
const unit = (page: Page) => page.getByLabel("单位", { exact: true });
/** Everything that Decap keeps in this browser, as text. */
const keptDrafts = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open("localforage");
        opening.onsuccess = () => {
          const store = opening.result.transaction("keyvaluepairs").objectStore("keyvaluepairs");
          const reading = store.getAll();
          reading.onsuccess = () => resolve(JSON.stringify(reading.result));
        };
      }),
  );
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

describe("an answer that is no", () => {
  let page: Page;
  const answer = async (status: number, headers: Record<string, string> = {}) => {
    await page.unrouteAll();
    await page.route("**/git/blobs", (route) =>
      route.fulfill({ status, headers, json: { message: "API rate limit exceeded for user" } }),
    );
  };

  it.each([
    ["too many calls", 403, { "x-ratelimit-remaining": "0" }, "操作太频繁，请等几分钟再试"],
    ["too many calls, said otherwise", 429, {}, "操作太频繁，请等几分钟再试"],
    ["no permission", 403, {}, "您没有权限做这一步"],
  ] as const)("is said in Chinese at once: %s", async (_what, status, headers, said) => {
    page ??= await stage.editor("ed");
    if (!page.url().includes("/edit/")) {
      await page.goto(`${stage.studio.origin}/admin/edit/#/collections/products/entries/tea-set`);
      await unit(page).fill("组");
    }
    await answer(status, headers);
    await save(page);
    await page.getByText(said).first().waitFor();
    expect(
      await page
        .getByRole("alert")
        .allTextContents()
        .then((all) => all.join()),
    ).not.toMatch(/[A-Z]{3}/);
    expect(await unit(page).inputValue()).toBe("组");
  });

  it("and the text is offered again after the window was closed", async () => {
    await page.unrouteAll();
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.message());
      void dialog.accept();
    });
    // Decap keeps what was written two seconds after the last key.
    await expect.poll(() => keptDrafts(page), { timeout: 10_000 }).toContain("unit: 组");
    await page.reload();
    await expect.poll(() => unit(page).inputValue(), { timeout: 20_000 }).toBe("组");
    expect(asked).toContain("上次没有保存的内容还在，要恢复吗？（取消表示不要了）");
  });
});

describe("a save that is cut off in the middle", () => {
  it("is finished when the studio is back, with one pull request", async () => {
    const page = await stage.editor("cora");
    await page.goto(`${stage.studio.origin}/admin/edit/#/collections/news/new`);
    await page.getByLabel("标题", { exact: true }).fill("停电通知");
    await page.getByLabel("网址名", { exact: true }).fill("power-cut");
    await page.getByLabel("摘要", { exact: true }).fill("周六停电检修。");
    await page.getByRole("button", { name: "设为现在" }).first().click();
    // The branch is there, the pull request is not: the worst moment to stop.
    const stopped = page
      .waitForResponse((answer) => answer.url().endsWith("/git/refs") && answer.ok())
      .then(() => stage.stop());
    await page.route("**/pulls", async (route) => {
      if (route.request().method() === "POST") await stopped;
      await route.continue();
    });
    await save(page);
    await page.getByText("这次保存还差最后一步，会自动重试").waitFor();
    await stage.start();
    await saved(page);
    const pulls = (await openPulls()).filter((pull) => pull.head.ref === "cms/news/power-cut");
    expect(pulls.map((pull) => pull.title)).toEqual(["新增新闻：停电通知"]);
    expect(pulls[0]?.labels.map((label) => label.name)).toEqual(["decap-cms/draft"]);
  });

  it("whose answer was lost is not repeated", async () => {
    const page = await stage.editor("cora");
    await page.goto(`${stage.studio.origin}/admin/edit/#/collections/news/new`);
    await page.getByLabel("标题", { exact: true }).fill("送货延迟");
    await page.getByLabel("网址名", { exact: true }).fill("late-delivery");
    await page.getByLabel("摘要", { exact: true }).fill("下雪，送货晚一天。");
    await page.getByRole("button", { name: "设为现在" }).first().click();
    let lost = false;
    await page.route("**/pulls", async (route) => {
      if (lost || route.request().method() !== "POST") return route.continue();
      lost = true;
      await route.fetch();
      await route.abort();
    });
    await save(page);
    await saved(page);
    expect(lost).toBe(true);
    const pulls = (await openPulls()).filter((pull) => pull.head.ref === "cms/news/late-delivery");
    expect(pulls).toHaveLength(1);
  });

  it("by a closed window is made whole when the desk is opened next", async () => {
    const number = (await openPulls()).find(
      (pull) => pull.head.ref === "cms/news/power-cut",
    )?.number;
    const at = { ...repo, issue_number: number ?? 0 };
    await stage.octokit("cora").rest.issues.setLabels({ ...at, labels: [] });
    const page = await stage.editor("cora");
    await page.locator(".work").filter({ hasText: "停电通知" }).waitFor();
    const labels = async () => (await stage.octokit("cora").rest.issues.get(at)).data.labels;
    await expect
      .poll(async () => JSON.stringify(await labels()), { timeout: 20_000 })
      .toContain("decap-cms/draft");
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
