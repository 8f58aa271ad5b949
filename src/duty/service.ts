import type { BeijingClock } from "../base/time.ts";

/** When online service answers (rules 9.1–9.3); days are Beijing days, times Beijing times. */
export interface ServiceHours {
  readonly online_from: string;
  readonly online_to: string;
  /** Days on which somebody is on duty, weekend or holiday or not. */
  readonly rota: readonly { readonly from: string; readonly to: string }[];
  readonly closed: readonly { readonly day: string; readonly note: string }[];
}

/** Whether somebody answers online at that moment; at all other times the 400 line does. */
export function isOnline(hours: ServiceHours, { day, time, weekday }: BeijingClock): boolean {
  if (time < hours.online_from || time >= hours.online_to) return false;
  if (hours.rota.some(({ from, to }) => from <= day && day <= to)) return true;
  if (hours.closed.some((one) => one.day === day)) return false;
  return weekday !== 0 && weekday !== 6;
}
