import { spawn } from "node:child_process";

/** git ended with an error, ran too long or said more than anybody asked for. */
export class GitError extends Error {
  readonly stderr: string;
  constructor(command: string, reason: string, stderr = "") {
    super(`Cannot run "git ${command}": ${reason}`);
    this.stderr = stderr;
  }
}

export interface GitOptions {
  /** Whole environment of the process. */
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Exit codes besides 0 that are an answer rather than an error. */
  readonly allow?: readonly number[];
  readonly timeoutMs?: number;
}

export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
}

const outputLimit = 64 * 1024 * 1024;
const errorLimit = 64 * 1024;
const patience = 30_000;

/**
 * Runs git without a shell. Rejects with GitError, also when the time or the output limit is
 * reached: half an answer is never returned.
 */
export function runGit(args: readonly string[], options: GitOptions): Promise<GitAnswer> {
  const command = args.find((one) => !one.startsWith("-")) ?? "";
  return new Promise((resolve, reject) => {
    const child = spawn("git", args, { env: { ...options.env }, stdio: ["pipe", "pipe", "pipe"] });
    const out: Buffer[] = [];
    let size = 0;
    let stderr = "";
    let stopped: string | null = null;
    const stop = (reason: string) => {
      stopped ??= reason;
      child.kill("SIGKILL");
    };
    const timer = setTimeout(() => stop("it took too long"), options.timeoutMs ?? patience);
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > outputLimit) stop(`its output is over ${outputLimit} bytes`);
      else out.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr = (stderr + chunk.toString("utf8")).slice(-errorLimit);
    });
    child.on("error", (error) => stop(error.message));
    child.on("close", (code) => {
      clearTimeout(timer);
      if (stopped) reject(new GitError(command, stopped, stderr));
      else if (code !== null && (code === 0 || options.allow?.includes(code)))
        resolve({ code, stdout: Buffer.concat(out) });
      else reject(new GitError(command, stderr.trim() || `exit code ${code}`, stderr));
    });
    // git may end before it has read everything; the exit code tells.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input);
  });
}

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Text of a git answer. Throws for bytes that are not UTF-8: a path read wrong would be judged wrong. */
export function textOf(answer: GitAnswer): string {
  try {
    return decoder.decode(answer.stdout);
  } catch (cause) {
    throw new Error("Cannot read git's answer: it holds a name that is not UTF-8", { cause });
  }
}
