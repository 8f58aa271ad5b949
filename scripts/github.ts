import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { bundleRepository } from "../src/adapters/git/bundle.ts";
import { openClient } from "../src/adapters/github/client.ts";
import { createSettings, type Place, placeOf } from "../src/adapters/github/settings.ts";
import { parsePolicy } from "../src/approval/policy.ts";
import { bringAbout, inspect, linesFor, type Standing } from "../src/guard/inspect.ts";
import type { Part } from "../src/guard/part.ts";
import { partsOf } from "../src/guard/parts.ts";
import { parseSettings, SettingsError } from "../src/guard/settings.ts";
import { text } from "../src/guard/text.ts";

const usage = `用法：npm run github -- 命令
  setup [--dry-run]   按 .github/github.yml 和 approval.yml 把仓库保护起来；--dry-run 只列出会改什么
  doctor [--json]     逐项比较 GitHub 与规定，列出每处偏差和修复办法
  bundle FILE         把整个仓库（分支、标签、审批记录、变更）备份成一个文件，并读回核对
  --help              显示本说明
读环境变量 COUNTERSIGN_REPOSITORY（owner/name）和 COUNTERSIGN_TOKEN（setup 要管理员的令牌）；
doctor 没有令牌时用 COUNTERSIGN_APP_KEY。在 GitHub Actions 里仓库自动取得。
退出码：0 完成、一致；1 有偏差，或有的没有做成；2 用法不对；70 出错。`;

type Command = (args: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Command>> = { setup, doctor, bundle };

async function setup(args: readonly string[]): Promise<number> {
  const [flag, ...rest] = args;
  if (rest.length > 0 || (flag !== undefined && flag !== "--dry-run"))
    return misused(`setup 不认识“${args.join(" ")}”。`);
  const { token } = place();
  if (!token) return misused("缺少环境变量 COUNTERSIGN_TOKEN（管理员的令牌）。");
  const dry = flag === "--dry-run";
  let changed = 0;
  const standings = await eachPart(await connect(), async (part) => {
    const before = await inspect(part);
    if (before.kind !== "differs" || !part.write) return before;
    changed += 1;
    for (const line of linesFor(before).slice(0, -1)) console.log(line);
    return dry ? { kind: "fine", part } : bringAbout(before);
  });
  const open = standings.filter((one) => one.kind !== "fine").length;
  console.log(dry ? text.planned(changed) : text.changed(changed));
  if (open > 0) console.log(text.byHand(open));
  return open > 0 ? 1 : 0;
}

async function doctor(args: readonly string[]): Promise<number> {
  const [flag, ...rest] = args;
  if (rest.length > 0 || (flag !== undefined && flag !== "--json"))
    return misused(`doctor 不认识“${args.join(" ")}”。`);
  const json = flag === "--json";
  const standings = await eachPart(await connect(), inspect, json);
  const open = standings.filter((one) => one.kind !== "fine" && one.kind !== "unseen").length;
  const unseen = standings.filter((one) => one.kind === "unseen").length;
  if (!json) {
    const seen = standings.length - unseen;
    console.log(open > 0 ? text.drift(open, standings.length) : text.allFine(seen));
    if (unseen > 0) console.log(text.partlyUnseen(unseen));
  }
  return open > 0 ? 1 : 0;
}

async function eachPart(
  at: Place,
  act: (part: Part) => Promise<Standing>,
  json = false,
): Promise<readonly Standing[]> {
  const parsed = parsePolicy(readYaml(".github/approval.yml"));
  if (!parsed.ok)
    throw new Error(`.github/approval.yml 有错误：\n  ${parsed.problems.join("\n  ")}`);
  const settings = parseSettings(readYaml(".github/github.yml"));
  const standings: Standing[] = [];
  for (const part of await partsOf(createSettings(at), parsed.policy, settings)) {
    const standing = await act(part);
    standings.push(standing);
    if (json) console.log(JSON.stringify({ ...standing, part: part.title, repair: part.repair }));
    else for (const line of linesFor(standing)) console.log(line);
  }
  return standings;
}

function readYaml(path: string): unknown {
  return parse(readFileSync(path, "utf8"));
}

async function connect(): Promise<Place> {
  const { api, repository, token } = place();
  if (!repository) throw new UsageError("缺少环境变量 COUNTERSIGN_REPOSITORY（owner/name）。");
  if (token) return placeOf(api, repository, token);
  const appKey = process.env.COUNTERSIGN_APP_KEY;
  if (!appKey) throw new UsageError("缺少环境变量 COUNTERSIGN_TOKEN 或 COUNTERSIGN_APP_KEY。");
  const appId = parseSettings(readYaml(".github/github.yml")).app.id;
  return openClient({ api, repository, appId, appKey });
}

class UsageError extends Error {}

async function bundle([file, ...rest]: readonly string[]): Promise<number> {
  if (!file || rest.length > 0) return misused("bundle 需要一个文件名。");
  const { repository, server, token } = place();
  if (!repository) return misused("缺少环境变量 COUNTERSIGN_REPOSITORY（owner/name）。");
  const url = `${server}/${repository}.git`;
  const refs = await bundleRepository({ url, token, env: process.env, file });
  console.log(`已备份 ${repository}：${refs} 个分支、标签、记录和变更，写入 ${file}，已核对。`);
  return 0;
}

function place() {
  const { env } = process;
  return {
    repository: env.COUNTERSIGN_REPOSITORY ?? env.GITHUB_REPOSITORY ?? null,
    api: env.COUNTERSIGN_API ?? env.GITHUB_API_URL ?? "https://api.github.com",
    server: env.GITHUB_SERVER_URL ?? "https://github.com",
    token: env.COUNTERSIGN_TOKEN ?? null,
  };
}

function misused(problem: string): number {
  console.error(`${problem}\n${usage}`);
  return 2;
}

async function main([name = "", ...args]: readonly string[]): Promise<number> {
  if ([name, ...args].includes("--help")) {
    console.log(usage);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return misused(name ? `没有“${name}”这个命令。` : "没有写命令。");
  try {
    return await command(args);
  } catch (error) {
    if (error instanceof UsageError) return misused(error.message);
    if (error instanceof SettingsError) {
      console.error(error.message);
      return 2;
    }
    console.error(error);
    return 70;
  }
}

process.exitCode = await main(process.argv.slice(2));
