import type { KeyStore, Token } from "../adapters/store/key-store.ts";
import type { LedgerStore } from "../adapters/store/ledger-store.ts";
import { beijingIso } from "../base/time.ts";
import { signCheckpoint } from "../ledger/checkpoint.ts";
import { type SealedEntry, type StoredRecord, sealEntry } from "../ledger/record.ts";
import { newBodyKey, unseal } from "../ledger/seal.ts";
import { eventSchema, type NewEvent, type OrderEvent } from "../orders/event.ts";
import { lookUpWords, questionWords } from "../orders/look-up.ts";
import { type OrderState, stateOf } from "../orders/state.ts";
import { type MachineClock, watchClock } from "./clock.ts";
import { newEventId } from "./event-id.ts";
import type { Identity } from "./identity.ts";

/** Whom an event is about when it is about no single order. */
export const shop = "shop";

export interface Writing {
  readonly subject: string;
  readonly event: NewEvent;
  readonly actor: string;
  /** The same for the same thing, so that it is recorded once; a fresh name without it. */
  readonly name?: string | undefined;
  /** When it happened, where that is not now. */
  readonly at?: number | undefined;
}

export interface Written {
  readonly record: StoredRecord;
  readonly event: OrderEvent;
}

export interface CounterParts {
  readonly identity: Identity;
  readonly ledger: LedgerStore;
  readonly keys: KeyStore;
  readonly clock: MachineClock;
  close(): Promise<void>;
}

/** The order desk: it alone writes into the log, and reads it. */
export interface Counter extends CounterParts {
  /** Records events; resolves once they are durable, with those that were not recorded before. */
  write(writings: readonly Writing[]): Promise<readonly Written[]>;
  subjectOf(source: string, id: string): string;
  /** The events of a subject that can be read; those whose key was destroyed cannot. */
  eventsOf(subject: string): Promise<readonly OrderEvent[]>;
  stateOf(subject: string): Promise<OrderState | null>;
  /** Orders by number, telephone or name. */
  find(question: string): Promise<readonly OrderState[]>;
  /** Records as events, in order; null where the key is gone. */
  open(records: readonly StoredRecord[]): Promise<readonly (OrderEvent | null)[]>;
}

const remembered = 5_000;

export function createCounter(parts: CounterParts): Counter {
  const { identity, ledger, keys, clock } = parts;
  const known = new Map<string, Buffer>();
  const anomaly = watchClock(clock);
  let last: number | null = null;

  const sign: Parameters<LedgerStore["append"]>[1] = (size, root) =>
    signCheckpoint({ origin: identity.origin, size, root }, [identity.signer]);

  const lastRecorded = async () => {
    if (last !== null) return last;
    const { records } = await ledger.sizes();
    const [latest] = await ledger.records({ start: Math.max(0, records - 1), end: records });
    return latest?.time ?? 0;
  };

  const open: Counter["open"] = async (records) => {
    const found = await keys.keys([...new Set(records.map((one) => one.subject))]);
    return records.map((record) => {
      const key = found.get(record.subject);
      return key ? readEvent(record, key) : null;
    });
  };

  const eventsOf: Counter["eventsOf"] = async (subject) =>
    (await open(await ledger.find(subject))).filter((one) => one !== null);

  return {
    ...parts,
    open,
    eventsOf,
    subjectOf: (source, id) => identity.hide(`order\n${source}\n${id}`),
    stateOf: async (subject) => stateOf(subject, await eventsOf(subject)),
    async find(question) {
      const subjects = new Set<string>();
      for (const word of questionWords(question))
        for (const one of await keys.find(identity.hide(word))) subjects.add(one);
      const states: OrderState[] = [];
      for (const subject of subjects) {
        const state = stateOf(subject, await eventsOf(subject));
        if (state) states.push(state);
      }
      return states;
    },
    async write(writings) {
      const now = clock.now();
      const odd = anomaly(await lastRecorded());
      const all = odd
        ? [
            {
              subject: shop,
              actor: "system",
              event: { type: "clock.anomaly" as const, data: odd },
            },
            ...writings,
          ]
        : writings;
      const moment = { now, recorded: beijingIso(now), boot: clock.boot, mono: clock.mono() };
      const events = all.map((one) => ({ one, event: eventOf(identity, moment, one) }));
      const bodyKeys = await keysFor(all);
      const sealed = events.map(({ one, event }) => sealEvent(one, event, now, bodyKeys));
      const records = await ledger.append(sealed, sign);
      last = now;
      const byId = new Map(events.map(({ event }) => [event.id, event]));
      return records.flatMap((record) => {
        const event = byId.get(record.event);
        return event ? [{ record, event }] : [];
      });
    },
  };

  // Before the records: a record without its key could never be read, a key without records harms nobody.
  async function keysFor(writings: readonly Writing[]): Promise<ReadonlyMap<string, Buffer>> {
    const subjects = new Set(writings.map((one) => one.subject));
    const tokens = writings.flatMap((one) => tokensOf(identity, one));
    const missing = [...subjects].filter((one) => !known.has(one));
    if (known.size > remembered) known.clear();
    if (missing.length > 0 || tokens.length > 0) {
      const wanted = new Map([...subjects].map((one) => [one, known.get(one) ?? newBodyKey()]));
      for (const [subject, key] of await keys.ensure(wanted, tokens)) known.set(subject, key);
    }
    return known;
  }
}

function tokensOf(identity: Identity, { subject, event }: Writing): Token[] {
  if (event.type !== "order.received" && event.type !== "order.drift_detected") return [];
  return lookUpWords(event.data.order).map((word) => ({ token: identity.hide(word), subject }));
}

/** When a batch is recorded: once for all of it. */
interface Moment {
  readonly now: number;
  readonly recorded: string;
  readonly boot: string;
  readonly mono: number;
}

function eventOf(
  identity: Identity,
  { now, recorded, boot, mono }: Moment,
  { subject, event, actor, name, at }: Writing,
): OrderEvent {
  return eventSchema.parse({
    v: 1,
    id: name === undefined ? newEventId(now) : identity.hide(`event\n${subject}\n${name}`),
    at: at === undefined ? recorded : beijingIso(at),
    recorded,
    boot,
    mono,
    actor,
    ...event,
  });
}

function sealEvent(
  { subject }: Writing,
  event: OrderEvent,
  time: number,
  keys: ReadonlyMap<string, Buffer>,
): SealedEntry {
  const key = keys.get(subject);
  if (!key) throw new Error(`no key for ${subject}`);
  const body = Buffer.from(JSON.stringify(event));
  return sealEntry({ event: event.id, subject, type: event.type, time, body }, key);
}

/** Throws for a body that does not open: what is damaged is not read as if it were not there. */
function readEvent(record: StoredRecord, key: Buffer): OrderEvent {
  const open = unseal(key, record.sealed);
  if (!open)
    throw new Error(`Cannot read record ${record.seq}: it or its key was changed. Run the audit.`);
  return eventSchema.parse(JSON.parse(open.body.toString("utf8")));
}
