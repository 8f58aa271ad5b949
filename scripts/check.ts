import { enableCompileCache } from "node:module";

/** The command; answers its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const { checkCommand } = await import("../src/studio/check-command.ts");
  return checkCommand(args);
}

if (import.meta.main) {
  // Every commit waits for this: from the second time on nothing is stripped of types or compiled again.
  enableCompileCache();
  process.exitCode = await main(process.argv.slice(2));
}
