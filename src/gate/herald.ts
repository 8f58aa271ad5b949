import { setTimeout as sleep } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import type { Turn } from "./notice.ts";
import { text } from "./text.ts";

export interface Herald {
  /** Has a turn told, once. Returns at once and never throws. */
  announce(turn: Turn): void;
  /** Resolves when everything has been told, or given up. */
  idle(): Promise<void>;
}

interface HeraldSettings {
  readonly speak: (message: string) => Promise<void>;
  /** The address of a change on the desk. */
  readonly link: (number: number) => string;
  readonly log: (message: string, error?: unknown) => void;
  /** Milliseconds before each further attempt. */
  readonly patience?: readonly number[];
  /** Milliseconds between two messages: both robots take twenty a minute. */
  readonly spacing?: number;
}

// WeCom takes 2,048 bytes, some three hundred a turn.
const together = 5;
const remembered = 1000;

/** Tells one message after another; what comes while one is under way goes into the next. */
export function createHerald(settings: HeraldSettings): Herald {
  const { spacing = 3000, link } = settings;
  const told = new LRUCache<string, true>({ max: remembered });
  const waiting: Turn[] = [];
  let work: Promise<void> | null = null;
  const drain = async () => {
    while (waiting.length > 0) {
      const turns = waiting.splice(0, together);
      const parts = turns.map(({ lines, number }) => [...lines, link(number)].join("\n"));
      await persist(settings, [text.chat, ...parts].join("\n\n"));
      if (waiting.length > 0) await sleep(spacing);
    }
  };
  return {
    announce(turn) {
      if (told.has(turn.key)) return;
      told.set(turn.key, true);
      waiting.push(turn);
      work ??= drain().finally(() => {
        work = null;
      });
    },
    async idle() {
      await work;
    },
  };
}

async function persist(
  { speak, log, patience = [1000, 5000] }: HeraldSettings,
  message: string,
): Promise<void> {
  for (const wait of [...patience, null]) {
    try {
      return await speak(message);
    } catch (error) {
      if (wait === null) return log("Cannot tell whose turn it is", error);
      await sleep(wait);
    }
  }
}
