import { type ChildProcess, spawn } from "node:child_process";
import { gitEnvironment } from "./run.ts";

/** What git says an object name stands for. */
export interface FoundObject {
  readonly sha: string;
  readonly type: string;
  /** Only where it was asked for. */
  readonly content: Buffer;
}

interface Question {
  readonly withContent: boolean;
  readonly resolve: (found: FoundObject | null) => void;
  readonly reject: (error: Error) => void;
}

const newline = 0x0a;
const found = /^([0-9a-f]{40}) (\w+) (\d+)$/;

/**
 * One long-lived `git cat-file --batch-command` (https://git-scm.com/docs/git-cat-file): a process
 * for each question would cost more than all answers. It sees new objects and moved refs at once,
 * starts with the first question, and keeps no program running that has nothing else to do.
 */
export class CatFile {
  readonly #start: () => CatFileProcess;
  #process: CatFileProcess | null = null;

  constructor(dir: string, env: Readonly<Record<string, string>>) {
    this.#start = () => new CatFileProcess(dir, env);
  }

  /** The sha and type of any name that git understands (`main^{tree}`, `<sha>:path`); null when none. */
  info(name: string): Promise<FoundObject | null> {
    return this.#ask(`info ${name}`, false);
  }

  /** The same with the object's bytes. */
  contents(name: string): Promise<FoundObject | null> {
    return this.#ask(`contents ${name}`, true);
  }

  /** What is asked already is answered still. */
  close(): void {
    this.#process?.end();
    this.#process = null;
  }

  #ask(line: string, withContent: boolean): Promise<FoundObject | null> {
    if (/[\n\0]/.test(line)) return Promise.resolve(null);
    if (!this.#process?.running) this.#process = this.#start();
    return this.#process.ask(line, withContent);
  }
}

class CatFileProcess {
  readonly #child: ChildProcess;
  readonly #waiting: Question[] = [];
  #unread = Buffer.alloc(0);
  running = true;

  constructor(dir: string, env: Readonly<Record<string, string>>) {
    const child = spawn("git", ["--git-dir", dir, "cat-file", "--batch-command"], {
      env: { ...gitEnvironment, ...env },
      stdio: ["pipe", "pipe", "ignore"],
    });
    child.stdin.on("error", () => undefined);
    child.stdout.on("data", (chunk: Buffer) => this.#read(chunk));
    child.on("error", (error) => this.#fail(error));
    child.on("close", () =>
      this.#fail(new Error("Cannot read the repository: git cat-file ended")),
    );
    this.#child = child;
  }

  ask(line: string, withContent: boolean): Promise<FoundObject | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ withContent, resolve, reject });
      hold(this.#child, true);
      this.#child.stdin?.write(`${line}\n`);
    });
  }

  end(): void {
    this.running = false;
    this.#child.stdin?.end();
  }

  #fail(error: Error): void {
    this.running = false;
    for (const question of this.#waiting.splice(0)) question.reject(error);
  }

  #read(chunk: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    while (this.#answer());
    if (this.#waiting.length === 0) hold(this.#child, false);
  }

  /** Hands on the first whole answer; false when there is none yet. */
  #answer(): boolean {
    const question = this.#waiting[0];
    const end = this.#unread.indexOf(newline);
    if (!question || end < 0) return false;
    const [, sha, type, size] = found.exec(this.#unread.toString("utf8", 0, end)) ?? [];
    const start = end + 1;
    const whole = sha !== undefined && question.withContent;
    const length = whole ? Number(size) : 0;
    // The bytes of an object are followed by one newline.
    const next = start + length + (whole ? 1 : 0);
    if (this.#unread.length < next) return false;
    const content = this.#unread.subarray(start, start + length);
    this.#unread = this.#unread.subarray(next);
    this.#waiting.shift();
    question.resolve(sha && type ? { sha, type, content } : null);
    return true;
  }
}

// A child and its pipes keep Node alive; while nobody waits for them they must not.
function hold(child: ChildProcess, held: boolean): void {
  for (const one of [child, child.stdin, child.stdout] as Partial<NodeJS.RefCounted>[])
    if (held) one.ref?.();
    else one.unref?.();
}
