import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditCounter } from "../../src/counter/audit.ts";
import { deedEvent } from "../../src/counter/deeds.ts";
import { erase, expired } from "../../src/counter/erase.ts";
import { prove } from "../../src/counter/prove.ts";
import { takeIn } from "../../src/counter/take-in.ts";
import { minutes, order } from "../orders/acts.ts";
import { type Desk, openDesk, sighting } from "./desk.ts";

const year = minutes(366 * 24 * 60);
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await takeIn(desk.counter, [sighting("old"), sighting("open")], {
    via: "import",
    actor: "import",
  });
  const event = deedEvent("completed", { channel: "phone", note: "" });
  await desk.counter.write([{ subject: subject("old"), actor: "小王", event }]);
  desk.pass(2 * year);
  await takeIn(desk.counter, [sighting("new")], { via: "import", actor: "import" });
  desk.pass(1.5 * year);
});
afterEach(() => desk.close());

const subject = (id: string) => desk.counter.subjectOf("shop", id);
const limit = () => desk.clock.now() - 3 * year;

describe("personal data whose time is over", () => {
  it("is that of orders completed more than three years ago, and of no other", async () => {
    expect(await expired(desk.counter, limit())).toEqual([subject("old")]);
    expect(await expired(desk.counter, limit() - year)).toEqual([]);
  });

  it("is destroyed for good, and the log still verifies", async () => {
    const key = (await desk.counter.keys.keys([subject("old")])).get(subject("old"));
    await erase(desk.counter, await expired(desk.counter, limit()), limit());
    expect((await auditCounter(desk.counter)).inconsistencies).toEqual([]);
    expect(await desk.counter.stateOf(subject("old"))).toBeNull();
    expect(await prove(desk.counter, subject("old"))).toBeNull();
    expect(
      (await desk.counter.find(order.receiver.phone)).map((one) => one.order.id).sort(),
    ).toEqual(["new", "open"]);
    for (const name of readdirSync(desk.dir))
      expect(key && readFileSync(join(desk.dir, name)).includes(key), name).toBe(false);
  });

  it("does not come back when a shop shows the order again", async () => {
    await erase(desk.counter, [subject("old")], limit());
    const again = await takeIn(desk.counter, [sighting("old")], { via: "import", actor: "import" });
    expect(again).toMatchObject({ received: 0, unchanged: 1 });
  });
});
