import type { Overview, Reader } from "./api/read.ts";
import type { Pull } from "./api/shapes.ts";

/** What is known of an open change, and how fresh it is. Times in milliseconds. */
interface Known extends Overview {
  readonly readAt: number;
  /** When the desk saw it change last. */
  readonly changedAt: number;
}

// The gate answers a change within seconds; time alone (a deputy's window) changes a decision rarely.
const settling = 30_000;
const stale = 5 * 60_000;

/** Whether the gate's word on a change has to be read again. */
function isDue(known: Known | undefined, pull: Pull, now: number): boolean {
  if (!known || hasMoved(known.pull, pull) || known.report === null) return true;
  return now - known.changedAt < settling || now - known.readAt > stale;
}

function hasMoved(before: Pull, after: Pull): boolean {
  return before.head.sha !== after.head.sha || before.updated_at !== after.updated_at;
}

export interface Overviews {
  /** In GitHub's order; a change whose decision is still being read has none yet. */
  all(): readonly Overview[];
  ready(): boolean;
  /** Reads what is new: one request where nothing is, and one more for each change that moved. */
  refresh(): Promise<void>;
  /** Has one change read again at the next refresh, whatever is known of it. */
  forget(number: number): void;
}

export function createOverviews(
  reader: Pick<Reader, "openPulls" | "overview">,
  now: () => number,
  draw: () => void,
): Overviews {
  let known = new Map<number, Known>();
  let order: readonly Pull[] = [];
  let ready = false;
  const read = async (pull: Pull) => {
    const before = known.get(pull.number);
    const moved = !before || hasMoved(before.pull, pull);
    const overview = await reader.overview(pull);
    const at = now();
    known.set(pull.number, { ...overview, readAt: at, changedAt: moved ? at : before.changedAt });
  };
  const blank = (pull: Pull): Overview => ({ pull, report: null, approval: null, content: null });
  return {
    all: () => order.map((pull) => known.get(pull.number) ?? blank(pull)),
    ready: () => ready,
    async refresh() {
      order = await reader.openPulls();
      const open = new Set(order.map((pull) => pull.number));
      known = new Map([...known].filter(([number]) => open.has(number)));
      const due = order.filter((pull) => isDue(known.get(pull.number), pull, now()));
      if (!ready) draw();
      await Promise.all(due.map(read));
      ready = true;
    },
    forget(number) {
      known.delete(number);
    },
  };
}
