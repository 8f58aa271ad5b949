import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkContent } from "../src/checks/schema.ts";
import { text } from "../src/checks/text.ts";

function main(): number {
  const given = readArguments();
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
  const paths = filesBelow("content");
  const documents = paths
    .filter((path) => path.endsWith(".md"))
    .map((path) => ({ path, source: readFileSync(path, "utf8") }));
  const chosen = (path: string) =>
    positionals.length === 0 || positionals.some((one) => path.startsWith(one));
  const findings = checkContent(documents, new Set(paths)).filter((one) => chosen(one.path));
  for (const one of findings)
    console.log(
      format === "json"
        ? JSON.stringify(one)
        : text.line(one.path, one.line, one.column, one.message),
    );
  const blocking = findings.filter((one) => one.severity === "block").length;
  if (format === "text")
    console.log(
      findings.length > 0 ? text.failed(blocking, findings.length) : text.passed(documents.length),
    );
  return blocking > 0 ? 1 : 0;
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { format: { type: "string", default: "text" }, help: { type: "boolean" } },
    });
  } catch {
    console.error(text.usage);
    return null;
  }
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path.replaceAll("\\", "/")];
  });
}

process.exitCode = main();
