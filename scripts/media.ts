import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readRuleFiles } from "../src/adapters/files/rules.ts";
import { optimise } from "../src/adapters/media/optimise.ts";
import { extensionOf, mediaClassOf } from "../src/checks/media/problems.ts";
import { rulesFrom } from "../src/checks/settings.ts";
import { text } from "../src/checks/text.ts";

const { optimise: said } = text;

/** The command; answers its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const given = readArguments(args);
  if (given?.values.help) {
    console.log(said.usage);
    return 0;
  }
  const [command, ...paths] = given?.positionals ?? [];
  if (command !== "optimise" || paths.length === 0) {
    console.error(said.usage);
    return 2;
  }
  const { settings } = rulesFrom(readRuleFiles("."));
  let failed = 0;
  for (const path of paths) if (!(await optimiseFile(path, settings.media.image))) failed += 1;
  return failed > 0 ? 1 : 0;
}

async function optimiseFile(path: string, limit: number): Promise<boolean> {
  const kind = mediaClassOf(path);
  const format = extensionOf(path);
  if (kind === "video") console.log(said.video(path));
  if (kind !== "image" || format === "svg" || format === "gif") {
    if (kind !== "video") console.error(said.notAPicture(path));
    return false;
  }
  try {
    const before = readFileSync(path);
    const made = await optimise(before, format, limit);
    if (!made) {
      console.error(said.tooMuch(path));
      return false;
    }
    // A picture is replaced whole or not at all.
    writeFileSync(`${path}.new`, made.bytes);
    renameSync(`${path}.new`, path);
    console.log(said.done(path, before.length, made.bytes.length, made.width, made.height));
    return true;
  } catch (error) {
    console.error(said.failed(path, error instanceof Error ? error.message : ""));
    return false;
  }
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: "boolean" } },
    });
  } catch {
    return null;
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
