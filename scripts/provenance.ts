import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { openHistory } from "../src/adapters/git/history.ts";
import { openMirror } from "../src/adapters/git/mirror.ts";
import { provenance } from "../src/gate/provenance.ts";

const usage = `用法：npm run provenance -- [FILE]
  写一份给访客看的来历，默认 provenance.json：每个文件的变更编号、签字级别和时间，没有人名。
  构建时用环境变量 COUNTERSIGN_PROVENANCE 指向它，网站就有 /provenance/ 一页。
  --help   显示本说明
退出码：0 完成；2 用法不对；70 出错。`;

async function main([file = "provenance.json", ...rest]: readonly string[]): Promise<number> {
  if (file === "--help") {
    console.log(usage);
    return 0;
  }
  if (rest.length > 0 || file.startsWith("-")) {
    console.error(usage);
    return 2;
  }
  const asked = spawnSync("git", ["rev-parse", "--absolute-git-dir"], { encoding: "utf8" });
  if (asked.status !== 0) throw new Error("这里不是 git 仓库，请在仓库里运行。");
  const dir = resolve(asked.stdout.trim());
  const git = await openMirror({ dir, url: "file:///", token: async () => null, env: process.env });
  const found = await provenance({ history: openHistory(dir, process.env), git }, "HEAD");
  writeFileSync(file, `${JSON.stringify(found, null, 1)}\n`);
  console.log(`${found.length} 个文件有审批记录，写入 ${file}。`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  return 70;
});
