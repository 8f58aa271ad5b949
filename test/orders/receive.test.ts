import { describe, expect, it } from "vitest";
import { ruleBook } from "../../src/orders/clocks.ts";
import { lookUpWords, questionWords } from "../../src/orders/look-up.ts";
import type { Order, Progress } from "../../src/orders/order.ts";
import { receive } from "../../src/orders/receive.ts";
import { isReady, type OrderState } from "../../src/orders/state.ts";
import { fieldText } from "../../src/orders/text.ts";
import { weekOf } from "../../src/orders/week.ts";
import { arrival, confirmed, contacted, event, minutes, noon, order, stateAfter } from "./acts.ts";

const arriving = { via: "live", now: noon, limits: ruleBook.orders } as const;

function seen(known: OrderState | null, change: Partial<Order> = {}, progress: Progress = "open") {
  const sighting = { order: { ...order, ...change }, progress, refunded: null };
  return receive(sighting, known, arriving);
}

/** The state after also recording what seeing the order again gave cause to. */
function again(known: OrderState, change: Partial<Order>): OrderState {
  const events = seen(known, change).map(({ event: what }) => event(noon, what));
  return stateAfter(arrival(noon), ...events);
}

describe("seeing an order", () => {
  const known = stateAfter(arrival(noon));

  it("for the first time records it whole", () => {
    expect(seen(null)).toMatchObject([{ name: "order.received", event: { data: { order } } }]);
  });

  it("again, unchanged, records nothing", () => {
    expect(seen(known)).toEqual([]);
  });

  it("changed, records the difference field by field and leaves the order as it was", () => {
    const receiver = { ...order.receiver, address: "某市 9 号" };
    const [drift] = seen(known, { receiver, total: "1.00" });
    expect(drift?.event.data).toMatchObject({
      differences: [
        { field: "total", before: "88.00", after: "1.00" },
        { field: "receiver.address", before: "某市 1 号", after: "某市 9 号" },
      ],
    });
    const after = again(known, { receiver, total: "1.00" });
    expect(after.order).toEqual(order);
    expect(seen(after, { receiver, total: "1.00" })).toEqual([]);
  });

  it("changed and changed back is told twice, and the order is whole again", () => {
    const after = again(known, { note: "改地址" });
    const [back] = seen(after);
    expect(back?.event).toMatchObject({
      type: "order.drift_detected",
      data: { differences: [{ field: "note", before: "改地址", after: "" }] },
    });
  });

  it("with an item more names the item", () => {
    const items = [...order.items, { title: "碗", sku: "B-2", quantity: "1", price: "9" }];
    const [drift] = seen(known, { items });
    expect(drift?.event.data).toMatchObject({
      differences: [{ field: "items.2.title", after: "碗" }, {}, {}, {}],
    });
    expect(fieldText("items.2.title")).toBe("第 2 件商品的名称");
  });

  it("further along records that once, and no drift", () => {
    const [shipped, ...more] = seen(known, {}, "shipped");
    expect([shipped?.event.type, more]).toEqual(["order.shipped", []]);
    if (!shipped) throw new Error("nothing recorded");
    expect(seen(stateAfter(arrival(noon), event(noon, shipped.event)), {}, "shipped")).toEqual([]);
    expect(seen(known, {}, "completed")[0]?.event.type).toBe("order.completed");
    expect(seen(known, {}, "cancelled")[0]?.event.type).toBe("order.cancelled");
  });

  it("paid back records the refund once", () => {
    const sighting = { order, progress: "open", refunded: "5.00" } as const;
    const [refund] = receive(sighting, known, arriving);
    expect(refund?.event).toMatchObject({ type: "refund.recorded", data: { amount: "5.00" } });
    if (!refund) throw new Error("nothing recorded");
    expect(
      receive(sighting, stateAfter(arrival(noon), event(noon, refund.event)), arriving),
    ).toEqual([]);
  });
});

describe("what is ready for operations", () => {
  it("is confirmed, complete, and not in dispute with its source", () => {
    const ready = stateAfter(arrival(noon), event(noon, confirmed));
    expect(isReady(ready)).toBe(true);
    expect(isReady(stateAfter(arrival(noon)))).toBe(false);
    const noPhone = { ...order, receiver: { ...order.receiver, phone: "" } };
    expect(isReady({ ...ready, order: noPhone })).toBe(false);
    expect(isReady({ ...ready, differences: [{ field: "total", before: "1", after: "2" }] })).toBe(
      false,
    );
  });
});

describe("an order is found by what a caller knows", () => {
  const words = lookUpWords({
    ...order,
    id: "A-1001",
    receiver: { ...order.receiver, phone: "+86 139-0000-0001" },
  });
  const finds = (question: string) => questionWords(question).some((one) => words.includes(one));

  it.each([
    "a-1001",
    " A-1001 ",
    "139 0000 0001",
    "+8613900000001",
    "0001",
    "示例收货人",
    "示例 买家",
  ])("%s", (question) => expect(finds(question)).toBe(true));

  it.each(["1001", "13900000002", "9999", "示例", ""])("not by %j", (question) =>
    expect(finds(question)).toBe(false),
  );

  it("a hidden number is found by its last digits only", () => {
    const hidden = lookUpWords({ ...order, receiver: { ...order.receiver, phone: "1******6198" } });
    expect(hidden).toContain("tail:6198");
    expect(hidden.some((one) => one.startsWith("phone:"))).toBe(false);
  });
});

it("the week counts orders by day in Beijing, and who was in time", () => {
  const day = minutes(24 * 60);
  const states = [
    stateAfter(
      arrival(noon),
      event(noon + minutes(5), contacted()),
      event(noon + minutes(11), confirmed),
    ),
    { ...stateAfter(arrival(noon, "import")), detectedAt: noon - 6 * day },
    { ...stateAfter(arrival(noon, "import")), detectedAt: noon - 7 * day },
  ];
  const week = weekOf(states, noon + minutes(60));
  expect(week.days.map((one) => one.orders)).toEqual([1, 0, 0, 0, 0, 0, 1]);
  expect(week.days.at(-1)?.day).toBe("2026-11-24");
  expect(week.shares.slice(0, 2)).toEqual([
    { clock: "contact", inTime: 1, late: 1 },
    { clock: "confirm", inTime: 0, late: 2 },
  ]);
  expect(week.breaches).toBe(3);
});
