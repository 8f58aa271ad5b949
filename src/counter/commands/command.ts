import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { type Counter, type CounterOptions, openCounter } from "../open.ts";

/** Wrong use: the message is for the person who typed the command. */
export class UsageError extends Error {}

/** What a command may know of where it runs. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
  /** Progress and complaints: what is no result. */
  readonly say: (line: string) => void;
  /** Someone watches, so that a line may be written over. */
  readonly terminal: boolean;
  /** Resolves when the person stops the program. */
  readonly stopped: Promise<void>;
}

/** Returns the exit code: 0, or 1 when it found something. */
export type Command = (args: readonly string[], around: Surroundings) => Promise<number>;

export function readOptions<O extends ParseArgsOptionsConfig>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Opens the counter that the environment names, and closes it when `work` is done. */
export async function withCounter<T>(
  env: NodeJS.ProcessEnv,
  work: (counter: Counter, dir: string) => Promise<T>,
): Promise<T> {
  const options = placeOf(env);
  const counter = await openCounter(options);
  try {
    return await work(counter, options.dir);
  } finally {
    await counter.close();
  }
}

function placeOf(env: NodeJS.ProcessEnv): CounterOptions {
  return { dir: env.COUNTERSIGN_ORDERS ?? ".orders", databaseUrl: env.DATABASE_URL };
}

const patience = 2_000;

/** Shows how far a long piece of work is: a line that is written over on a terminal, plain lines elsewhere. */
export function progress(around: Surroundings, line: (done: number) => string) {
  const started = performance.now();
  let told = started;
  return (done: number) => {
    const now = performance.now();
    if (now - started < patience || now - told < (around.terminal ? 200 : patience)) return;
    told = now;
    around.say(around.terminal ? `\r${line(done)}\u001b[K` : line(done));
  };
}
