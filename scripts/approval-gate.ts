import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import * as z from "zod";
import { addressOn } from "../src/base/address.ts";
import { clockLines, notLive } from "../src/gate/clock.ts";
import type { Outcome } from "../src/gate/gate.ts";
import { pullsNamed } from "../src/gate/hint.ts";
import { openGate } from "../src/gate/open.ts";
import { robotSettings } from "../src/gate/robot-settings.ts";
import { serveGate } from "../src/gate/server.ts";
import { parseSettings, SettingsError } from "../src/guard/settings.ts";
import { contentCheck } from "../src/studio/content-check.ts";

const settings = z.object({
  COUNTERSIGN_API: z.url().default("https://api.github.com"),
  COUNTERSIGN_REPOSITORY: z.string().regex(/^[^/]+\/[^/]+$/),
  COUNTERSIGN_APP_ID: z.coerce.number().int().positive(),
  COUNTERSIGN_APP_KEY: z.string().includes("PRIVATE KEY"),
  COUNTERSIGN_WEBHOOK_SECRET: z.string().min(1).optional(),
  COUNTERSIGN_SITE: z.url().optional(),
  COUNTERSIGN_MIRROR: z.string().default("node_modules/.cache/countersign/mirror.git"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
});

/** Judges once and ends: all open pull requests, and the clocks of what is signed and not live. */
export async function sweep(args: readonly string[]): Promise<number> {
  return judgeOnce(null, options(args).json);
}

// Rule 5.2: signed changes that wait for their merge, and merged ones that the live site does not show.
async function clocks({ gate, site }: Opened, outcomes: readonly Outcome[]): Promise<string[]> {
  const waiting = outcomes.filter((one) => one.merged === null);
  const above = site ? notLive(await gate.history(), await liveAt(site)) : [];
  return clockLines([...waiting, ...above], Date.now());
}

async function liveAt(site: string): Promise<string | null> {
  try {
    const answer = await fetch(addressOn(site, "version.json"), {
      signal: AbortSignal.timeout(10_000),
    });
    return z.object({ commit: z.string() }).parse(await answer.json()).commit;
  } catch (error) {
    console.error(`读不到 ${site} 的 version.json，算作还没有上线。`, error);
    return null;
  }
}

async function judgeOnce(numbers: readonly number[] | null, json: boolean): Promise<number> {
  const outcomes: Outcome[] = [];
  const opened = await open((outcome) => {
    outcomes.push(outcome);
    console.log(json ? JSON.stringify(outcome) : lineOf(outcome));
  });
  const { gate } = opened;
  if (numbers === null) await gate.sweep();
  for (const number of numbers ?? []) gate.enqueue(number);
  await gate.idle();
  if (!json) console.log(`共检查 ${outcomes.length} 项未结变更。`);
  for (const line of numbers === null ? await clocks(opened, outcomes) : []) console.error(line);
  return outcomes.some((one) => one.failed) ? 1 : 0;
}

/** Says how one pull request stands; writes nothing. */
export async function explain(args: readonly string[]): Promise<number> {
  const { json, positionals } = options(args);
  const number = wholeNumber(positionals.length === 1 ? positionals[0] : undefined);
  const { gate } = await open();
  const judged = await gate.explain(number);
  if (!judged) console.log(`变更 #${number} 已经关闭。`);
  else if (json) console.log(JSON.stringify(judged.decision));
  else console.log(judged.decision.explanation.join("\n"));
  return judged && judged.decision.decision !== "approved" ? 1 : 0;
}

/** Listens for webhooks until it is stopped; with `--pull` or `--event` judges once and ends. */
export async function run(args: readonly string[]): Promise<number> {
  const { json, pull, event } = options(args);
  if (pull !== undefined) return judgeOnce([wholeNumber(pull)], json);
  if (event !== undefined) return judgeOnce(pullsNamed(readJson(event)), json);
  const { gate, port, secret } = await open((outcome) =>
    console.log(json ? JSON.stringify(outcome) : lineOf(outcome)),
  );
  if (!secret) throw new UsageError("缺少环境变量 COUNTERSIGN_WEBHOOK_SECRET，无法核对来信。");
  const server = await serveGate(gate, port);
  console.log(`审批服务已启动，端口 ${server.port}，按 Ctrl-C 停止。`);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  await server.close();
  return 0;
}

/** Wrong use: the message is for the person who typed the command. */
export class UsageError extends Error {}

function options(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        json: { type: "boolean", default: false },
        pull: { type: "string" },
        event: { type: "string" },
      },
      allowPositionals: true,
    });
    return { ...values, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(given: string | undefined): number {
  const number = Number(given);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UsageError("需要一个变更编号，例如 explain 12 或 run --pull 12。");
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new UsageError(`无法读取“${file}”：${cause instanceof Error ? cause.message : cause}。`);
  }
}

// In GitHub Actions the repository and its address are known; the App's number stands in the file
// that set the repository up.
function environment(): NodeJS.ProcessEnv {
  const { env } = process;
  const api = env.COUNTERSIGN_API ?? env.GITHUB_API_URL;
  const repository = env.COUNTERSIGN_REPOSITORY ?? env.GITHUB_REPOSITORY;
  const { app, site } = companySettings();
  return {
    COUNTERSIGN_APP_ID: String(app.id),
    ...(site ? { COUNTERSIGN_SITE: site } : {}),
    ...env,
    ...(api ? { COUNTERSIGN_API: api } : {}),
    ...(repository ? { COUNTERSIGN_REPOSITORY: repository } : {}),
  };
}

function companySettings() {
  try {
    return parseSettings(parse(readFileSync(".github/github.yml", "utf8")));
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(error.message);
    throw error;
  }
}

async function open(onOutcome: (outcome: Outcome) => void = () => undefined) {
  const parsed = settings.safeParse(environment());
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join("."));
    throw new UsageError(`环境变量没有设好：${names.join("、")}。`);
  }
  const env = parsed.data;
  const robot = robotOf(env.COUNTERSIGN_SITE);
  const gate = await openGate({
    api: env.COUNTERSIGN_API,
    repository: env.COUNTERSIGN_REPOSITORY,
    appId: env.COUNTERSIGN_APP_ID,
    appKey: env.COUNTERSIGN_APP_KEY,
    robot,
    webhookSecret: env.COUNTERSIGN_WEBHOOK_SECRET ?? null,
    mirror: env.COUNTERSIGN_MIRROR,
    env: process.env,
    checkContent: contentCheck,
    now: Date.now,
    log: (message, error) => console.error(message, error ?? ""),
    onOutcome,
  });
  return {
    gate,
    port: env.PORT,
    secret: env.COUNTERSIGN_WEBHOOK_SECRET,
    site: env.COUNTERSIGN_SITE,
  };
}

type Opened = Awaited<ReturnType<typeof open>>;

function robotOf(site: string | undefined) {
  const desk = addressOn(site ?? "https://site.invalid", "admin/review/");
  const { robot, broken } = robotSettings(process.env, desk);
  // A message that leads nowhere helps nobody.
  const missing = robot && !site ? ["COUNTERSIGN_SITE"] : broken;
  if (missing.length > 0) throw new UsageError(`环境变量没有设好：${missing.join("、")}。`);
  return robot;
}

function lineOf({ number, decision, merged, blocked, failed, calls }: Outcome): string {
  const what = failed
    ? "无法判断"
    : merged
      ? `已合并为 ${merged.slice(0, 12)}`
      : (blocked ?? decision?.explanation[0] ?? "已关闭");
  return `#${number} ${what}（${calls} 次请求）`;
}
