import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parse } from "yaml";
import { codeowners } from "../src/approval/codeowners.ts";
import { type People, parsePeople } from "../src/approval/people.ts";
import { type Policy, parsePolicy } from "../src/approval/policy.ts";
import { approvalTable } from "../src/approval/table.ts";
import { fieldGuide } from "../src/model/field-guide.ts";

const usage = `用法：npm run derive [-- --check]
  （无参数）  由审批规则和内容模型重新生成 CODEOWNERS、审批表和字段说明
  --check     只比较，不写文件
退出码：0 一致或已写好；1 有文件过期，或来源有错误；2 用法不对。`;

interface Derived {
  readonly path: string;
  readonly text: string;
}

/** Files whose truth stands elsewhere. Throws with a message for people when a source is broken. */
function derivedFiles(): readonly Derived[] {
  const parsed = parsePolicy(readYaml(".github/approval.yml"));
  if (!parsed.ok)
    throw new Error(`.github/approval.yml 有错误：\n  ${parsed.problems.join("\n  ")}`);
  const people = parsePeople(readYaml(".github/people.yml"));
  return [
    { path: ".github/CODEOWNERS", text: codeowners(parsed.policy) },
    { path: "docs/approval-table.md", text: approvalTable(parsed.policy, people) },
    { path: "docs/field-guide.md", text: fieldGuide() },
    { path: "src/model/specialists.ts", text: specialists(parsed.policy, people) },
  ];
}

/** Rule 4.2's choice of persons, for the form and the checks. */
function specialists({ roles }: Policy, people: People): string {
  const lines = (roles.culture ?? []).map(
    (login) => `  ${login}: ${JSON.stringify(people[login]?.name ?? login)},`,
  );
  return `// Derived from .github/approval.yml and people.yml by \`npm run derive\`; do not edit.
export const specialists = {
${lines.join("\n")}
};
`;
}

function readYaml(path: string): unknown {
  return parse(readFileSync(path, "utf8"));
}

function isCurrent({ path, text }: Derived): boolean {
  try {
    return readFileSync(path, "utf8") === text;
  } catch {
    return false;
  }
}

function check(): number {
  const stale = derivedFiles().filter((file) => !isCurrent(file));
  for (const { path } of stale) console.error(`${path} 与来源不一致，请运行 npm run derive。`);
  if (stale.length === 0) console.log("生成的文件都与来源一致。");
  return stale.length > 0 ? 1 : 0;
}

function write(): number {
  const stale = derivedFiles().filter((file) => !isCurrent(file));
  for (const { path, text } of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`已更新 ${path}`);
  }
  if (stale.length === 0) console.log("生成的文件都与来源一致，无需更新。");
  return 0;
}

/** The command; answers its exit code. */
export function main(args: readonly string[]): number {
  const [mode] = args;
  if (mode === "--help") {
    console.log(usage);
    return 0;
  }
  if (args.length > 1 || (mode !== undefined && mode !== "--check")) {
    console.error(`不认识的参数“${args.join(" ")}”。\n${usage}`);
    return 2;
  }
  try {
    return mode === "--check" ? check() : write();
  } catch (error) {
    console.error(`无法生成：${error instanceof Error ? error.message : error}`);
    return 1;
  }
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
