import { afterAll, beforeAll, expect, it } from "vitest";
import { openHistory } from "../../src/adapters/git/history.ts";
import { openMirror } from "../../src/adapters/git/mirror.ts";
import { propose as openPull } from "../../src/adapters/github/propose.ts";
import { takedownOf, withdrawnText } from "../../src/gate/takedown.ts";
import { propose, published, pullOf, sign } from "./acts.ts";
import { checkOf } from "./check.ts";
import { product } from "./settings.ts";
import { at, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const path = "content/products/bad.md";
const people = {
  ed: { name: "艾迪", title: "网站编辑" },
  paul: { name: "保罗", title: "产品部门领导" },
};

it("one signature takes a page down, and the report names who wrote and who signed", async () => {
  const first = await propose(world, "cms/bad", { [path]: product("坏") });
  await sign(world, "paul", first);
  const { dir } = world.forge.forge.git;
  const git = await openMirror({ dir, url: "file:///", token: async () => null, env: process.env });
  const proposal = await takedownOf(
    { history: openHistory(dir, process.env), git },
    {
      paths: [path],
      reason: "夸大宣传",
      branch: "takedown/1",
      base: "main",
      tell: ["grace"],
      people,
    },
  );
  const octokit = world.people.cora;
  if (!octokit) throw new Error("nobody asks");
  const number = await openPull({ octokit, repo: at }, proposal);
  await world.settle();
  const { body } = await pullOf(world, number);
  expect(body).toContain("夸大宣传");
  expect(body).toContain(`#${first}`);
  expect(body).toMatch(/作者 艾迪（网站编辑），签字 产品部门领导 保罗（产品部门领导） \d{4}-/);
  expect(body).toContain("@grace");
  expect((await checkOf(world, number)).data?.classes).toEqual(["takedown"]);
  await sign(world, "wendy", number);
  expect((await pullOf(world, number)).merged).toBe(true);
  expect(await published(world, path)).toBe(product("坏", { status: "withdrawn" }));
});

it("a page without a status is refused: the change could never be merged", async () => {
  const { dir } = world.forge.forge.git;
  const git = await openMirror({ dir, url: "file:///", token: async () => null, env: process.env });
  const given = { reason: "x", branch: "takedown/3", base: "main", tell: [], people };
  const asked = takedownOf(
    { history: openHistory(dir, process.env), git },
    { ...given, paths: ["content/pages/home.md"] },
  );
  await expect(asked).rejects.toThrow("没有上下架状态");
});

it("a path that is not there is refused before anything is proposed", async () => {
  const { dir } = world.forge.forge.git;
  const git = await openMirror({ dir, url: "file:///", token: async () => null, env: process.env });
  const given = { reason: "x", branch: "takedown/2", base: "main", tell: [], people };
  await expect(
    takedownOf(
      { history: openHistory(dir, process.env), git },
      { ...given, paths: ["content/products/none.md"] },
    ),
  ).rejects.toThrow("主分支上没有“content/products/none.md”");
});

it.each([
  [
    "a status",
    "---\ntitle: a\nstatus: published\n---\n\nx\n",
    "---\ntitle: a\nstatus: withdrawn\n---\n\nx\n",
  ],
  ["none", "---\ntitle: a\n---\nstatus: x\n", "---\nstatus: withdrawn\ntitle: a\n---\nstatus: x\n"],
  ["lines of Windows", "---\r\nstatus: draft\r\n---\r\nx", "---\r\nstatus: withdrawn\r\n---\r\nx"],
])("a page with %s keeps every other letter", (_what, source, wanted) => {
  expect(withdrawnText(source, "content/pages/a.md")).toBe(wanted);
});

it("a picture can only be removed", () => {
  expect(withdrawnText("---\nx\n---", "content/media/products/a.jpg")).toBeNull();
});
