import { parseArgs } from "node:util";
import { openClone } from "../src/adapters/git/clone.ts";
import type { History } from "../src/adapters/git/history.ts";
import { createReader } from "../src/adapters/github/read.ts";
import { placeOf } from "../src/adapters/github/settings.ts";
import { type Audited, audit, sinceFirstRecord } from "../src/gate/audit.ts";
import { noClone } from "../src/gate/text.ts";

const usage = `用法：npm run audit -- [REV..REV] [选项]
  REV..REV            要核对的范围，默认从第一个经审批合并的提交到 main；还没有时是整个 main
  --offline           只看审批记录，不问 GitHub
  --json              每个提交输出一行 JSON
  --help              显示本说明
有环境变量 COUNTERSIGN_TOKEN 和 COUNTERSIGN_REPOSITORY 时同时对照 GitHub，否则离线核对；输出会说明是哪一种。
退出码：0 全部经审批；1 有的不是；2 用法不对；70 出错。`;

async function main(): Promise<number> {
  const given = options();
  if (!given || given.positionals.length > 1) {
    console.error(usage);
    return 2;
  }
  const { values, positionals } = given;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const local = await openClone(".", process.env);
  if (!local) {
    console.error(noClone);
    return 2;
  }
  const range = positionals[0] ?? (await usualRange(local.history, values.json === true));
  const github = values.offline ? null : online();
  const audited = await audit({ ...local, github }, range, branch);
  for (const one of audited) report(one, values.json === true);
  const bad = audited.filter((one) => one.problems.length > 0).length;
  if (!values.json) conclude(audited, bad, github !== null);
  return bad > 0 ? 1 : 0;
}

const branch = "main";

async function usualRange(history: History, json: boolean): Promise<string> {
  const { range, told } = await sinceFirstRecord(history, branch);
  // What a program reads holds commits alone.
  if (json) console.error(told);
  else console.log(told);
  return range;
}

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        offline: { type: "boolean" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch {
    return null;
  }
}

function online() {
  const { env } = process;
  const repository = env.COUNTERSIGN_REPOSITORY ?? env.GITHUB_REPOSITORY;
  const token = env.COUNTERSIGN_TOKEN;
  if (!repository || !token) return null;
  const api = env.COUNTERSIGN_API ?? env.GITHUB_API_URL ?? "https://api.github.com";
  return createReader({ ...placeOf(api, repository, token), appId: 0, self: "" });
}

function report(one: Audited, json: boolean): void {
  const { sha, author, at, message } = one.commit;
  const subject = message.split("\n", 1)[0] ?? "";
  const pusher = one.pusher ?? "（离线不知道）";
  if (json) console.log(JSON.stringify({ sha, author, at, subject, ...one, commit: undefined }));
  else if (one.problems.length > 0)
    console.log(
      [`✗ ${sha.slice(0, 12)} ${at} ${subject}`, `  作者 ${author}，推送者 ${pusher}`]
        .concat(one.problems.map((problem) => `  ${problem}`))
        .join("\n"),
    );
}

function conclude(audited: readonly Audited[], bad: number, asked: boolean): void {
  const unseen = [...new Set(audited.flatMap((one) => one.unseen))];
  for (const what of unseen) console.log(`？ ${what}`);
  const way = asked
    ? "已对照 GitHub 上的签字和推送记录"
    : "离线核对：只看记录和内容，签字是否真的存在要联网才能知道";
  console.log(`${audited.length} 个提交，${bad} 个不是经审批合并的。${way}。`);
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error);
  return 70;
});
