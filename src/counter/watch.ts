import type { Source } from "../adapters/http/source.ts";
import { beijingIso } from "../base/time.ts";
import { alarmsOf } from "../orders/alarms.ts";
import { ruleBook, shopClock } from "../orders/clocks.ts";
import { clockText } from "../orders/text.ts";
import { type Counter, shop } from "./counter.ts";
import { lineOf, nextClock } from "./lines.ts";
import { type Outside, publish } from "./places.ts";
import { type Refreshed, refresh } from "./refresh.ts";
import { text } from "./text.ts";
import type { View } from "./view.ts";

export interface Watching {
  readonly counter: Counter;
  readonly view: View;
  readonly sources: readonly Source[];
  readonly places: readonly Outside[];
  readonly print: (line: string) => void;
  /** Somebody must look: a new order, a drift, a clock that runs out. */
  readonly ring: () => void;
}

const publishEvery = 3_600_000;

/** One round of the order desk: ask every shop, record what is late, tell what is new and what is due next. */
export function createWatch(watching: Watching): () => Promise<void> {
  const { counter, view, sources, places, print, ring } = watching;
  const failing = new Set<string>();
  let published: number | null = null;
  return async () => {
    const results: Refreshed[] = [];
    for (const source of sources) results.push(await refresh(counter, source));
    await view.catchUp();
    for (const one of results) tellRefresh(one);
    await raiseAlarms();
    await recordShopBreaches(
      counter,
      view,
      sources.map((one) => one.name),
    );
    tellShopClocks();
    tellNext();
    await publishIfDue();
  };

  function tellRefresh({ source, taken, problem }: Refreshed) {
    if (problem === null) failing.delete(source);
    else if (!failing.has(source)) print(text.sourceFailed(source, problem));
    if (problem !== null) failing.add(source);
    if (taken.received + taken.drifted > 0) {
      print(text.sourceNews(source, taken.received, taken.drifted));
      ring();
    }
  }

  async function raiseAlarms() {
    const now = counter.clock.now();
    const alarms = view.orders().flatMap((state) => alarmsOf(state, now));
    if (alarms.length === 0) return;
    await counter.write(alarms.map((one) => ({ ...one, actor: "system" })));
    await view.catchUp();
    const subjects = new Set(alarms.map((one) => one.subject));
    for (const state of view.orders()) if (subjects.has(state.subject)) print(lineOf(state, now));
    ring();
  }

  function tellShopClocks() {
    const now = counter.clock.now();
    const began = view.began() ?? now;
    for (const { name } of sources) {
      const { verdict, since } = shopClock("refresh", view.refreshed().get(name) ?? began, now);
      if (verdict === "overdue") print(text.refreshOverdue(name, now - since));
    }
    const backedUp = view.backedUp() ?? began;
    if (now - backedUp > ruleBook.backupAlarm) print(text.backupOverdue(now - backedUp));
  }

  function tellNext() {
    const now = counter.clock.now();
    const due = view
      .orders()
      .flatMap((state) => {
        const next = nextClock(state, now);
        return next?.due == null ? [] : [{ state, clock: next.clock, due: next.due }];
      })
      .toSorted((a, b) => a.due - b.due);
    const [first] = due;
    if (first)
      print(
        text.dueNext(first.state.order.id, text.dueIn(clockText[first.clock], first.due - now)),
      );
  }

  // The order of the two matters to nobody else, but a place that is away must not stop the desk.
  async function publishIfDue() {
    const now = counter.clock.now();
    if (published !== null && now - published < publishEvery) return;
    published = now;
    for (const place of places)
      await publish(counter, place).catch((error: unknown) =>
        print(
          text.publishFailed(place.name, error instanceof Error ? error.message : String(error)),
        ),
      );
  }
}

/** Records once that a shop was not refreshed, or nothing backed up, within the limit. */
async function recordShopBreaches(counter: Counter, view: View, names: readonly string[]) {
  const now = counter.clock.now();
  const began = view.began() ?? now;
  const clocks = [
    ...names.map((name) => ({
      name,
      ...shopClock("refresh", view.refreshed().get(name) ?? began, now),
    })),
    { name: shop, ...shopClock("backup", view.backedUp() ?? began, now) },
  ];
  const late = clocks.filter((one) => one.verdict === "overdue");
  if (late.length === 0) return;
  await counter.write(
    late.map(({ name, clock, due }) => ({
      subject: shop,
      name: `breach ${clock} ${name} ${due}`,
      actor: "system",
      event: {
        type: "sla.breached" as const,
        data: { clock, due: beijingIso(due), limit: ruleBook[clock] },
      },
    })),
  );
}
