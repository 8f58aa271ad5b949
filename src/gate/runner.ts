import { setTimeout as sleep } from "node:timers/promises";
import type { Gate, Outcome } from "./gate.ts";

export interface Runner {
  /** Has a pull request judged soon; asking again before its turn costs nothing. */
  enqueue(number: number): void;
  /** The same in a moment, unless something asks for it before: a new pull request gets its label. */
  enqueueSoon(number: number): void;
  /** Has every open pull request judged, after those that wait already. */
  sweep(): Promise<void>;
  /** Judges anew what was approved and could not be merged: something it waited for may be there. */
  retryBlocked(): void;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
  /** Stops after the pull request at hand. */
  close(): Promise<void>;
}

export interface RunnerOptions {
  readonly log: (message: string, error?: unknown) => void;
  readonly done?: ((outcome: Outcome) => void) | undefined;
  /** Milliseconds. */
  readonly moment?: number;
}

/**
 * One pull request at a time, each as often as asked but never twice at once. What was asked lives
 * in memory only: a lost request is made good by the next sweep.
 */
export function createRunner(
  gate: Pick<Gate, "evaluate" | "open">,
  { log, done, moment = 1000 }: RunnerOptions,
): Runner {
  const waiting = new Set<number>();
  const soon = new Map<number, NodeJS.Timeout>();
  const blocked = new Set<number>();
  let listing = 0;
  let closed = false;
  let work: Promise<void> | null = null;

  const judge = async (number: number) => {
    const outcome = await gate.evaluate(number);
    if (outcome.blocked === null) blocked.delete(number);
    else blocked.add(number);
    done?.(outcome);
  };
  const drain = async () => {
    for (const number of waiting) {
      if (closed) return;
      // Out of the set before it is judged, so that an event during the judging asks once more.
      waiting.delete(number);
      await judge(number).catch((error: unknown) => log(`Cannot judge ${number}`, error));
    }
  };
  const start = () => {
    work ??= drain().finally(() => {
      work = null;
      if (waiting.size > 0 && !closed) start();
    });
  };
  const enqueue = (number: number) => {
    clearTimeout(soon.get(number));
    soon.delete(number);
    if (closed) return;
    waiting.add(number);
    start();
  };
  return {
    enqueue,
    enqueueSoon(number) {
      if (!soon.has(number)) soon.set(number, setTimeout(enqueue, moment, number));
    },
    async sweep() {
      listing += 1;
      const numbers = await gate.open().catch((error: unknown) => {
        log("Cannot list the open pull requests", error);
        return [];
      });
      listing -= 1;
      for (const number of numbers) enqueue(number);
    },
    retryBlocked() {
      for (const number of blocked) enqueue(number);
    },
    async idle() {
      while (work || listing + soon.size > 0) await (work ?? sleep(5));
    },
    async close() {
      closed = true;
      for (const timer of soon.values()) clearTimeout(timer);
      soon.clear();
      await work;
    },
  };
}
