import { execFile } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { propose, sign } from "./acts.ts";
import { checkOf } from "./check.ts";
import { firstFiles } from "./settings.ts";
import { startWorld, type World } from "./world.ts";

const read = (file: string) => readFileSync(file, "utf8");
// The command has the company's own checks, and nothing passes without rules.
const companyRules = Object.fromEntries(
  [".github/content-rules.yml", ".github/allowances.yml", ...globSync(".github/banned/*.yml")].map(
    (path) => [path, read(path)],
  ),
);
const post = (slug: string) =>
  read("content/jobs/customer-service.md").replace(/^slug: .*$/m, `slug: ${slug}`);

let world: World;
beforeAll(async () => {
  world = await startWorld({ ...firstFiles, ...companyRules });
  world.mail.lose();
});
afterAll(() => world.close());

const command = promisify(execFile);

/** `npm run approval -- run …` as a job in GitHub Actions calls it: no webhook, no server. */
async function run(...args: string[]) {
  const { COUNTERSIGN_API, COUNTERSIGN_REPOSITORY, ...own } = world.environment;
  const env = {
    PATH: process.env.PATH,
    GITHUB_API_URL: COUNTERSIGN_API,
    GITHUB_REPOSITORY: COUNTERSIGN_REPOSITORY,
    ...own,
  };
  const node = [process.execPath, ["scripts/approval.ts", "run", ...args], { env }] as const;
  return (await command(...node)).stdout;
}

function event(payload: object): string {
  const file = join(tmpdir(), `countersign-event-${process.pid}.json`);
  writeFileSync(file, JSON.stringify(payload));
  return file;
}

async function signed(name: string): Promise<number> {
  const files = { [`content/jobs/${name}.md`]: post(name) };
  const number = await propose(world, `cms/jobs/${name}`, files);
  await sign(world, "wendy", number);
  return number;
}

it("the event names the pull request, everything else is read again", async () => {
  const [one, other] = [await signed("a"), await signed("b")];
  const claims = { decision: "rejected", labels: [{ name: "decap-cms/draft" }] };
  const file = event({ action: "labeled", pull_request: { number: one, ...claims } });
  expect(await run("--event", file)).toMatch(new RegExp(`^#${one} 已合并为.*\n共检查 1 项`));
  expect(await checkOf(world, one)).toMatchObject({ state: "success" });
  await expect(checkOf(world, other)).rejects.toThrow("no check run");
});

it("an event that names none has all of them read", async () => {
  const waiting = await propose(world, "cms/jobs/c", { "content/jobs/c.md": post("c") });
  const said = await run("--event", event({ workflow_run: { pull_requests: [] } }));
  expect(said).toContain(`#${waiting} 正在等待签字`);
  expect(said).toContain("共检查 2 项未结变更");
});

it("a person can ask for one", async () => {
  const number = await signed("d");
  expect(await run("--pull", String(number))).toContain(`#${number} 已合并为`);
  await expect(run("--pull", "x")).rejects.toMatchObject({ code: 2 });
});
