import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveGate } from "../../src/gate/server.ts";
import { propose, pullOf, sign } from "./acts.ts";
import { product } from "./settings.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const command = promisify(execFile);

/** `npm run approval -- …` in a process of its own. */
async function approval(args: string[], environment: Record<string, string>) {
  const env = { PATH: process.env.PATH, ...environment };
  const ended = command(process.execPath, ["scripts/approval.ts", ...args], { env });
  const { stdout, stderr, code } = await ended.then(
    (said) => ({ ...said, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  return { stdout, stderr, code };
}

describe("the commands", () => {
  it("explain says who is waited for and ends with 1; sweep says what it did", async () => {
    const number = await propose(world, "cms/products/c", {
      "content/products/c.md": product("碗"),
    });
    const told = await approval(["explain", String(number)], world.environment);
    expect(told.stderr).toBe("");
    expect(told.code).toBe(1);
    expect(told.stdout).toContain("请 保罗（产品部门领导） 或 皮娅（产品部门领导）");
    const swept = await approval(["sweep", "--json"], world.environment);
    expect(swept.code).toBe(0);
    expect(swept.stdout).toContain(`{"number":${number},"decision":{"decision":"pending"`);
  });

  it("say in Chinese what is missing and end with 2", async () => {
    const { code, stderr } = await approval(["explain", "3"], {});
    expect(code).toBe(2);
    expect(stderr).toContain("环境变量没有设好：COUNTERSIGN_REPOSITORY");
  });
});

describe("the gate on its own", () => {
  it("begins with a sweep, and takes no unsigned delivery", async () => {
    world.mail.lose();
    const number = await propose(world, "cms/products/a", {
      "content/products/a.md": product("锅"),
    });
    await sign(world, "paul", number);
    const server = await serveGate(world.gate, 0);
    await world.gate.idle();
    expect((await pullOf(world, number)).merged).toBe(true);
    const address = `http://127.0.0.1:${server.port}/`;
    expect((await fetch(address, { method: "POST", body: "{}" })).status).toBe(401);
    await server.close();
    await expect(fetch(address)).rejects.toThrow();
  });

  it("explains without writing anything", async () => {
    const number = await propose(world, "cms/products/b", {
      "content/products/b.md": product("盆"),
    });
    const judged = await world.gate.explain(number);
    expect(judged?.decision.explanation.join()).toContain("保罗（产品部门领导）");
    expect((await pullOf(world, number)).requested_reviewers).toEqual([]);
    await world.people.ed?.rest.pulls.update({
      owner: "qinghe",
      repo: "website",
      pull_number: number,
      state: "closed",
    });
    expect(await world.gate.explain(number)).toBeNull();
  });
});
