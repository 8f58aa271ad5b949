import { bundleRepository } from "../src/adapters/git/bundle.ts";

const usage = `用法：npm run github -- 命令
  bundle FILE   把整个仓库（分支、标签、审批记录、变更）备份成一个文件，并读回核对
  --help        显示本说明
读环境变量 COUNTERSIGN_REPOSITORY（owner/name）和 COUNTERSIGN_TOKEN；在 GitHub Actions 里前者自动取得。
退出码：0 完成；2 用法不对；70 出错。`;

type Command = (args: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Command>> = { bundle };

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
    console.error(error);
    return 70;
  }
}

process.exitCode = await main(process.argv.slice(2));
