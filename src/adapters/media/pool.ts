import { Worker } from "node:worker_threads";
import * as z from "zod";
import { type MediaFacts, severities } from "../../checks/media/problems.ts";

export interface MediaPool {
  /** Looks into one file. Never rejects: a crash or a time-out is a problem of that file. */
  probe(path: string, bytes: Uint8Array): Promise<MediaFacts>;
  close(): Promise<void>;
}

export interface PoolSettings {
  readonly size?: number;
  /** Milliseconds for one file. */
  readonly patience?: number;
  /** Another worker, for tests. */
  readonly script?: URL;
}

const kinds = Object.keys(severities);
const factsSchema = z.custom<MediaFacts>((value) => {
  const shape = z.object({
    bytes: z.number(),
    problems: z.array(z.object({ kind: z.enum(kinds) })),
  });
  return shape.safeParse(value).success;
});

/** Workers that look into files, each bounded in memory and in time, replaced when one is lost. */
export function openMediaPool(settings: PoolSettings = {}): MediaPool {
  const {
    size = 2,
    patience = 20_000,
    script = new URL("./worker.ts", import.meta.url),
  } = settings;
  const idle: Worker[] = [];
  const waiting: ((worker: Worker) => void)[] = [];
  let made = 0;
  const start = () => {
    // Flags of the process that starts them are none of theirs.
    const worker = new Worker(script, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64 },
    });
    // The end of a worker is noticed by its exit; without this an error would end the process.
    worker.on("error", () => undefined);
    return worker;
  };
  const take = (): Promise<Worker> => {
    const free = idle.pop();
    if (free) return Promise.resolve(free);
    if (made < size) {
      made += 1;
      return Promise.resolve(start());
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const give = (worker: Worker) => {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  };
  return {
    async probe(path, bytes) {
      const worker = await take();
      const facts = await ask(worker, path, bytes, patience);
      if (facts) give(worker);
      else {
        await worker.terminate();
        give(start());
      }
      return facts ?? { bytes: bytes.length, problems: [{ kind: "crashed" }] };
    },
    async close() {
      await Promise.all(idle.map((worker) => worker.terminate()));
    },
  };
}

/** The worker's answer; null when it took too long, or ended. */
function ask(worker: Worker, path: string, bytes: Uint8Array, patience: number) {
  return new Promise<MediaFacts | null>((resolve) => {
    const answered = (message: unknown) => done(factsSchema.safeParse(message).data ?? null);
    const lost = () => done(null);
    const done = (answer: MediaFacts | null) => {
      clearTimeout(timer);
      worker.off("message", answered).off("exit", lost);
      resolve(answer);
    };
    const timer = setTimeout(lost, patience);
    worker.on("message", answered).on("exit", lost);
    worker.postMessage({ path, bytes });
  });
}
