import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SourceError } from "../../src/adapters/http/get-json.ts";
import type { Source, Window } from "../../src/adapters/http/source.ts";
import { wooSource } from "../../src/adapters/http/woocommerce.ts";
import { shop } from "../../src/counter/counter.ts";
import { refresh, sourceSubject } from "../../src/counter/refresh.ts";
import { createView } from "../../src/counter/view.ts";
import { createWatch } from "../../src/counter/watch.ts";
import type { Sighting } from "../../src/orders/order.ts";
import { impatient } from "../adapters/http/loopback.ts";
import { openWooShop, wooOrders } from "../adapters/http/woo-shop.ts";
import { minutes, noon } from "../orders/acts.ts";
import { type Desk, openDesk, sighting } from "./desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** A shop in memory that remembers what it was asked. */
function memoryShop() {
  const state = { orders: [] as Sighting[], asked: [] as Window[], broken: false };
  const source: Source = {
    name: "shop",
    async *orders(window) {
      state.asked.push(window);
      yield state.orders;
      if (state.broken) throw new SourceError("shop answers 503");
    },
  };
  return { ...state, state, source };
}

const refreshes = async () =>
  (await desk.counter.eventsOf(sourceSubject(desk.counter, "shop"))).flatMap((one) =>
    one.type === "source.refreshed" ? [one.data] : [],
  );

describe("refreshing", () => {
  it("asks for fixed windows that overlap, and moves on only after a success", async () => {
    const { source, state } = memoryShop();
    await refresh(desk.counter, source);
    desk.pass(minutes(5));
    state.broken = true;
    state.orders = [sighting("a")];
    expect(await refresh(desk.counter, source)).toMatchObject({
      problem: "shop answers 503",
      taken: { received: 1 },
    });
    desk.pass(minutes(60));
    state.broken = false;
    expect((await refresh(desk.counter, source)).taken).toMatchObject({
      received: 0,
      unchanged: 1,
    });
    expect(state.asked).toEqual([
      { from: noon - minutes(24 * 60), to: noon },
      { from: noon - minutes(10), to: noon + minutes(5) },
      { from: noon - minutes(10), to: noon + minutes(65) },
    ]);
    expect((await refreshes()).map((one) => one.ok)).toEqual([true, false, true]);
  });

  it("goes on from the last success after an outage of any length", async () => {
    const { source, state } = memoryShop();
    await refresh(desk.counter, source);
    state.broken = true;
    for (let at = 0; at < 60; at++) {
      desk.pass(minutes(30));
      await refresh(desk.counter, source);
    }
    state.broken = false;
    await refresh(desk.counter, source);
    expect(state.asked.at(-1)?.from).toBe(noon - minutes(10));
  });

  it("proves each ten minutes in the log without filling it", async () => {
    const { source } = memoryShop();
    for (let minute = 0; minute <= 30; minute++) {
      await refresh(desk.counter, source);
      desk.pass(minutes(1));
    }
    const times = (await refreshes()).map((one) => Date.parse(one.to ?? ""));
    expect(times.length).toBeLessThan(10);
    times.reduce((before, after) => {
      expect(after - before).toBeLessThanOrEqual(minutes(10));
      return after;
    });
  });
});

describe("an order that is changed in a real shop after it was recorded", () => {
  it("is reported as drift, and stays recorded as it was", async () => {
    const opened = await openWooShop(wooOrders(3, Date.now() - minutes(1)));
    const source = wooSource({
      name: "shop",
      url: opened.origin,
      key: "key",
      secret: "secret",
      patience: impatient,
      now: Date.now,
    });
    desk.set(Date.now() - desk.clock.now());
    expect((await refresh(desk.counter, source)).taken.received).toBe(3);
    Object.assign(opened.shop.orders[1] ?? {}, { address: "别处 9 号" });
    const { taken } = await refresh(desk.counter, source);
    expect(taken).toMatchObject({ received: 0, drifted: 1, unchanged: 2 });
    const state = await desk.counter.stateOf(desk.counter.subjectOf("shop", "2"));
    expect(state?.order.receiver.address).toContain("示例路 1 号");
    expect(state?.differences).toEqual([
      { field: "receiver.address", before: "某省 某市 示例路 1 号", after: "某省 某市 别处 9 号" },
    ]);
    await opened.close();
  });
});

describe("watching", () => {
  const watchDesk = (source: Source) => {
    const lines: string[] = [];
    const view = createView(desk.counter);
    let rings = 0;
    const round = createWatch({
      counter: desk.counter,
      view,
      sources: [source],
      places: [],
      print: (line) => lines.push(line),
      ring: () => {
        rings++;
      },
    });
    return { round, lines, rings: () => rings };
  };
  const breaches = async (subject: string) =>
    (await desk.counter.eventsOf(subject)).flatMap((one) =>
      one.type === "sla.breached" ? [one.data.clock] : [],
    );

  it("rings for what is new, warns, records a breach once, and tells what is due next", async () => {
    const { source, state } = memoryShop();
    state.orders = [sighting("a")];
    const { round, lines, rings } = watchDesk(source);
    await round();
    expect(lines.join("\n")).toContain("shop：新订单 1 个");
    expect(lines.at(-1)).toContain("下一个到期：订单 a，联系剩 10 分 00 秒");
    desk.pass(minutes(8));
    await round();
    expect(rings()).toBe(2);
    desk.pass(minutes(3));
    await round();
    await round();
    expect(await breaches(desk.counter.subjectOf("shop", "a"))).toEqual(["contact", "confirm"]);
    expect(lines.join("\n")).toContain("联系超时 1 分 00 秒");
  });

  it("says once that a shop does not answer, and records that ten minutes went by", async () => {
    const { source, state } = memoryShop();
    const { round, lines } = watchDesk(source);
    await round();
    state.broken = true;
    for (let at = 0; at < 12; at++) {
      desk.pass(minutes(1));
      await round();
    }
    expect(lines.filter((one) => one.includes("刷新失败"))).toHaveLength(1);
    expect(lines.join("\n")).toContain("没有刷新成功");
    expect(await breaches(shop)).toEqual(["refresh"]);
  });

  it("rings when nothing was backed up for a week", async () => {
    const { source } = memoryShop();
    const { round, lines } = watchDesk(source);
    await round();
    desk.pass(minutes(8 * 24 * 60) + 1);
    await round();
    await round();
    expect(lines.join("\n")).toContain("没有备份");
    expect(await breaches(shop)).toContain("backup");
    expect((await breaches(shop)).filter((one) => one === "backup")).toHaveLength(1);
  });
});
