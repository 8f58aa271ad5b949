import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { codeowners } from "../src/approval/codeowners.ts";
import { parsePeople } from "../src/approval/people.ts";
import { parsePolicy } from "../src/approval/policy.ts";
import { approvalTable } from "../src/approval/table.ts";
import { fieldGuide } from "../src/model/field-guide.ts";

const read = (path: string): unknown => parse(readFileSync(path, "utf8"));

/** Files that are written once elsewhere and derived from there. */
function derivedFiles(): { path: string; text: string }[] {
  const parsed = parsePolicy(read(".github/approval.yml"));
  if (!parsed.ok) throw new Error(`.github/approval.yml: ${parsed.problems.join("; ")}`);
  const people = parsePeople(read(".github/people.yml"));
  return [
    { path: ".github/CODEOWNERS", text: codeowners(parsed.policy) },
    { path: "docs/approval-table.md", text: approvalTable(parsed.policy, people) },
    { path: "docs/field-guide.md", text: fieldGuide() },
  ];
}

function isCurrent({ path, text }: { path: string; text: string }): boolean {
  try {
    return readFileSync(path, "utf8") === text;
  } catch {
    return false;
  }
}

const [mode] = process.argv.slice(2);
if (mode === "--help")
  console.log(
    "用法：npm run derive [-- --check]\n重新生成由规则和模型得出的文件；--check 只比较。",
  );
else if (mode === "--check") {
  const stale = derivedFiles().filter((file) => !isCurrent(file));
  for (const { path } of stale) console.error(`${path} 与来源不一致，请运行 npm run derive。`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else if (mode === undefined) {
  for (const { path, text } of derivedFiles()) writeFileSync(path, text);
} else {
  console.error(`不认识的参数“${mode}”。`);
  process.exitCode = 2;
}
