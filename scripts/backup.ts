import { isDiskFull } from "../src/adapters/files/full-disk.ts";
import {
  create,
  drillCommand,
  prune,
  restoreCommand,
  status,
  verify,
} from "../src/counter/backup/commands.ts";
import { BackupError } from "../src/counter/backup/sets.ts";
import { type Command, UsageError } from "../src/counter/commands/command.ts";
import { text } from "../src/counter/text.ts";

const usage = `用法：npm run backup -- 命令
  create [--full]                    备份到每个位置，并当场演练恢复（1 演练失败）
  verify [--subset n/t]              核对最新备份的每个文件（1 有损坏）
  restore --from 文件夹 | --target 位置文件  --identity 私钥 --into 新文件夹
          [--set 名称] [--verifier 公钥行] [--postgres]
                                     恢复并核对账本（1 有不符，未启用）；位置文件的写法同 targets 里的一项，
                                     --postgres 恢复到 DATABASE_URL 的空数据库
  drill --identity 私钥              用保管人的私钥完整演练一次（1 失败）
  prune [--yes]                      清理旧备份，不带 --yes 只说明（1 拒绝）
  status                             备份情况（1 超期或未通过演练）
  --help                             显示本说明
设置写在数据目录的 settings.yml 的 backup 一节：recipients、targets、repository、keep_days。
退出码：0 完成；1 有发现；2 用法不对；70 出错。`;

const commands: Readonly<Record<string, Command>> = {
  create,
  verify,
  restore: restoreCommand,
  drill: drillCommand,
  prune,
  status,
};

async function main([name = "", ...args]: readonly string[]): Promise<number> {
  if ([name, ...args].includes("--help")) {
    console.log(usage);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return misused(name ? `没有“${name}”这个命令。` : "没有写命令。");
  try {
    return await command(args, {
      env: process.env,
      print: (line) => console.log(line),
      say: (line) => process.stderr.write(line.startsWith("\r") ? line : `${line}\n`),
      terminal: process.stderr.isTTY,
      stopped: new Promise(() => undefined),
    });
  } catch (error) {
    if (error instanceof UsageError) return misused(error.message);
    if (error instanceof BackupError || isDiskFull(error)) {
      console.error(error instanceof BackupError ? error.message : text.diskFull);
      return 1;
    }
    console.error(error);
    return 70;
  }
}

function misused(problem: string): number {
  console.error(`${problem}\n${usage}`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
