import { isDiskFull } from "../src/adapters/files/full-disk.ts";
import { type Command, UsageError } from "../src/counter/commands/command.ts";
import { eraseExpired } from "../src/counter/commands/erase.ts";
import { exportOrders } from "../src/counter/commands/export.ts";
import { importOrders } from "../src/counter/commands/import.ts";
import { list } from "../src/counter/commands/list.ts";
import { prove } from "../src/counter/commands/prove.ts";
import { publish } from "../src/counter/commands/publish.ts";
import { record } from "../src/counter/commands/record.ts";
import { refresh } from "../src/counter/commands/refresh.ts";
import { setUp } from "../src/counter/commands/set-up.ts";
import { verify } from "../src/counter/commands/verify.ts";
import { watch } from "../src/counter/commands/watch.ts";
import { text } from "../src/counter/text.ts";

const usage = `用法：npm run orders -- 命令
  import FILE… [--map 列对照.yml] [--json]   导入平台导出的订单（1 有未导入的行，或与存证不符）
  record 动作 订单 --by 姓名 [--note 内容] [--channel phone|chat|sms|mail] [--at 时间]
                                             记录联系、确认、移交、备注、发货等
  refresh                                    向每个来源查询一次（1 有失败，或与存证不符）
  watch [--port 4322]                        定时刷新、响铃，并在 127.0.0.1 打开订单台
  list [订单号|电话|姓名] [--all] [--json]   未完成的订单，或查到的订单（1 有超时的）
  export --out FILE.csv|xlsx|jsonl --by 姓名 [--all]  给产品运营部：已确认且资料完整的订单
  erase [--yes]                              销毁过了保存期的个人信息（默认三年）
  verify [--against 位置]… [--partial] [--json]  重新计算整个账本，列出所有不符（1 有不符）
  prove 订单 [--out FILE]                    导出订单的存证证明，可离线核对
  prove --check FILE --verifier 公钥行       核对证明（1 不成立）
  publish 位置…                              把检查点发布到文件夹，或 git:仓库#分支
  setup --role 角色                          在 PostgreSQL 里建表并授权（DATABASE_OWNER_URL）
  --help                                     显示本说明
数据放在 .orders/（COUNTERSIGN_ORDERS 可改），不进 git；设了 DATABASE_URL 则账本在 PostgreSQL 里。
退出码：0 完成；1 有发现；2 用法不对；70 出错。`;

const commands: Readonly<Record<string, Command>> = {
  import: importOrders,
  record,
  refresh,
  watch,
  list,
  export: exportOrders,
  erase: eraseExpired,
  verify,
  prove,
  publish,
  setup: setUp,
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
      stopped: new Promise((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      }),
    });
  } catch (error) {
    if (error instanceof UsageError) return misused(error.message);
    if (isDiskFull(error)) {
      console.error(text.diskFull);
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
