import { parseArgs } from "node:util";
import * as z from "zod";
import type { Outcome } from "../src/gate/gate.ts";
import { openGate } from "../src/gate/open.ts";
import { robotSettings } from "../src/gate/robot-settings.ts";
import { serveGate } from "../src/gate/server.ts";
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

/** Judges once and ends: all open pull requests. */
export async function sweep(args: readonly string[]): Promise<number> {
  const { json } = options(args);
  const outcomes: Outcome[] = [];
  const { gate } = await open((outcome) => {
    outcomes.push(outcome);
    console.log(json ? JSON.stringify(outcome) : lineOf(outcome));
  });
  await gate.sweep();
  await gate.idle();
  if (!json) console.log(`共检查 ${outcomes.length} 项未结变更。`);
  return outcomes.some((one) => one.failed) ? 1 : 0;
}

/** Says how one pull request stands; writes nothing. */
export async function explain(args: readonly string[]): Promise<number> {
  const { json, positionals } = options(args);
  const number = Number(positionals[0]);
  if (!Number.isInteger(number) || number <= 0 || positionals.length !== 1)
    throw new UsageError("explain 需要一个变更编号，例如 explain 12。");
  const { gate } = await open();
  const judged = await gate.explain(number);
  if (!judged) console.log(`变更 #${number} 已经关闭。`);
  else if (json) console.log(JSON.stringify(judged.decision));
  else console.log(judged.decision.explanation.join("\n"));
  return judged && judged.decision.decision !== "approved" ? 1 : 0;
}

/** Listens for webhooks until it is stopped. */
export async function run(args: readonly string[]): Promise<number> {
  const { json } = options(args);
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
      options: { json: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    return { json: values.json, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function open(onOutcome: (outcome: Outcome) => void = () => undefined) {
  const parsed = settings.safeParse(process.env);
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
  return { gate, port: env.PORT, secret: env.COUNTERSIGN_WEBHOOK_SECRET };
}

function robotOf(site: string | undefined) {
  const desk = new URL("/admin/review/", site ?? "https://site.invalid").href;
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
