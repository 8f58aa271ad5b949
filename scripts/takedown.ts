import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { openClone } from "../src/adapters/git/clone.ts";
import { propose } from "../src/adapters/github/propose.ts";
import { placeOf } from "../src/adapters/github/settings.ts";
import { parsePeople } from "../src/approval/people.ts";
import { parsePolicy } from "../src/approval/policy.ts";
import { TakedownError, takedownOf } from "../src/gate/takedown.ts";
import { noClone } from "../src/gate/text.ts";

const usage = `用法：npm run takedown -- PATH… --reason 原因
  把这些内容撤下：开一个只撤下、不改别的变更，一个签字后立即生效，并列出每个文件的作者、签字人和时间
  --help   显示本说明
读环境变量 COUNTERSIGN_REPOSITORY（owner/name）和 COUNTERSIGN_TOKEN（提出撤下的人的令牌）。
请在最新的主分支上运行（git pull）。退出码：0 已提出；2 用法不对；70 出错。`;

async function main(): Promise<number> {
  const given = options();
  if (given?.values.help) {
    console.log(usage);
    return 0;
  }
  const { COUNTERSIGN_REPOSITORY: repository, COUNTERSIGN_TOKEN: token } = process.env;
  const reason = given?.values.reason?.trim() ?? "";
  if (!given || given.positionals.length === 0 || reason === "") return misused("要写文件和原因。");
  if (!repository || !token)
    return misused("缺少环境变量 COUNTERSIGN_REPOSITORY 或 COUNTERSIGN_TOKEN。");
  const policy = parsePolicy(parse(readFileSync(".github/approval.yml", "utf8")));
  if (!policy.ok) throw new Error(policy.problems.join("\n"));
  const { default_branch: base, roles } = policy.policy;
  const clone = await openClone(".", process.env);
  if (!clone) return misused(noClone);
  const proposal = await takedownOf(clone, {
    paths: given.positionals,
    reason,
    base,
    branch: `takedown/${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}`,
    tell: roles.gm ?? [],
    people: parsePeople(parse(readFileSync(".github/people.yml", "utf8"))),
  });
  const api = process.env.COUNTERSIGN_API ?? "https://api.github.com";
  const number = await propose(placeOf(api, repository, token), proposal);
  console.log(`已提出撤下，变更 #${number}，签字后立即生效。\n\n${proposal.body}`);
  return 0;
}

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { reason: { type: "string" }, help: { type: "boolean" } },
    });
  } catch {
    return null;
  }
}

function misused(problem: string): number {
  console.error(`${problem}\n${usage}`);
  return 2;
}

process.exitCode = await main().catch((error: unknown) => {
  const isAsked = error instanceof TakedownError;
  console.error(isAsked ? `没有提出撤下：${error.message}。` : error);
  return isAsked ? 2 : 70;
});
