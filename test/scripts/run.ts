import { vi } from "vitest";

interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** What a command prints and ends with, in this process: starting Node for every case takes longer. */
export async function runMain(
  main: (args: readonly string[]) => number | Promise<number>,
  cwd: string,
  args: readonly string[],
): Promise<Ran> {
  const said = { stdout: "", stderr: "" };
  const listen = (name: "log" | "error", to: keyof typeof said) =>
    vi.spyOn(console, name).mockImplementation((line) => {
      said[to] += `${line}\n`;
    });
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    said.stdout += text;
    return true;
  });
  const spies = [listen("log", "stdout"), listen("error", "stderr"), write];
  const home = process.cwd();
  process.chdir(cwd);
  try {
    return { status: await main(args), ...said };
  } finally {
    process.chdir(home);
    for (const spy of spies) spy.mockRestore();
  }
}
