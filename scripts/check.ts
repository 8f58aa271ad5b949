import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import type { Finding } from "../src/base/finding.ts";
import { checkContent } from "../src/checks/schema.ts";
import { text } from "../src/checks/text.ts";

/** The command; answers its exit code. */
export function main(args: readonly string[]): number {
  const given = readArguments(args);
  if (!given) return 2;
  const { values, positionals } = given;
  if (values.help) {
    console.log(text.usage);
    return 0;
  }
  const { format } = values;
  if (format !== "text" && format !== "json") {
    console.error(text.unknownFormat(format));
    return 2;
  }
  const wanted = positionals.map((given) => relative(".", given).replaceAll("\\", "/"));
  const missing = positionals.find((given) => !existsSync(given));
  if (missing !== undefined) {
    console.error(text.unknownPath(missing));
    return 2;
  }
  const chosen = ({ path }: { path: string }) =>
    wanted.length === 0 ||
    wanted.some((one) => one === "" || path === one || path.startsWith(`${one}/`));
  const { paths, special } = filesBelow("content");
  const documents = paths
    .filter((path) => path.endsWith(".md"))
    .map((path) => ({ path, source: readFileSync(path, "utf8") }));
  const findings = [...special.map(specialFinding), ...checkContent(documents, new Set(paths))];
  return report(findings.filter(chosen), documents.filter(chosen).length, format);
}

function report(findings: readonly Finding[], checked: number, format: "text" | "json"): number {
  for (const one of findings)
    console.log(
      format === "json"
        ? JSON.stringify(one)
        : text.line(one.path, one.line, one.column, one.message),
    );
  const blocking = findings.filter((one) => one.severity === "block").length;
  if (format === "text")
    console.log(
      findings.length > 0 ? text.failed(blocking, findings.length) : text.passed(checked),
    );
  return blocking > 0 ? 1 : 0;
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: "string", default: "text" }, help: { type: "boolean" } },
    });
  } catch {
    console.error(text.usage);
    return null;
  }
}

interface Files {
  readonly paths: string[];
  /** Links, sockets and the like. */
  readonly special: string[];
}

function filesBelow(folder: string): Files {
  const found: Files = { paths: [], special: [] };
  if (!existsSync(folder)) return found;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name).replaceAll("\\", "/");
    (entry.isFile() ? found.paths : found.special).push(path);
  }
  return { paths: found.paths.sort(), special: found.special.sort() };
}

function specialFinding(path: string): Finding {
  return { rule: "files", severity: "block", path, line: 1, column: 1, message: text.notAFile };
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
