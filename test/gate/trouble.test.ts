import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  commentsOf,
  commit,
  headOf,
  point,
  propose,
  published,
  pullOf,
  save,
  sign,
  submit,
} from "./acts.ts";
import { checkAt, checkOf } from "./check.ts";
import { unreadable } from "./content-check.ts";
import { firstFiles, policy, product } from "./settings.ts";
import { at, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.tidy());
afterAll(() => world.close());

/** A story in an office of its own, with other files on main. */
async function elsewhere(files: Record<string, string>, story: (other: World) => Promise<void>) {
  const other = await startWorld({ ...firstFiles, ...files });
  await story(other).finally(() => other.close());
}

// One office for all stories: each edits something of its own.
let count = 0;
function steamer() {
  count += 1;
  return { [`content/products/steamer-${count}.md`]: product(`蒸锅 ${count}`) };
}
function home() {
  count += 1;
  return { "content/pages/home.md": product(`新首页 ${count}`) };
}
function branch() {
  count += 1;
  return `cms/products/branch-${count}`;
}
const wok = "content/products/wok.md";

describe("webhooks that go astray", () => {
  it("lost ones are made good by the sweep", async () => {
    world.mail.lose();
    const number = await propose(world, branch(), steamer());
    await sign(world, "paul", number);
    expect((await pullOf(world, number)).merged).toBe(false);
    world.mail.deliver();
    await world.gate.sweep();
    await world.settle();
    expect((await pullOf(world, number)).merged).toBe(true);
  });

  it("doubled and reordered ones come to the same end", async () => {
    world.mail.hold();
    const number = await propose(world, branch(), home());
    for (const login of ["grace", "wendy", "walt", "grace"] as const)
      await sign(world, login, number);
    await world.mail.deliverMixedUp();
    await world.settle();
    expect((await pullOf(world, number)).merged).toBe(true);
    expect((await world.forge.forge.git.readCommit("refs/heads/main"))?.parents).toHaveLength(1);
  });

  it("the gate's own doings do not start it again", async () => {
    const number = await propose(world, branch(), steamer());
    const { id } = await checkOf(world, number);
    const before = world.outcomes.length;
    await world.gate.sweep();
    await world.settle();
    expect(world.outcomes.length).toBe(before + 1);
    expect(world.outcomes.at(-1)?.calls).toBe(4);
    expect((await checkOf(world, number)).id).toBe(id);
  });
});

describe("requests to GitHub", () => {
  it("a first look takes eight, every later decision six, reading and writing", async () => {
    const first = world.outcomes.length;
    const number = await propose(world, branch(), home());
    // Five reads and two writes; the first look at a commit writes the content check beside it.
    expect(world.outcomes[first]?.calls).toBe(8);
    const before = world.outcomes.length;
    for (const login of ["wendy", "walt", "grace"] as const) await sign(world, login, number);
    const calls = world.outcomes.slice(before).map((one) => one.calls);
    expect(calls).toEqual([6, 6, 6]);
    expect((await pullOf(world, number)).merged).toBe(true);
  });

  it("a hundred files cost no more than one", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 100 }, (_, at) => [`content/products/p${at}.md`, product(`锅 ${at}`)]),
    );
    const number = await propose(world, branch(), files);
    const before = world.outcomes.length;
    await sign(world, "paul", number);
    expect(world.outcomes.slice(before).map((one) => one.calls)).toEqual([6]);
    expect((await pullOf(world, number)).merged).toBe(true);
  });
});

describe("long lists", () => {
  it("one file beyond a page, of another class, is not overlooked", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 150 }, (_, at) => [`content/products/q${at}.md`, product(`盆 ${at}`)]),
    );
    const number = await propose(world, branch(), { ...files, "zzz.txt": "x" });
    expect((await checkOf(world, number)).data?.classes).toEqual(["governance", "product"]);
  });

  it("a veto stands behind more than a hundred events", async () => {
    const number = await propose(world, branch(), steamer());
    world.mail.lose();
    for (let count = 0; count < 110; count += 1) await sign(world, "cora", number, "COMMENT");
    await sign(world, "pia", number, "REQUEST_CHANGES");
    world.mail.deliver();
    await sign(world, "paul", number);
    expect(await checkOf(world, number)).toMatchObject({ state: "failure" });
  });

  it("more files or commits than the policy allows are refused, not cut off", async () => {
    const small = policy.replace("commits: 250", "commits: 3").replace("files: 3000", "files: 2");
    await elsewhere({ ".github/approval.yml": small }, async (other) => {
      const branch = "cms/products/long";
      for (const text of ["一", "二", "三", "四"])
        await save(other, "ed", branch, { [wok]: product("锅", {}, text) });
      const long = await submit(other, "ed", branch);
      const wide = await propose(other, "cms/products/wide", {
        "content/products/a.md": product("a"),
        "content/products/b.md": product("b"),
        "content/products/c.md": product("c"),
      });
      expect((await checkOf(other, long)).data?.decision.reason).toBe("COMMIT_LIST_INCOMPLETE");
      expect((await checkOf(other, wide)).data?.decision.reason).toBe("FILE_LIST_INCOMPLETE");
    });
  });
});

describe("pull requests that share a commit", () => {
  it("the check tells the worst of them, and the better one is set free when the other closes", async () => {
    const [one, other] = [branch(), branch()];
    const number = await propose(world, one, steamer());
    const sha = await headOf(world, one);
    await point(world, "pia", other, sha);
    const twin = await submit(world, "pia", other, { label: "decap-cms/draft" });
    await world.settle();
    await sign(world, "paul", number);
    expect(await checkAt(world, sha)).toMatchObject({ state: "in_progress" });
    expect((await checkAt(world, sha)).summary).toContain(`#${number}、#${twin} 是同一个提交`);
    expect((await pullOf(world, number)).merged).toBe(false);
    const before = (await checkAt(world, sha)).id;
    await world.gate.sweep();
    await world.settle();
    expect((await checkAt(world, sha)).id).toBe(before);
    await world.people.pia?.rest.pulls.update({ ...at, pull_number: twin, state: "closed" });
    await world.settle();
    expect((await pullOf(world, number)).merged).toBe(true);
  });
});

describe("a pull request that is pointed elsewhere", () => {
  it("is no longer the gate's business, and coming back its signatures are void", async () => {
    const number = await propose(world, branch(), home());
    await sign(world, "wendy", number);
    await point(world, "ed", "side", await headOf(world, "main"));
    const retarget = async (base: string) => {
      world.clock.tick();
      await world.people.ed?.rest.pulls.update({ ...at, pull_number: number, base });
      await world.settle();
    };
    await retarget("side");
    expect(world.outcomes.at(-1)?.decision?.reason).toBe("BASE_NOT_GOVERNED");
    await retarget("main");
    expect((await checkOf(world, number)).title).toBe("等待 部门领导 签字（第 1 级，共 3 级）");
  });

  it("a policy of its own on another branch approves nothing", async () => {
    const lax = policy
      .replace("default_branch: main", "default_branch: lax")
      .replaceAll(/chain: .*\}/g, 'chain: ["dept_lead:product"] }');
    await save(world, "ed", "lax", { ".github/approval.yml": lax });
    const own = branch();
    await save(world, "ed", own, home());
    const number = await submit(world, "ed", own, { base: "lax" });
    await sign(world, "paul", number);
    expect(world.outcomes.at(-1)?.decision?.reason).toBe("BASE_NOT_GOVERNED");
    await expect(checkOf(world, number)).rejects.toThrow("no check run");
  });
});

describe("who may say that it is approved", () => {
  it("not the editor's own token, by check run or by status", async () => {
    const number = await propose(world, branch(), steamer());
    const { head } = await pullOf(world, number);
    const rest = world.people.ed?.rest;
    const fake = { ...at, name: "approval", head_sha: head.sha, conclusion: "success" as const };
    await expect(rest?.checks.create(fake)).rejects.toThrow();
    const status = { ...at, sha: head.sha, context: "approval", state: "success" as const };
    await rest?.repos.createCommitStatus(status);
    await expect(rest?.pulls.merge({ ...at, pull_number: number })).rejects.toThrow(/rule/i);
  });

  it("not a policy in the pull request itself", async () => {
    const lax = policy.replaceAll("[wendy]", "[ed]").replaceAll("[grace]", "[ed]");
    const number = await propose(world, "cms/x", { ".github/approval.yml": lax });
    expect((await checkOf(world, number)).data?.decision.waiting_for).toEqual(["wendy"]);
  });

  it("nobody, while the policy of main is broken", async () => {
    await elsewhere({ ".github/approval.yml": "ranks: [" }, async (other) => {
      const number = await propose(other, "cms/products/steamer", steamer());
      await sign(other, "paul", number);
      const { state, summary } = await checkOf(other, number);
      expect(state).toBe("failure");
      expect(summary).toContain(".github/approval.yml");
    });
  });
});

describe("what stands in the way of a merge is said in Chinese, once", () => {
  it("a conflict: named with its file, settled by saving again", async () => {
    const first = await propose(world, "cms/products/a", { [wok]: product("炒锅", {}, "甲") });
    const second = await propose(world, "cms/products/b", { [wok]: product("炒锅", {}, "乙") });
    await sign(world, "paul", first);
    await sign(world, "paul", second);
    expect((await pullOf(world, second)).merged).toBe(false);
    expect((await checkOf(world, second)).summary).toContain("content/products/wok.md");
    await world.gate.sweep();
    await world.settle();
    const comments = await commentsOf(world, second);
    expect(comments).toHaveLength(1);
    expect(comments[0]).toContain("改到了同一处");
    const again = await commit(world, "ed", await headOf(world, "main"), {
      [wok]: product("炒锅", {}, "甲乙"),
    });
    await point(world, "ed", "cms/products/b", again);
    await world.settle();
    await sign(world, "paul", second);
    expect((await pullOf(world, second)).merged).toBe(true);
    expect(await published(world, wok)).toContain("甲乙");
  });

  it("a content finding: the signature waits for the correction", async () => {
    const bad = { "content/products/best.md": product("锅", {}, "全国最佳") };
    const number = await propose(world, "cms/products/best", bad);
    const content = await checkOf(world, number, "content");
    expect(content).toMatchObject({ state: "failure", title: "内容有 1 处需要修改" });
    expect(content.summary).toContain("不能说“最佳”");
    await sign(world, "paul", number);
    expect(world.outcomes.at(-1)).toMatchObject({ merged: null, blocked: content.title });
    expect((await pullOf(world, number)).merged).toBe(false);
    await save(world, "ed", "cms/products/best", {
      "content/products/best.md": product("锅", {}, "好用"),
    });
    await world.settle();
    expect((await checkOf(world, number, "content")).state).toBe("success");
    expect((await checkOf(world, number)).state).toBe("in_progress");
  });

  it("a title that another change took meanwhile", async () => {
    const a = await propose(world, "cms/products/a", { "content/products/a.md": product("同名") });
    const b = await propose(world, "cms/products/b", { "content/products/b.md": product("同名") });
    expect((await checkOf(world, b, "content")).state).toBe("success");
    await sign(world, "paul", a);
    expect((await checkOf(world, b, "content")).state).toBe("failure");
    await sign(world, "paul", b);
    expect((await pullOf(world, b)).merged).toBe(false);
  });
});

describe("rules of the content that cannot be read", () => {
  it("let nothing pass, though they were broken before", async () => {
    await elsewhere({ ".github/banned/own.yml": unreadable }, async (other) => {
      const number = await propose(other, branch(), steamer());
      expect((await checkOf(other, number, "content")).state).toBe("failure");
      await sign(other, "paul", number);
      expect((await pullOf(other, number)).merged).toBe(false);
    });
  });
});

describe("older faults of the content", () => {
  it("are not held against a change of something else, new clashes with old pages are", async () => {
    const old = { "content/products/zz-old.md": product("老产品", {}, "全国最佳") };
    await elsewhere(old, async (other) => {
      const innocent = await propose(other, "cms/products/a", { [wok]: product("炒锅", {}, "新") });
      expect((await checkOf(other, innocent, "content")).state).toBe("success");
      const clash = await propose(other, "cms/products/b", { [wok]: product("老产品") });
      expect((await checkOf(other, clash, "content")).summary).toContain("zz-old.md");
    });
  });
});

describe("what is no content", () => {
  it.each([
    ["a symlink", "120000"],
    ["a submodule", "160000"],
  ])("%s is refused, even under the name of a page", async (_what, mode) => {
    const { git } = world.forge.forge;
    const own = branch();
    const parent = await headOf(world, "main");
    const sha = mode === "160000" ? parent : await git.writeBlob(Buffer.from("../../package.json"));
    const tree = await git.writeTree(parent, [{ path: "content/products/link.md", mode, sha }]);
    const who = { name: "ed", email: "ed@users.noreply.github.com", date: "2026-03-02T00:00:00Z" };
    const linked = { tree, parents: [parent], message: "x", author: who, committer: who };
    await point(world, "ed", own, await git.writeCommit(linked));
    const number = await submit(world, "ed", own);
    await world.settle();
    expect((await checkOf(world, number)).summary).toContain(`文件模式是 ${mode}`);
    await sign(world, "paul", number);
    expect((await pullOf(world, number)).merged).toBe(false);
  });
});

describe("a push in the wrong moment", () => {
  const [before, after] = [
    { [wok]: product("炒锅", {}, "签的") },
    { [wok]: product("炒锅", {}, "换的") },
  ];

  it.each([
    ["while the gate reads", /^GET .*\/info\/refs$/],
    ["while it writes", /^PATCH .*\/check-runs\//],
    ["while it merges", /^PUT .*\/merge$/],
  ])("%s does not slip through", async (_when, request) => {
    const own = branch();
    const number = await propose(world, own, before);
    world.justBefore(request, () => save(world, "ed", own, after));
    await sign(world, "paul", number);
    expect((await pullOf(world, number)).merged).toBe(false);
    expect(await published(world, wok)).not.toContain("换的");
    const { state, data } = await checkOf(world, number);
    expect(state).toBe("in_progress");
    expect(Object.values(data?.decision.ignored ?? {})).toEqual(["STALE_APPROVAL"]);
  });
});

describe("when something goes wrong", () => {
  it("nothing is approved, it is written down, and the next sweep puts it right", async () => {
    const number = await propose(world, branch(), steamer());
    const { forge } = world.forge;
    const main = await headOf(world, "main");
    await forge.git.updateRef("refs/heads/main", null, main);
    await sign(world, "paul", number);
    expect(await checkOf(world, number)).toMatchObject({ state: "failure", title: "暂时无法判断" });
    expect(world.errors.join()).toContain(`Cannot judge pull request ${number}`);
    await forge.git.updateRef("refs/heads/main", main, null);
    await world.gate.sweep();
    await world.settle();
    expect((await pullOf(world, number)).merged).toBe(true);
  });
});
