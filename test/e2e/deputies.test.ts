import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { codeowners } from "../../src/approval/codeowners.ts";
import { parsePolicy } from "../../src/approval/policy.ts";
import { openStage, type Stage } from "./stage.ts";

const repo = { owner: "qinghe", repo: "website" };
const phone = { width: 375, height: 812 };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const desk = (page: Page) => page.locator("#desk");
const button = (page: Page, name: string) => desk(page).getByRole("button", { name, exact: true });
const approve = async (login: string, number: number) => {
  await stage.decided();
  await stage.octokit(login).rest.pulls.createReview({
    ...{ ...repo, pull_number: number },
    event: "APPROVE",
  });
  await stage.decided();
};
/** `2026-12-01T09:00` on Beijing's clock, so many hours from now. */
const inHours = (hours: number) =>
  new Date(Date.now() + (hours + 8) * 3_600_000).toISOString().slice(0, 16);

describe("the vice president travels", () => {
  let walt: Page;
  let layout = 0;
  let number = 0;
  let link = "";

  beforeAll(async () => {
    const home = readFileSync("content/pages/home.md", "utf8");
    layout = await stage.propose("dora", "首页换大标题", {
      "content/pages/home.md": home.replace("把日子过得踏实", "好好过日子"),
    });
    await approve("wendy", layout);
    walt = await stage.reviewer("walt", phone);
  });

  it("wants to hand over, and is led to the form, since nobody stands in for him yet", async () => {
    await walt.goto(`${stage.studio.origin}/admin/review/?pr=${layout}`);
    await button(walt, "请副手处理").click();
    await desk(walt).getByText("现在没有生效的副手").waitFor();
    await desk(walt).getByRole("link", { name: "去设置代理" }).click();
    await desk(walt).getByRole("heading", { name: "设置代理" }).waitFor();
    expect(await walt.getByLabel("职责").inputValue()).toBe("vp:web");
    expect(await walt.getByLabel("由谁授权").inputValue()).toBe("walt");
  });

  it("may not propose what he alone would have to sign, and gets a link for a colleague", async () => {
    await desk(walt).getByText("会回到您这里签字").waitFor();
    await desk(walt).getByText("请填写“副手”").waitFor();
    expect(await walt.getByLabel("给同事的链接").count()).toBe(0);
    await walt.getByLabel("副手").selectOption("cora");
    await walt.getByLabel("开始（北京时间）").fill(inHours(-1));
    await walt.getByLabel("结束（北京时间）").fill(inHours(72));
    await walt.getByLabel("事由").fill("出差");
    await desk(walt).getByText("您是“网站分管领导”这一级唯一的签字人").waitFor();
    link = await walt.getByLabel("给同事的链接").inputValue();
    expect(new URL(link).searchParams.get("to")).toBe("cora");
  });

  it("the colleague sends it, with all that is derived from the policy", async () => {
    const adam = await stage.reviewer("adam");
    await adam.goto(link);
    await adam.getByLabel("结束（北京时间）").fill(inHours(-2));
    await desk(adam).getByText("结束时间应晚于开始时间").waitFor();
    await button(adam, "提交审批").click();
    await desk(adam).getByText("还不能提交").waitFor();
    await adam.getByLabel("结束（北京时间）").fill(inHours(72));
    await button(adam, "提交审批").dblclick();
    await desk(adam).getByText("代理：柯菈 代 沃特（网站分管领导）").first().waitFor();
    await desk(adam).locator(".entry").getByText("事由：出差").waitFor();
    const { data } = await stage.octokit("ed").rest.pulls.list(repo);
    const sent = data.filter((one) => one.title.startsWith("代理：柯菈"));
    expect(sent).toHaveLength(1);
    number = sent[0]?.number ?? 0;
    await stage.decided();
    await desk(adam).getByRole("link", { name: "代理", exact: true }).click();
    const asked = desk(adam).locator("section", { hasText: "等待签字的设置" });
    await asked.getByRole("link", { name: "代理：柯菈 代 沃特（网站分管领导）" }).waitFor();
    await asked.getByText("等 温蒂（网站部门领导） 签字").waitFor();
    for (const login of ["wendy", "walt", "grace"]) await approve(login, number);
    const parsed = parsePolicy(parse(await stage.published(".github/approval.yml")));
    expect(parsed.ok && codeowners(parsed.policy)).toBe(
      await stage.published(".github/CODEOWNERS"),
    );
  });

  it("everybody sees who stands in for whom until when", async () => {
    const ed = await stage.reviewer("ed", phone);
    await desk(ed).getByRole("link", { name: "代理" }).click();
    const windows = desk(ed).locator(".window");
    await windows.getByText("柯菈（企业文化专员） 代 沃特（分管领导）").waitFor();
    expect(await windows.textContent()).toMatch(/职责：网站分管领导[\s\S]*起至[\s\S]*事由：出差/);
  });

  it("he hands over, and the deputy is asked and told, once", async () => {
    await stage.studio.gate.sweep();
    await stage.decided();
    await walt.goto(`${stage.studio.origin}/admin/review/?pr=${layout}`);
    await button(walt, "请副手处理").click();
    await button(walt, "请 柯菈 处理").click();
    await desk(walt).getByText("已请 柯菈 处理。").waitFor();
    await desk(walt)
      .locator(".history")
      .getByText("请副手 柯菈（企业文化专员） 代为处理")
      .waitFor();
    const { rest } = stage.octokit("cora");
    const { data: pull } = await rest.pulls.get({ ...repo, pull_number: layout });
    expect(pull.requested_reviewers?.map((one) => one.login)).toContain("cora");
    const { data } = await rest.issues.listComments({ ...repo, issue_number: layout });
    expect(data.filter((one) => one.body?.includes("@cora"))).toHaveLength(1);
  });

  it("the deputy signs in his stead, and the history of main says so", async () => {
    const cora = await stage.reviewer("cora", phone);
    const mine = desk(cora).locator("section").first();
    await mine.getByText("轮到您签字（您是副手，代 沃特）").waitFor();
    await mine.getByText("首页换大标题").click();
    await desk(cora).getByText("沃特 请您代为处理").waitFor();
    await button(cora, "签字同意").click();
    await desk(cora)
      .getByText(/已签字[。，]/)
      .waitFor();
    await stage.decided();
    await desk(cora)
      .locator(".chain")
      .getByText(/副手 柯菈（企业文化专员） 代 沃特（分管领导） 已签/)
      .waitFor({ timeout: 20_000 });
    await approve("grace", layout);
    const { data } = await stage.octokit("ed").rest.repos.listCommits(repo);
    expect(data[0]?.commit.message).toMatch(/^On-behalf-of: walt \(vp:web, cora, review \d+\)$/m);
  });
});
