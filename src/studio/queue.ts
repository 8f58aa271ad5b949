/** One at a time; urgent jobs first; a job that waits under the same key is replaced by the newer one. */
export interface Queue {
  add(key: string, job: () => Promise<void>, urgent?: boolean): void;
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>;
}

interface Waiting {
  readonly key: string;
  readonly job: () => Promise<void>;
  readonly urgent: boolean;
}

/** `failed` receives what a job throws; the queue goes on with the next. */
export function createQueue(failed: (error: unknown) => void): Queue {
  let waiting: Waiting[] = [];
  let running: Promise<void> | null = null;

  const next = () => {
    const chosen = waiting.find((entry) => entry.urgent) ?? waiting[0];
    waiting = waiting.filter((entry) => entry !== chosen);
    return chosen;
  };
  const drain = async () => {
    for (let entry = next(); entry; entry = next()) await entry.job().catch(failed);
    running = null;
  };
  return {
    add(key, job, urgent = false) {
      waiting = [...waiting.filter((entry) => entry.key !== key), { key, job, urgent }];
      running ??= drain();
    },
    async idle() {
      while (running) await running;
    },
  };
}
