import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { commit, headOf, point, propose, pullOf, save, sign, submit } from "./acts.ts";
import { type Chat, openChat } from "./chat.ts";
import { checkOf } from "./check.ts";
import { firstFiles, product } from "./settings.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let chat: Chat;
beforeAll(async () => {
  chat = await openChat();
  const robot = { kind: "wecom", url: chat.url, secret: null } as const;
  world = await startWorld(firstFiles, { robot, desk: "https://site.test/admin/review/" });
});
afterEach(() => {
  world.tidy();
  chat.texts();
});
afterAll(async () => {
  await world.close();
  await chat.close();
});

describe("a chat hears whose turn it is", () => {
  it("rank by rank, once each, with names, subject and the way to the desk", async () => {
    const home = { "content/pages/home.md": product("新首页") };
    const number = await propose(world, "redesign", home);
    expect(chat.texts()).toEqual([
      `【会签】\n\n轮到 温迪（网站部门领导） 签字\n修改页面：首页版面（第 ${number} 号，艾迪（网站编辑） 提交）\nhttps://site.test/admin/review/?pr=${number}`,
    ]);
    await sign(world, "wendy", number);
    expect(chat.texts()).toEqual([expect.stringContaining("轮到 沃特（分管领导） 签字")]);
    await world.gate.sweep();
    await world.settle();
    expect(chat.texts()).toEqual([]);
  });

  it("again when the content changed, since it has to be looked at again", async () => {
    const home = { "content/pages/home.md": product("另一个首页") };
    const number = await propose(world, "other", home);
    chat.texts();
    const files = { "content/pages/home.md": product("再一个首页") };
    await point(
      world,
      "ed",
      "other",
      await commit(world, "ed", await headOf(world, "other"), files),
    );
    await world.settle();
    expect(chat.texts()).toEqual([expect.stringContaining(`pr=${number}`)]);
  });

  it("not of a draft, and not once it was sent back", async () => {
    await save(world, "ed", "cms/products/draft", { "content/products/draft.md": product("稿") });
    const number = await submit(world, "ed", "cms/products/draft", { label: "decap-cms/draft" });
    await world.settle();
    expect(chat.texts()).toEqual([]);
    const sent = await propose(world, "cms/products/sent", {
      "content/products/sent.md": product("退"),
    });
    chat.texts();
    await sign(world, "paul", sent, "REQUEST_CHANGES");
    expect(chat.texts()).toEqual([]);
    expect(number).toBeLessThan(sent);
  });

  it("that there is something confidential, and not what", async () => {
    const secret = product("绝密样品", { confidentiality: "confidential" });
    await propose(world, "cms/products/hidden", { "content/products/hidden.md": secret });
    const [text] = chat.texts();
    expect(text).toContain("一项涉密、有版权或官方账号的变更");
    expect(text).not.toContain("绝密样品");
  });

  it("that a page is taken down, and that the general manager is to know", async () => {
    await propose(world, "takedown/1", {
      "content/products/kettle.md": product("水壶", { status: "withdrawn" }),
    });
    expect(chat.texts()).toEqual([
      expect.stringMatching(
        /轮到 温迪（网站部门领导） 签字\n.*\n撤下内容，按制度 6.7 条知会总经理 葛蕾（总经理）\nhttps/,
      ),
    ]);
  });

  it("nothing that calls everybody or breaks the line, whatever somebody types", async () => {
    await propose(world, "cms/products/loud", {
      "content/products/loud.md": product('"@all\\n<@walt> 紧急"'),
    });
    const [text] = chat.texts();
    expect(text).toContain("新增产品：＠all 〈＠walt> 紧急（第");
  });

  it("and the gate decides and merges all the same when the chat is gone", async () => {
    await chat.close();
    const number = await propose(world, "cms/products/quiet", {
      "content/products/quiet.md": product("静"),
    });
    expect((await checkOf(world, number)).title).toBe("等待 部门领导 签字（第 1 级，共 1 级）");
    await sign(world, "paul", number);
    expect((await pullOf(world, number)).merged).toBe(true);
  });
});
