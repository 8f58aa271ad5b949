import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  commit,
  dismiss,
  headOf,
  point,
  propose,
  published,
  pullOf,
  save,
  sign,
  submit,
} from "./acts.ts";
import { checkOf } from "./check.ts";
import { product } from "./settings.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.tidy());
afterAll(() => world.close());

const wok = "content/products/wok.md";

describe("an editor's change becomes a page", () => {
  it("waits for the product lead, says so in Chinese, and is published with the signature", async () => {
    const path = "content/products/蒸锅.md";
    const number = await propose(world, "cms/products/steamer", { [path]: product("蒸锅") });
    const waiting = await checkOf(world, number);
    expect(waiting).toMatchObject({
      state: "in_progress",
      title: "等待 部门领导 签字（第 1 级，共 1 级）",
    });
    expect(waiting.summary).toContain("保罗（产品部门领导）");
    expect(waiting.data?.decision.waiting_for).toEqual(["paul", "pia"]);
    expect((await pullOf(world, number)).requested_reviewers?.map((one) => one.login)).toEqual([
      "paul",
      "pia",
    ]);
    await sign(world, "paul", number);
    expect((await pullOf(world, number)).merged).toBe(true);
    expect(await published(world, path)).toBe(product("蒸锅"));
  });

  it("carries title, number and signatures into the history of main", async () => {
    const { git } = world.forge.forge;
    const head = await git.readCommit("refs/heads/main");
    expect(head?.message).toMatch(/^修改 cms\/products\/steamer \(#1\)/);
    expect(head?.message).toMatch(/Approved-by: paul \(dept_lead:product, review \d+/);
  });

  it("a draft asks nobody until it is submitted", async () => {
    await save(world, "ed", "cms/products/draft", { "content/products/draft.md": product("草稿") });
    const number = await submit(world, "ed", "cms/products/draft", { label: "decap-cms/draft" });
    await world.settle();
    expect(await checkOf(world, number)).toMatchObject({ title: "草稿，还没有提交审批" });
    expect((await pullOf(world, number)).requested_reviewers).toEqual([]);
  });

  it("the editor's board cannot show a waiting change as ready", async () => {
    await save(world, "ed", "cms/products/eager", { "content/products/eager.md": product("急") });
    const label = "decap-cms/pending_publish";
    const number = await submit(world, "ed", "cms/products/eager", { label });
    await world.settle();
    const labels = (await pullOf(world, number)).labels.map((one) => one.name);
    expect(labels).toEqual(["decap-cms/pending_review"]);
    expect((await pullOf(world, number)).state).toBe("open");
  });
});

describe("a redesign takes lead, vice president and general manager in that order", () => {
  it("counts each only in turn; the early signature of the general manager is asked for again", async () => {
    const path = "content/pages/home.md";
    const number = await propose(world, "cms/pages/home", { [path]: product("新首页") });
    const early = await sign(world, "grace", number);
    const first = await checkOf(world, number);
    expect(first.title).toBe("等待 部门领导 签字（第 1 级，共 3 级）");
    expect(first.data?.decision.ignored).toEqual({ [early]: "OUT_OF_TURN" });
    expect(first.summary).toMatch(/葛蕾（总经理） [-\d]+ [:\d]+ 的签字不计入：前面的级别/);
    await sign(world, "wendy", number);
    expect((await checkOf(world, number)).title).toBe("等待 分管领导 签字（第 2 级，共 3 级）");
    await sign(world, "walt", number);
    const last = await checkOf(world, number);
    expect(last.title).toBe("等待 总经理 签字（第 3 级，共 3 级）");
    expect(last.data?.decision.waiting_for).toEqual(["grace"]);
    expect((await pullOf(world, number)).merged).toBe(false);
    await sign(world, "grace", number);
    expect((await pullOf(world, number)).merged).toBe(true);
    expect(await published(world, path)).toBe(product("新首页"));
  });
});

describe("signatures that do not count", () => {
  it("the wrong person's", async () => {
    const number = await propose(world, "cms/products/wrong", {
      "content/products/wrong.md": product("错"),
    });
    const id = await sign(world, "walt", number);
    const { data } = await checkOf(world, number);
    expect(data?.decision.ignored).toEqual({ [id]: "NOT_ELIGIBLE" });
    expect(Object.keys(data?.people ?? {})).toEqual(["ed", "paul", "pia", "walt"]);
    expect((await pullOf(world, number)).state).toBe("open");
  });

  it("the author's: GitHub refuses it, and another holder is asked", async () => {
    const files = { "content/products/own.md": product("自己的") };
    const number = await propose(world, "cms/products/own", files, "paul");
    await expect(sign(world, "paul", number)).rejects.toThrow(/own pull request/i);
    expect((await checkOf(world, number)).data?.decision.waiting_for).toEqual(["pia"]);
    await sign(world, "pia", number);
    expect((await pullOf(world, number)).merged).toBe(true);
  });

  it("that of a person who changed something in it", async () => {
    const branch = "cms/products/helped";
    const number = await propose(world, branch, { "content/products/helped.md": product("帮") });
    await save(world, "pia", branch, { "content/products/helped.md": product("帮过") });
    const id = await sign(world, "pia", number);
    const { data } = await checkOf(world, number);
    expect(data?.decision.ignored).toEqual({ [id]: "CONTRIBUTOR_APPROVAL" });
    expect(data?.decision.waiting_for).toEqual(["paul"]);
  });

  it("that of a person who pushed what another name stands on", async () => {
    const branch = "cms/products/forged";
    const number = await propose(world, branch, { "content/products/forged.md": product("一") });
    const files = { "content/products/forged.md": product("二") };
    const byEd = await commit(world, "ed", await headOf(world, branch), files);
    await point(world, "pia", branch, byEd);
    const id = await sign(world, "pia", number);
    expect((await checkOf(world, number)).data?.decision.ignored).toEqual({
      [id]: "CONTRIBUTOR_APPROVAL",
    });
  });
});

describe("what is signed is the content", () => {
  it("an edit after the signature of the first of three ranks begins anew", async () => {
    const branch = "cms/pages/edited";
    const number = await propose(world, branch, { "content/pages/home.md": product("首页三") });
    const id = await sign(world, "wendy", number);
    await save(world, "ed", branch, { "content/pages/home.md": product("首页四") });
    await world.settle();
    const { data, title } = await checkOf(world, number);
    expect(title).toBe("等待 部门领导 签字（第 1 级，共 3 级）");
    expect(data?.decision.ignored).toEqual({ [id]: "STALE_APPROVAL" });
  });

  it("a rebase that changes nothing keeps the signature, even from a commit that is gone", async () => {
    const branch = "cms/pages/rebased";
    const files = {
      "content/pages/about.md": product("关于"),
      "content/pages/home.md": product("首页五"),
    };
    const number = await propose(world, branch, files);
    await sign(world, "wendy", number);
    const other = await propose(world, "cms/products/meanwhile", {
      "content/products/meanwhile.md": product("期间"),
    });
    await sign(world, "paul", other);
    await point(world, "ed", branch, await commit(world, "ed", await headOf(world, "main"), files));
    await world.settle();
    expect((await checkOf(world, number)).title).toBe("等待 分管领导 签字（第 2 级，共 3 级）");
  });

  it("two overlapping changes of one page both survive", async () => {
    const lines = ((await published(world, wok)) ?? "").split("\n");
    const withLine = (at: number, text: string) => lines.with(at, text).join("\n");
    const one = await propose(world, "cms/products/wok-top", { [wok]: withLine(6, "上面改了") });
    const two = await propose(world, "cms/products/wok-end", { [wok]: withLine(16, "下面改了") });
    await sign(world, "paul", one);
    await sign(world, "pia", two);
    expect((await pullOf(world, two)).merged).toBe(true);
    const page = await published(world, wok);
    expect(page).toContain("上面改了");
    expect(page).toContain("下面改了");
  });
});

describe("a veto stops it", () => {
  it("until the person approves", async () => {
    const number = await propose(world, "cms/products/vetoed", {
      "content/products/vetoed.md": product("否"),
    });
    await sign(world, "paul", number, "REQUEST_CHANGES");
    expect(await checkOf(world, number)).toMatchObject({
      state: "failure",
      title: "保罗（产品部门领导） 退回修改",
    });
    await sign(world, "pia", number);
    expect((await pullOf(world, number)).merged).toBe(false);
    await sign(world, "paul", number);
    expect((await pullOf(world, number)).merged).toBe(true);
  });

  it("and what is mended goes back to that person, who is asked again", async () => {
    const path = "content/products/mended.md";
    const number = await propose(world, "cms/products/mended", { [path]: product("改") });
    await sign(world, "paul", number, "REQUEST_CHANGES");
    await save(world, "ed", "cms/products/mended", { [path]: product("改", {}, "改好了") });
    await world.settle();
    expect(await checkOf(world, number)).toMatchObject({
      state: "failure",
      title: "已按退回意见修改，等待 保罗（产品部门领导） 重新看",
    });
    const { requested_reviewers: asked } = await pullOf(world, number);
    expect(asked?.map((one) => one.login)).toContain("paul");
    await sign(world, "paul", number);
    expect((await pullOf(world, number)).merged).toBe(true);
  });

  it("and the editor cannot dismiss the vice president's", async () => {
    const number = await propose(world, "cms/pages/dismissed", {
      "content/pages/home.md": product("首页六"),
    });
    const veto = await sign(world, "walt", number, "REQUEST_CHANGES");
    await dismiss(world, "ed", number, veto);
    expect(await checkOf(world, number)).toMatchObject({ state: "failure" });
    expect((await checkOf(world, number)).data?.decision).toMatchObject({
      reason: "VETO_DISMISSED_BY_UNAUTHORISED",
      by: "walt",
    });
  });
});

describe("what the content says decides who signs", () => {
  it("a confidential page takes the general manager, even when the mark is cleared", async () => {
    const number = await propose(world, "cms/products/leak", {
      "content/products/secret.md": product("样品"),
    });
    expect((await checkOf(world, number)).data?.classes).toEqual(["restricted"]);
  });

  it("a page whose front matter cannot be read takes the general manager too", async () => {
    const number = await propose(world, "cms/products/broken", {
      "content/products/kettle.md": "---\ntitle: [\n---\n",
    });
    expect((await checkOf(world, number)).data?.classes).toEqual(["restricted"]);
  });

  it("a page that moves out of a folder still takes the signatures of that folder", async () => {
    const text = await published(world, "content/products/kettle.md");
    const number = await propose(world, "cms/pages/moved", {
      "content/products/kettle.md": null,
      "content/pages/kettle.md": text,
    });
    expect((await checkOf(world, number)).data?.classes).toEqual(["product", "pages"]);
  });

  it("taking a product down takes the web lead alone", async () => {
    const number = await propose(world, "cms/products/down", {
      "content/products/kettle.md": product("水壶", { status: "withdrawn" }),
    });
    expect((await checkOf(world, number)).data?.classes).toEqual(["takedown"]);
    await sign(world, "wendy", number);
    expect((await pullOf(world, number)).merged).toBe(true);
  });
});
