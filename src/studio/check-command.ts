import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { type Tree, workingTree } from "../adapters/files/tree.ts";
import { openWorktree } from "../adapters/git/worktree.ts";
import type { Finding } from "../base/finding.ts";
import { beijingClock } from "../base/time.ts";
import { checkNames, inOrder } from "../checks/checks.ts";
import { type Format, formats, render, summary } from "../checks/report.ts";
import { text } from "../checks/text.ts";
import { RuleError } from "../checks/words/rules.ts";
import { checkHistory } from "./check-history.ts";
import { type Checked, checkTree, rulesOf } from "./check-tree.ts";

const names = checkNames.join("、");
const usage = text.usage(names);

/** The command was not used as it can be; the message says how. */
class UsageError extends Error {}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        staged: { type: "boolean", default: false },
        base: { type: "string" },
        root: { type: "string", default: "." },
        format: { type: "string", default: "text" },
        only: { type: "string" },
        stdin: { type: "boolean", default: false },
        as: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
  } catch {
    throw new UsageError(usage);
  }
}

type Values = ReturnType<typeof readArguments>["values"];

/** The checks as a command; answers its exit code. */
export async function checkCommand(args: readonly string[]): Promise<number> {
  try {
    return await run(args);
  } catch (error) {
    const isExpected = error instanceof UsageError || error instanceof RuleError;
    console.error(isExpected ? error.message : error);
    return error instanceof UsageError ? 2 : error instanceof RuleError ? 1 : 70;
  }
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const format = formats.find((one) => one === values.format);
  if (!format) throw new UsageError(text.unknownFormat(values.format));
  const { findings, count } = await check(values);
  const isWanted = wantedBy(values.root, positionals);
  return report(findings.filter(isWanted), count, format);
}

async function check(values: Values): Promise<Checked> {
  const { root, staged, base, stdin } = values;
  if ([staged, base !== undefined, stdin].filter(Boolean).length > 1)
    throw new UsageError(text.oneSource);
  if (stdin !== (values.as !== undefined)) throw new UsageError(text.stdinNeedsAs);
  const options = {
    today: beijingClock(Date.now()).day,
    only: onlyFrom(values.only),
    changed: null,
    progress: showProgress(),
  };
  if ((staged || base !== undefined) && !existsSync(join(root, ".git")))
    throw new UsageError(text.notARepository(root));
  if (staged) {
    const found = await openWorktree(root, process.env).staged();
    if (!found) return { findings: [], count: 0 };
    const { tree, changed } = found;
    return checkTree(tree, await rulesOf(tree), { ...options, changed });
  }
  if (base !== undefined) return checkRange(root, base, options);
  const tree = workingTree(root);
  if (!stdin) return checkTree(tree, await rulesOf(tree), options);
  const path = values.as ?? "";
  const typed = withFile(tree, path, readFileSync(0));
  const changed = new Set([path]);
  const { findings, count } = await checkTree(typed, await rulesOf(tree), { ...options, changed });
  return { findings: findings.filter((one) => one.path === path), count };
}

async function checkRange(root: string, base: string, options: Parameters<typeof checkTree>[2]) {
  const range = await openWorktree(root, process.env).range(base);
  if (!range) throw new UsageError(text.unknownBase(base));
  const { head, changed, brought } = range;
  const hasRules = range.base.files.some((one) => one.path.startsWith(".github/banned/"));
  const rules = await rulesOf(hasRules ? range.base : head);
  const { findings, count } = await checkTree(head, rules, { ...options, changed });
  const kept = new Set(
    brought.flatMap((one) =>
      head.files.some((file) => file.path === one.path && file.blob === one.blob) ? [one.blob] : [],
    ),
  );
  const old = await checkHistory(head, kept, brought, rules);
  return { findings: inOrder([...findings, ...old]), count };
}

function onlyFrom(given: string | undefined): ReadonlySet<string> | null {
  if (given === undefined) return null;
  const wanted = given.split(",").map((one) => one.trim());
  const unknown = wanted.find((one) => !checkNames.includes(one));
  if (unknown !== undefined) throw new UsageError(text.unknownCheck(unknown, names));
  return new Set(wanted);
}

function withFile(tree: Tree, path: string, bytes: Uint8Array): Tree {
  const others = tree.files.filter((one) => one.path !== path);
  return {
    files: [...others, { path, mode: "100644", size: bytes.length }],
    read: async (paths) => {
      const found = new Map(await tree.read(paths.filter((one) => one !== path)));
      return paths.includes(path) ? found.set(path, bytes) : found;
    },
  };
}

/** Which findings the paths that were given ask for. */
function wantedBy(root: string, given: readonly string[]): (one: Finding) => boolean {
  const missing = given.find((one) => !existsSync(join(root, relative(root, one))));
  if (missing !== undefined) throw new UsageError(text.unknownPath(missing));
  const wanted = given.map((one) => relative(root, one).replaceAll("\\", "/"));
  return ({ path }) =>
    wanted.length === 0 ||
    wanted.some((one) => one === "" || path === one || path.startsWith(`${one}/`));
}

function report(findings: readonly Finding[], checked: number, format: Format): number {
  for (const line of render(findings, format)) console.log(line);
  const blocking = findings.filter((one) => one.severity === "block").length;
  const end = findings.length > 0 ? text.failed(blocking, findings.length) : text.passed(checked);
  if (format === "text") console.log(end);
  if (format === "github") writeSummary(findings, end);
  return blocking > 0 ? 1 : 0;
}

function writeSummary(findings: readonly Finding[], end: string): void {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file && findings.length > 0) appendFileSync(file, summary(findings));
  console.log(end);
}

/** A word now and then on work that takes longer than two seconds. */
function showProgress(): (done: number, all: number) => void {
  let last = Date.now();
  return (done, all) => {
    if (Date.now() - last < 2000) return;
    last = Date.now();
    console.error(text.progress(done, all));
  };
}
