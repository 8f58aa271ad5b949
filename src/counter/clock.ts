import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { uptime } from "node:os";

/** The machine's clocks: one on the wall that anybody can set, and one that only runs. */
export interface MachineClock {
  now(): number;
  /** Milliseconds since the machine started. */
  mono(): number;
  readonly boot: string;
}

const bootId = "/proc/sys/kernel/random/boot_id";

export function machineClock(): MachineClock {
  const boot = existsSync(bootId)
    ? readFileSync(bootId, "utf8").trim()
    : randomBytes(16).toString("hex");
  return { now: Date.now, mono: () => Math.round(uptime() * 1000), boot };
}

/** A wall clock may wander this much, and be put right by the network, without anybody being told. */
const tolerance = 30_000;

export interface Anomaly {
  readonly kind: "set_back" | "jumped";
  readonly by: number;
}

/** Watches the wall clock against the last record and against the clock that only runs. */
export function watchClock(clock: MachineClock): (lastRecorded: number) => Anomaly | null {
  let wall = clock.now();
  let mono = clock.mono();
  return (lastRecorded) => {
    const [now, ran] = [clock.now(), clock.mono()];
    const jump = now - wall - (ran - mono);
    wall = now;
    mono = ran;
    if (lastRecorded - now > tolerance)
      return { kind: "set_back", by: Math.round(lastRecorded - now) };
    return Math.abs(jump) > tolerance ? { kind: "jumped", by: Math.round(jump) } : null;
  };
}
