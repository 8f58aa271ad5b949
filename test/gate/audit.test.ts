import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHistory } from "../../src/adapters/git/history.ts";
import { openMirror } from "../../src/adapters/git/mirror.ts";
import { createReader } from "../../src/adapters/github/read.ts";
import { audit, sinceFirstRecord } from "../../src/gate/audit.ts";
import { provenance } from "../../src/gate/provenance.ts";
import { parseRecord, recordLine } from "../../src/gate/record.ts";
import { auditText } from "../../src/gate/text.ts";
import { treeOf } from "../tree-of.ts";
import { headOf, propose, published, save, sign } from "./acts.ts";
import { product } from "./settings.ts";
import { at, startWorld, type World } from "./world.ts";

let world: World;
let start: string;
beforeAll(async () => {
  world = await startWorld();
  start = await headOf(world, "main");
});
afterAll(() => world.close());

/** Audits as somebody with a clone does; with GitHub, or from the records alone. */
async function look(online: boolean, from = start) {
  const { dir } = world.forge.forge.git;
  const git = await openMirror({ dir, url: "file:///", token: async () => null, env: process.env });
  const octokit = world.people.cora;
  if (!octokit) throw new Error("nobody looks");
  const github = online ? createReader({ octokit, repo: at, appId: 0, self: "" }) : null;
  const doors = { history: openHistory(dir, process.env), git, github };
  const audited = await audit(doors, `${from}..main`, "main");
  return audited.map(({ problems, unseen, pusher }) => ({ problems, unseen, pusher }));
}

const clean = { problems: [], unseen: [] };

describe("what the gate merged", () => {
  beforeAll(async () => {
    const wok = "content/products/wok.md";
    const lines = ((await published(world, wok)) ?? "").split("\n");
    const one = await propose(world, "cms/a", { [wok]: lines.with(6, "上面改了").join("\n") });
    const two = await propose(world, "cms/b", { [wok]: lines.with(16, "下面改了").join("\n") });
    await sign(world, "paul", one);
    await sign(world, "pia", two);
    const home = await propose(world, "cms/c", { "content/pages/home.md": product("新首页") });
    for (const login of ["wendy", "walt", "grace"] as const) await sign(world, login, home);
    const down = await propose(world, "cms/d", { "content/products/kettle.md": null });
    await sign(world, "wendy", down);
  });

  it("stands the audit, from the records alone and against GitHub", async () => {
    const alone = await look(false);
    expect(alone).toEqual(Array(4).fill({ ...clean, pusher: null }));
    expect(await look(true)).toEqual(Array(4).fill({ ...clean, pusher: "countersign[bot]" }));
  });

  it("is where an audit begins that is not told otherwise", async () => {
    const history = openHistory(world.forge.forge.git.dir, process.env);
    const { range, told } = await sinceFirstRecord(history, "main");
    const all = await history.commits(range);
    expect(all).toHaveLength(4);
    expect(told).toContain(`提交 ${all.at(-1)?.sha.slice(0, 12)}`);
    const before = (await history.commits("main")).length - 4;
    expect(before).toBeGreaterThan(0);
    expect(told).toContain(`它之前的 ${before} 个提交没有核对`);
  });

  it("is looked for in vain where the gate never merged: all is audited, and nothing passes", async () => {
    const history = openHistory(world.forge.forge.git.dir, process.env);
    const old = {
      ...history,
      commits: (range: string) => history.commits(range.replace("main", start)),
    };
    const { range, told } = await sinceFirstRecord(old, "main");
    expect(range).toBe("main");
    expect(told).toContain("还没有任何经审批合并的提交");
    const git = await openMirror({
      dir: world.forge.forge.git.dir,
      url: "file:///",
      token: async () => null,
      env: process.env,
    });
    const audited = await audit({ history: old, git, github: null }, range, "main");
    expect(audited.length).toBeGreaterThan(0);
    for (const one of audited) expect(one.problems).toEqual([auditText.noRecord]);
  });

  it("begins with the root where that is the first to carry a record", async () => {
    const history = openHistory(world.forge.forge.git.dir, process.env);
    const commits = (await history.commits("main")).slice(0, 4);
    const { range, told } = await sinceFirstRecord(
      { ...history, commits: async () => commits },
      "main",
    );
    expect([range, told]).toEqual(["main", expect.stringContaining("它之前没有提交")]);
  });

  it("carries one record, which says who filled which slot, for which content", async () => {
    const { message } = (await world.forge.forge.git.readCommit("refs/heads/main")) ?? {};
    const record = parseRecord(message ?? "");
    expect(record).toMatchObject({ pull: 4, author: "ed", classes: ["takedown"] });
    expect(record?.signatures["dept_lead:web"]).toMatchObject([{ user: "wendy" }]);
  });

  it("tells visitors which change and which ranks stand behind a page, and nobody's name", async () => {
    const { dir } = world.forge.forge.git;
    const git = await openMirror({
      dir,
      url: "file:///",
      token: async () => null,
      env: process.env,
    });
    const told = await provenance({ history: openHistory(dir, process.env), git }, "main");
    const roles = (path: string) =>
      told.find((one) => one.path === path)?.signatures.map((one) => one.role);
    expect(roles("content/pages/home.md")).toEqual(["dept_lead:web", "vp:web", "gm"]);
    expect(roles("content/products/wok.md")).toEqual(["dept_lead:product"]);
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told)).not.toMatch(/paul|pia|wendy|walt|grace|\bed\b/);
  });

  it("and says so when the signed commit is not in the clone", async () => {
    const { git } = world.forge.forge;
    const real = openHistory(git.dir, process.env);
    const history = { ...real, has: async () => false };
    const mirror = await openMirror({
      dir: git.dir,
      url: "file:///",
      token: async () => null,
      env: process.env,
    });
    const [last] = await audit({ history, git: mirror, github: null }, `${start}..main`, "main");
    expect(last).toMatchObject({ problems: [], unseen: [auditText.headMissing] });
  });
});

/** Puts a commit on main past every rule, as somebody with the power to change them could. */
async function smuggle(files: Record<string, string | null>, message: string) {
  const { forge } = world.forge;
  const parent = await headOf(world, "main");
  const who = { name: "ed", email: "ed@users.noreply.github.com", date: forge.now() };
  const tree = await treeOf(forge.git, parent, files);
  const sha = await forge.git.writeCommit({
    tree,
    parents: [parent],
    message,
    author: who,
    committer: who,
  });
  await forge.git.updateRef("refs/heads/main", sha, parent);
  const actorId = forge.store.user.find((one) => one.login === "cora")?.id ?? 0;
  const push = { ref: "refs/heads/main", before: parent, after: sha, actorId };
  forge.store.push.insert({ ...push, type: "push", at: forge.now() });
  return parent;
}

describe("what did not come by the gate", () => {
  const files = { "content/products/smuggled.md": product("走私") };
  const lastRecord = async () => {
    const log = await openHistory(world.forge.forge.git.dir, process.env).commits(`${start}..main`);
    const record = log.map((one) => parseRecord(one.message)).find((one) => one !== null);
    if (!record) throw new Error("there is no record");
    return record;
  };

  it("is found without a record, with author and pusher", async () => {
    const before = await smuggle(files, "改一点");
    expect((await look(false, before))[0]?.problems).toEqual([auditText.noRecord]);
    expect((await look(true, before))[0]).toMatchObject({
      problems: [auditText.noRecord, auditText.notMerged("push")],
      pusher: "cora",
    });
  });

  it("is found with the record of another change", async () => {
    const record = await lastRecord();
    const page = { "content/pages/home.md": product("别的首页") };
    const before = await smuggle(page, `x\n\n${recordLine(record)}`);
    const [found] = await look(false, before);
    expect(found?.problems).toContain(auditText.otherContent);
    expect(found?.problems.join()).toContain("签字不齐");
  });

  it("is found with a record that claims a lesser class, the wrong people or a wrong order", async () => {
    const record = await lastRecord();
    const page = { "content/pages/home.md": product("又一首页") };
    for (const signatures of [
      record.signatures,
      {
        "dept_lead:web": [
          { review: 1, user: "ed", commit: record.head, at: "2026-03-01T00:00:00Z" },
        ],
      },
    ]) {
      const forged = recordLine({ ...record, classes: ["pages"], signatures });
      const before = await smuggle(page, `x\n\n${forged}`);
      expect((await look(false, before))[0]?.problems.join()).toContain("签字不齐");
      page["content/pages/home.md"] += "\n";
    }
  });

  it("is found by GitHub alone where the record is forged in every letter", async () => {
    const parent = await headOf(world, "main");
    const page = { "content/products/forged.md": product("伪造") };
    await save(world, "ed", "forged", page);
    const head = await headOf(world, "forged");
    const git = await openMirror({
      dir: world.forge.forge.git.dir,
      url: "file:///",
      token: async () => null,
      env: process.env,
    });
    const record = {
      ...(await lastRecord()),
      head,
      policy: parent,
      fingerprint: (await git.fingerprint(parent, head)) ?? "",
      classes: ["product"],
      signatures: {
        "dept_lead:product": [
          { review: 1, user: "paul", commit: head, at: "2026-03-01T00:00:00Z" },
        ],
      },
    };
    const before = await smuggle(page, `x\n\n${recordLine(record)}`);
    expect((await look(false, before))[0]?.problems).toEqual([]);
    expect((await look(true, before))[0]?.problems).toEqual([
      auditText.otherPull(record.pull),
      auditText.notMerged("push"),
    ]);
  });

  it("a title cannot carry a record", async () => {
    const line = recordLine(await lastRecord());
    const forged = line.replace('"ed"', '"nobody"');
    expect(parseRecord(`${forged}\n\n${line}`)?.author).toBe("ed");
    expect(parseRecord(`${line}\n\nApproved-by: x`)).toBeNull();
    expect(parseRecord(`x\n\n${line.slice(0, -1)}`)).toBeNull();
  });
});
