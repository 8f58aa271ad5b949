import { SourceError } from "../adapters/http/get-json.ts";
import type { Source } from "../adapters/http/source.ts";
import { beijingIso, parseTime } from "../base/time.ts";
import type { StoredRecord } from "../ledger/record.ts";
import type { EventOf } from "../orders/event.ts";
import type { Counter } from "./counter.ts";
import { type TakenIn, takeIn } from "./take-in.ts";

/** Two windows overlap by this much: a shop's clock and its cron may be behind. */
const overlap = 10 * 60_000;
const firstWindow = 24 * 3_600_000;
/** A success that brought nothing is recorded this often, so that the log shows no gap of ten minutes. */
const proofEvery = 4 * 60_000;

export interface Refreshed {
  readonly source: string;
  readonly taken: TakenIn;
  /** Why it failed; null when it did not. */
  readonly problem: string | null;
}

const nothing: TakenIn = { received: 0, drifted: 0, progressed: 0, unchanged: 0, written: [] };

/**
 * Asks a source for what is new. The window's end is recorded after its orders are durable, so that
 * whatever is cut short is asked for again. A failure is recorded and reported, not thrown.
 */
export async function refresh(counter: Counter, source: Source): Promise<Refreshed> {
  const subject = sourceSubject(counter, source.name);
  const last = await lastRefreshes(counter, subject);
  const to = counter.clock.now();
  const from = last.done === null ? to - firstWindow : last.done - overlap;
  let taken = nothing;
  let problem: string | null = null;
  try {
    for await (const page of source.orders({ from, to })) {
      const part = await takeIn(counter, page, { via: "live", actor: source.name });
      taken = add(taken, part);
    }
  } catch (error) {
    // A fault of our own must not look like one of the shop's.
    if (!(error instanceof SourceError)) throw error;
    problem = error.message;
  }
  const quiet = taken.written.length === 0 && last.ok === (problem === null);
  if (!quiet || last.recorded === null || to - last.recorded >= proofEvery)
    await recordRefresh(counter, {
      subject,
      source: source.name,
      from,
      to,
      seen: seenIn(taken),
      problem,
    });
  return { source: source.name, taken, problem };
}

export const sourceSubject = (counter: Counter, name: string) =>
  counter.identity.hide(`source\n${name}`);

interface Result {
  readonly subject: string;
  readonly source: string;
  readonly from: number;
  readonly to: number;
  readonly seen: number;
  readonly problem: string | null;
}

async function recordRefresh(counter: Counter, result: Result): Promise<void> {
  const { subject, source, from, to, seen, problem } = result;
  const data = {
    source,
    ok: problem === null,
    from: beijingIso(from),
    to: beijingIso(to),
    seen,
    error: (problem ?? "").slice(0, 300),
  };
  await counter.write([{ subject, actor: "system", event: { type: "source.refreshed", data } }]);
}

const reach = 50;

async function lastRefreshes(counter: Counter, subject: string) {
  const few = await refreshesIn(counter, await counter.ledger.latest(subject, reach));
  // After a long outage the last success lies further back; without it orders would be left out.
  const all =
    few.some((one) => one.data.ok) || few.length < reach
      ? few
      : (await refreshesIn(counter, await counter.ledger.find(subject))).reverse();
  const [latest] = all;
  const done = all.find((one) => one.data.ok)?.data.to;
  return {
    ok: latest?.data.ok ?? null,
    recorded: latest ? parseTime(latest.recorded) : null,
    /** End of the last window whose orders are all here; null when there was none. */
    done: done ? parseTime(done) : null,
  };
}

async function refreshesIn(counter: Counter, records: readonly StoredRecord[]) {
  return (await counter.open(records)).filter(
    (one): one is EventOf<"source.refreshed"> => one?.type === "source.refreshed",
  );
}

function add(one: TakenIn, other: TakenIn): TakenIn {
  return {
    received: one.received + other.received,
    drifted: one.drifted + other.drifted,
    progressed: one.progressed + other.progressed,
    unchanged: one.unchanged + other.unchanged,
    written: [...one.written, ...other.written],
  };
}

const seenIn = ({ received, drifted, progressed, unchanged }: TakenIn) =>
  received + drifted + progressed + unchanged;
