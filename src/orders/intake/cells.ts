import { beijingIso, parseTime } from "../../base/time.ts";
import { intakeText as text } from "../text.ts";
import type { Cell } from "./table.ts";

/** A cell that is understood, or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly problem: string };

/** A spreadsheet keeps 15 digits of a number and writes zeros for the rest. */
const keptDigits = 15;

/**
 * A number that names something: an order, a telephone. What a spreadsheet has shortened is not
 * guessed back.
 */
export function readNumber({ value, quoted }: Cell): Read<string> {
  if (/^[+-]?\d+(\.\d+)?E[+-]?\d+$/i.test(value)) return { problem: text.scientific(value) };
  if (quoted || !/^\d+$/.test(value) || value.length <= keptDigits) return { value };
  if (/^0+$/.test(value.slice(keptDigits))) return { problem: text.rounded(value) };
  return { value };
}

export function readMoney({ value }: Cell): Read<string> {
  const plain = value.replace(/^[¥￥]\s*/, "").replace(/,(?=\d{3}(\D|$))/g, "");
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return { problem: text.money(value) };
  return { value: plain };
}

export function readCount({ value }: Cell): Read<string> {
  const plain = value.replace(/\.0+$/, "");
  return /^\d{1,9}$/.test(plain) ? { value: plain } : { problem: text.count(value) };
}

const beijing = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** A moment in Beijing, as platforms write it; null for an empty cell. */
export function readMoment({ value }: Cell): Read<string | null> {
  if (value === "" || value === "-") return { value: null };
  const [whole, year, ...rest] = beijing.exec(value) ?? [];
  const [month = "", day = "", hour = "", minute = "", second = "00"] = rest.map((one) =>
    (one ?? "00").padStart(2, "0"),
  );
  const moment = `${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`;
  if (whole === undefined || !exists(moment)) return { problem: text.moment(value) };
  return { value: moment };
}

// The engine takes 31 February for a day in March.
function exists(moment: string): boolean {
  const time = parseTime(moment);
  return time !== null && beijingIso(time).slice(0, 10) === moment.slice(0, 10);
}
