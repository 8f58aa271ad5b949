/** Milliseconds since the epoch of an ISO 8601 text; null when it is not one. */
export function parseTime(text: string): number | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

const beijing = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** `2026-03-02 18:05` in Asia/Shanghai, the rule book's time zone. */
export function formatBeijing(time: number): string {
  const part = Object.fromEntries(beijing.formatToParts(time).map((p) => [p.type, p.value]));
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}`;
}

/** A moment as the clock and the calendar on a wall in Beijing show it. */
export interface BeijingClock {
  /** `2026-11-24` */
  readonly day: string;
  /** `08:50` */
  readonly time: string;
  /** 0 is Sunday. */
  readonly weekday: number;
}

export function beijingClock(now: number): BeijingClock {
  const [day = "", time = ""] = formatBeijing(now).split(" ");
  return { day, time, weekday: new Date(`${day}T00:00:00Z`).getUTCDay() };
}

/** `2026-03-02T18:05:00.000+08:00`: an instant as ISO text with the rule book's offset. */
export function beijingIso(time: number): string {
  return new Date(time + 8 * 3_600_000).toISOString().replace("Z", "+08:00");
}
