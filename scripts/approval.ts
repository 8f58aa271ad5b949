import { readFileSync } from "node:fs";
import { simulate } from "../src/approval/simulate.ts";

const usage = `用法：npm run approval -- 命令
  simulate FILE.jsonl   逐行判断文件里的情景（- 为标准输入），每个情景输出一行 JSON 决定
  explain N [--json]    说明变更 #N 现在等谁签字，只读不写（0 已批准，1 未批准）
  sweep [--json]        把所有未结变更判断一遍，写检查结果，签齐的合并（1 有的无法判断）
  run [--json]          常驻：收 GitHub 的通知并定时补查，Ctrl-C 停止
  run --pull N          只判断变更 #N，写检查结果，签齐的合并，然后结束
  run --event FILE      判断 GitHub Actions 的事件文件里提到的变更；没有提到就全部判断，然后结束
  --help                显示本说明
explain、sweep、run 读环境变量 COUNTERSIGN_APP_KEY（PEM）、COUNTERSIGN_REPOSITORY（owner/name）、
COUNTERSIGN_APP_ID，可选 COUNTERSIGN_API、COUNTERSIGN_MIRROR；在 GitHub Actions 里仓库自动取得，
App 编号默认取 .github/github.yml。常驻的 run 还要 COUNTERSIGN_WEBHOOK_SECRET，端口用 PORT（默认 8080）。
轮到谁签字要通知到群里，另设 COUNTERSIGN_ROBOT（wecom 或 dingtalk）、COUNTERSIGN_ROBOT_URL、
COUNTERSIGN_SITE（网站地址），钉钉加签再设 COUNTERSIGN_ROBOT_SECRET。
退出码：0 完成；2 用法不对、文件读不了，或有的行不是 JSON（其余的行照常判断）；70 出错。`;

type Command = (args: readonly string[]) => number | Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  simulate: runSimulate,
  explain: gateCommand("explain"),
  sweep: gateCommand("sweep"),
  run: gateCommand("run"),
};

// Only what talks to GitHub loads what that needs: a simulation starts at once.
function gateCommand(name: "explain" | "sweep" | "run"): Command {
  return async (args) => {
    const gate = await import("./approval-gate.ts");
    try {
      return await gate[name](args);
    } catch (error) {
      if (error instanceof gate.UsageError) return misused(error.message);
      console.error(error);
      return 70;
    }
  };
}

/** The command; answers its exit code. */
export async function main([name = "", ...args]: readonly string[]): Promise<number> {
  if ([name, ...args].includes("--help")) {
    console.log(usage);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return command ? command(args) : misused(name ? `没有“${name}”这个命令。` : "没有写命令。");
}

function runSimulate(args: readonly string[]): number {
  const [file, ...rest] = args;
  if (file === undefined || rest.length > 0) return misused("simulate 需要一个文件。");
  const source = readSource(file);
  if (source === null) return 2;
  const { decisions, problems } = simulate(source);
  process.stdout.write(decisions.map((one) => `${JSON.stringify(one)}\n`).join(""));
  for (const problem of problems) console.error(`${file}：${problem}`);
  return problems.length > 0 ? 2 : 0;
}

function readSource(file: string): string | null {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    console.error(`无法读取“${file}”：${cause}。请检查路径。`);
    return null;
  }
}

function misused(problem: string): number {
  console.error(`${problem}\n${usage}`);
  return 2;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
