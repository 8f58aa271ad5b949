import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditCounter } from "../../src/counter/audit.ts";
import { shop } from "../../src/counter/counter.ts";
import { deedEvent } from "../../src/counter/deeds.ts";
import { openCounter } from "../../src/counter/open.ts";
import { takeIn } from "../../src/counter/take-in.ts";
import { createView } from "../../src/counter/view.ts";
import { minutes, noon, order } from "../orders/acts.ts";
import { type Desk, openDesk, sighting, sightings } from "./desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const take = (ids: Parameters<typeof takeIn>[1], via: "live" | "import" = "import") =>
  takeIn(desk.counter, ids, { via, actor: "import" });
const plain = { channel: "phone", note: "" } as const;
const act = (id: string, deed: Parameters<typeof deedEvent>[0], by = "小王") =>
  desk.counter.write([
    { subject: desk.counter.subjectOf("shop", id), actor: by, event: deedEvent(deed, plain) },
  ]);

describe("an order at the desk", () => {
  it("is recorded once, and its state comes from its events", async () => {
    expect(await take(sightings(3))).toMatchObject({ received: 3, drifted: 0, unchanged: 0 });
    expect(await take(sightings(3))).toMatchObject({ received: 0, unchanged: 3 });
    desk.pass(minutes(3));
    await act("o1", "contacted");
    await act("o1", "confirmed");
    const state = await desk.counter.stateOf(desk.counter.subjectOf("shop", "o1"));
    expect(state).toMatchObject({
      reached: true,
      confirmed: { by: "小王", at: noon + minutes(3) },
    });
  });

  it("seen with other content stays as it was; the difference is recorded beside it, once", async () => {
    await take([sighting("a")]);
    const changed = sighting("a", { receiver: { ...order.receiver, address: "别处" } });
    expect(await take([changed])).toMatchObject({ drifted: 1 });
    expect(await take([changed])).toMatchObject({ drifted: 0, unchanged: 1 });
    const state = await desk.counter.stateOf(desk.counter.subjectOf("shop", "a"));
    expect(state?.order.receiver.address).toBe(order.receiver.address);
    expect(state?.differences).toHaveLength(1);
    expect(await take([sighting("a")])).toMatchObject({ drifted: 1 });
  });

  it("is found by number, telephone, last digits and name", async () => {
    await take([sighting("a"), sighting("b", { buyer: "另一位" })]);
    const found = async (question: string) =>
      (await desk.counter.find(question)).map((one) => one.order.id).sort();
    expect(await found("A")).toEqual(["a"]);
    expect(await found(order.receiver.phone)).toEqual(["a", "b"]);
    expect(await found("另一位")).toEqual(["b"]);
    expect(await found("无此人")).toEqual([]);
  });

  it("leaves nothing readable in the files, which belong to nobody else", async () => {
    await take([sighting("a")]);
    for (const name of readdirSync(desk.dir)) {
      const content = readFileSync(join(desk.dir, name));
      for (const secret of [order.receiver.phone, order.receiver.name, order.receiver.address])
        expect(content.includes(secret), `${secret} in ${name}`).toBe(false);
      expect(statSync(join(desk.dir, name)).mode & 0o077, name).toBe(0);
    }
  });
});

describe("two programs at one log", () => {
  it("record an order once and both see it", async () => {
    const other = await openCounter({ dir: desk.dir, clock: desk.clock });
    const results = await Promise.all([
      take(sightings(40)),
      takeIn(other, sightings(40), { via: "import", actor: "import" }),
    ]);
    expect(results.reduce((sum, one) => sum + one.received, 0)).toBe(40);
    const view = createView(other);
    await view.catchUp();
    expect(view.orders()).toHaveLength(40);
    await act("o1", "confirmed");
    await view.catchUp();
    expect(view.orders().filter((one) => one.confirmed)).toHaveLength(1);
    await other.close();
  });
});

describe("the clock on the wall", () => {
  const anomalies = async () =>
    (await desk.counter.eventsOf(shop)).flatMap((one) =>
      one.type === "clock.anomaly" ? [one.data] : [],
    );

  it("set back is recorded with the next event", async () => {
    await take([sighting("a")]);
    desk.set(-minutes(60));
    await act("a", "contacted");
    expect(await anomalies()).toEqual([{ kind: "set_back", by: minutes(60) }]);
  });

  it("set back while nothing ran is found by the last record", async () => {
    await take([sighting("a")]);
    desk.set(-minutes(5));
    const next = await openCounter({ dir: desk.dir, clock: desk.clock });
    await takeIn(next, [sighting("b")], { via: "import", actor: "import" });
    expect(await anomalies()).toEqual([{ kind: "set_back", by: minutes(5) }]);
    await next.close();
  });

  it("set forward is recorded, too; time that passes is not", async () => {
    await take([sighting("a")]);
    desk.pass(minutes(600));
    await act("a", "contacted");
    expect(await anomalies()).toEqual([]);
    desk.set(minutes(2));
    await act("a", "confirmed");
    expect(await anomalies()).toEqual([{ kind: "jumped", by: minutes(2) }]);
  });
});

describe("the audit", () => {
  it("finds an untouched log in order, and a lost key at once", async () => {
    await take(sightings(300));
    expect((await auditCounter(desk.counter)).inconsistencies).toEqual([]);
    await desk.counter.keys.destroy([desk.counter.subjectOf("shop", "o7")]);
    const { inconsistencies } = await auditCounter(desk.counter);
    expect(inconsistencies).toMatchObject([{ kind: "key", seq: 7 }]);
  });
});
