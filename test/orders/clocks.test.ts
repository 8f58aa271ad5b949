import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alarmsOf } from "../../src/orders/alarms.ts";
import { clocksOf, shopClock } from "../../src/orders/clocks.ts";
import type { OrderEvent } from "../../src/orders/event.ts";
import type { OrderState } from "../../src/orders/state.ts";
import {
  arrival,
  cancelled,
  confirmed,
  contacted,
  event,
  minutes,
  noon,
  stateAfter,
  submitted,
} from "./acts.ts";

const verdicts = (state: OrderState, now: number) => clocksOf(state, now).map((one) => one.verdict);
const at = (minute: number) => noon + minutes(minute);

describe("rules 7.2 and 7.3: ten minutes to contact and confirm, a day to hand over", () => {
  it("counts from arrival, however late a live order was seen", () => {
    expect(verdicts(stateAfter(arrival(at(9))), at(9))).toEqual(["warning", "warning", "idle"]);
    expect(verdicts(stateAfter(arrival(at(0))), at(1))).toEqual(["running", "running", "idle"]);
  });

  it("counts from detection for orders imported by hand, and keeps both times", () => {
    const state = stateAfter(arrival(at(300), "import"));
    expect(verdicts(state, at(301))).toEqual(["running", "running", "idle"]);
    expect([state.arrivedAt, state.detectedAt]).toEqual([noon, at(300)]);
  });

  it("takes exactly the limit for in time, and a millisecond more for late", () => {
    const done = (end: number) =>
      stateAfter(arrival(noon), event(end, contacted()), event(end, confirmed));
    expect(verdicts(done(at(10)), at(20)).slice(0, 2)).toEqual(["in_time", "in_time"]);
    expect(verdicts(done(at(10) + 1), at(20)).slice(0, 2)).toEqual(["late", "late"]);
    expect(verdicts(stateAfter(arrival(noon)), at(10))[0]).toBe("warning");
    expect(verdicts(stateAfter(arrival(noon)), at(10) + 1)[0]).toBe("overdue");
  });

  it("takes an attempt for contact, but not for confirmation", () => {
    const state = stateAfter(arrival(noon), event(at(5), contacted("no_answer")));
    expect(verdicts(state, at(11))).toEqual(["in_time", "overdue", "idle"]);
    expect(state.reached).toBe(false);
  });

  it("gives a day from confirmation to hand over", () => {
    const start = [arrival(noon), event(at(8), confirmed)];
    const done = (end: number) => stateAfter(...start, event(end, submitted));
    expect(verdicts(done(at(8 + 24 * 60)), at(9999))[2]).toBe("in_time");
    expect(verdicts(done(at(8 + 24 * 60) + 1), at(9999))[2]).toBe("late");
    expect(verdicts(stateAfter(...start), at(8 + 24 * 60 - 100))[2]).toBe("warning");
  });

  it("closes without a verdict when the order is called off, unless it was overdue by then", () => {
    expect(verdicts(stateAfter(arrival(noon), event(at(3), cancelled)), at(99))).toEqual([
      "void",
      "void",
      "void",
    ]);
    const late = stateAfter(arrival(noon), event(at(30), cancelled));
    expect(verdicts(late, at(99))).toEqual(["late", "late", "void"]);
  });

  it("does not judge what was shipped or finished before it came here", () => {
    expect(verdicts(stateAfter(arrival(noon, "import", "completed")), at(99))[0]).toBe("void");
  });

  it("judges a deed that was dated back by when it was recorded, and marks it", () => {
    const state = stateAfter(arrival(noon), event(at(30), contacted(), at(2)));
    expect(verdicts(state, at(31))[0]).toBe("late");
    expect(state.contacted).toMatchObject({ at: at(30), stated: at(2), by: "小王" });
    expect(stateAfter(arrival(noon), event(at(3), contacted())).contacted?.stated).toBeNull();
  });

  it("judges by the limits of the day the order came, not by later ones", () => {
    const generous = { contact: minutes(60), confirm: minutes(60), submit: minutes(60) };
    const state = stateAfter(arrival(noon, "live", "open", generous));
    expect(verdicts(state, at(30))[0]).toBe("running");
  });

  it("lets nobody improve what happened first", () => {
    const state = stateAfter(arrival(noon), event(at(20), confirmed), event(at(21), confirmed));
    expect(state.confirmed?.at).toBe(at(20));
  });
});

describe("alarms", () => {
  it("are raised once each: a warning first, then the breach", () => {
    const start = [arrival(noon)];
    const names = (...events: OrderEvent[]) => {
      const state = stateAfter(...events);
      return (now: number) => alarmsOf(state, now).map((one) => one.name);
    };
    expect(names(...start)(at(7))).toEqual([]);
    expect(names(...start)(at(8))).toEqual(["warning contact", "warning confirm"]);
    const [first] = alarmsOf(stateAfter(...start), at(11));
    expect(first).toMatchObject({ name: "breach contact", subject: "subject" });
    if (!first) throw new Error("no alarm");
    expect(names(...start, event(at(11), first.event))(at(12))).toEqual(["breach confirm"]);
  });

  it("come for what was done late, even when nobody looked in between", () => {
    const state = stateAfter(arrival(noon), event(at(30), contacted()), event(at(31), confirmed));
    expect(alarmsOf(state, at(40)).map((one) => one.name)).toEqual([
      "breach contact",
      "breach confirm",
    ]);
  });
});

describe("the shop's own clocks", () => {
  it("ring when a refresh is more than ten minutes ago, a backup more than seven days", () => {
    expect(shopClock("refresh", noon, at(10)).verdict).toBe("running");
    expect(shopClock("refresh", noon, at(10) + 1).verdict).toBe("overdue");
    expect(shopClock("backup", noon, at(7 * 24 * 60)).verdict).toBe("running");
    expect(shopClock("backup", noon, at(7 * 24 * 60) + 1).verdict).toBe("overdue");
  });
});

it("a clock never goes back: once late, late; once in time, in time; for all histories", () => {
  const deed = fc.constantFrom(
    contacted(),
    contacted("no_answer"),
    confirmed,
    submitted,
    cancelled,
  );
  const history = fc.array(fc.record({ gap: fc.nat(minutes(2000)), deed }), { maxLength: 6 });
  fc.assert(
    fc.property(history, fc.nat(minutes(3000)), fc.nat(minutes(3000)), (steps, sooner, more) => {
      let time = noon;
      const events = steps.map(({ gap, deed: what }) => {
        time += gap;
        return event(time, what);
      });
      const state = stateAfter(arrival(noon), ...events);
      const [first, second] = [
        clocksOf(state, time + sooner),
        clocksOf(state, time + sooner + more),
      ];
      first.forEach(({ verdict, due, stopped }, clock) => {
        const later = second[clock]?.verdict;
        if (["in_time", "late", "void", "overdue", "idle"].includes(verdict))
          expect(later).toBe(verdict);
        if (verdict === "in_time") expect(stopped).toBeLessThanOrEqual(due ?? 0);
        if (verdict === "running" || verdict === "warning")
          expect(["running", "warning", "overdue"]).toContain(later);
      });
    }),
    { numRuns: process.env.SOAK ? 50_000 : 500, seed: Number(process.env.SEED ?? 3) },
  );
});
