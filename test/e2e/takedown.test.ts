import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";

const repo = { owner: "qinghe", repo: "website" };
const path = "content/products/glass-pitcher.md";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const sign = async (login: string, number: number) => {
  await stage
    .octokit(login)
    .rest.pulls.createReview({ ...repo, pull_number: number, event: "APPROVE" });
  await stage.decided();
};
const pullOf = async (number: number) =>
  (await stage.octokit("ed").rest.pulls.get({ ...repo, pull_number: number })).data;

describe("something wrong is on the site", () => {
  let earlier = 0;
  let wrong = 0;
  let takedown = 0;

  it("one button on its sheet proposes a change that only withdraws, and names who answers for it", async () => {
    const better = (await stage.published(path)).replace(/\n(?=[^\n]*\s*$)/, "\n加厚玻璃。\n");
    earlier = await stage.propose("ed", "写明材质", { [path]: better });
    await stage.decided();
    await sign("pia", earlier);
    const text = (await stage.published(path)).replace(/\n(?=[^\n]*\s*$)/, "\n不实之词。\n");
    wrong = await stage.propose("ed", "改玻璃壶", { [path]: text });
    await stage.decided();
    await sign("paul", wrong);
    expect((await pullOf(wrong)).merged).toBe(true);
    const page = await stage.reviewer("cora");
    await page.goto(`${stage.studio.origin}/admin/review/?page=record&pr=${wrong}`);
    await page.getByText("撤下这些内容").click();
    await page.getByLabel("原因").fill("含有不实内容");
    await page.getByRole("button", { name: "提出撤下" }).click();
    await page.waitForURL(/\?pr=\d+$/);
    takedown = Number(new URL(page.url()).searchParams.get("pr"));
    const { body } = await pullOf(takedown);
    const named = [`#${wrong}`, "作者 艾迪", "保罗", `#${earlier}`, "皮雅"];
    for (const said of ["含有不实内容", path, ...named, "@grace"]) expect(body).toContain(said);
  });

  it("one signature takes it off the site at once", async () => {
    await stage.decided();
    await sign("wendy", takedown);
    expect((await pullOf(takedown)).merged).toBe(true);
    expect(await stage.published(path)).toContain("status: withdrawn");
    await stage.studio.idle();
    const page = await (await fetch(`${stage.studio.origin}/products/glass-pitcher/`)).text();
    expect(page).toContain("已经下架");
  });
});
