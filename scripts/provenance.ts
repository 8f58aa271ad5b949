import { writeFileSync } from "node:fs";
import { openClone } from "../src/adapters/git/clone.ts";
import { provenance } from "../src/gate/provenance.ts";
import { noClone } from "../src/gate/text.ts";

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
  const clone = await openClone(".", process.env);
  if (!clone) {
    console.error(noClone);
    return 2;
  }
  const found = await provenance(clone, "HEAD");
  writeFileSync(file, `${JSON.stringify(found, null, 1)}\n`);
  console.log(`${found.length} 个文件有审批记录，写入 ${file}。`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  return 70;
});
