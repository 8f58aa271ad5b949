import { spawn } from "node:child_process";

/** git answered with an error; `stderr` holds its words. */
export class GitError extends Error {
  readonly code: number | null;
  readonly stderr: string;
  constructor(args: readonly string[], code: number | null, stderr: string) {
    super(`Cannot run "git ${args[0] ?? ""}": ${stderr.trim() || `exit code ${code}`}`);
    this.code = code;
    this.stderr = stderr;
  }
}

/** The environment of every git process: nobody's settings, no questions, plain English. */
export const gitEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  LC_ALL: "C",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
};

interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes besides 0 that are an answer rather than an error. */
  readonly allow?: readonly number[];
}

interface RunResult {
  readonly code: number;
  readonly stdout: Buffer;
}

/** Runs git without a shell; rejects with GitError. */
export function runGit(
  dir: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", ["--git-dir", dir, ...args], {
      env: { ...gitEnvironment, ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      const allowed = code === 0 || (code !== null && options.allow?.includes(code));
      if (allowed) resolve({ code: code ?? 0, stdout: Buffer.concat(out) });
      else reject(new GitError(args, code, Buffer.concat(err).toString("utf8")));
    });
    // git may end before it has read everything; the exit code tells.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input);
  });
}
