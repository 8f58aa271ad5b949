import { parseTime } from "../base/time.ts";

const iso =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * Milliseconds of an ISO 8601 text; null for anything else. A text without a zone is Beijing time,
 * the rule book's, whatever the zone of the machine that reads it.
 */
export function instant(value: unknown): number | null {
  const found = typeof value === "string" ? iso.exec(value) : null;
  if (!found) return null;
  const [, date, time = "00:00", zone = "+08:00"] = found;
  return parseTime(`${date}T${time}${withMinutes(zone.toUpperCase())}`);
}

function withMinutes(zone: string): string {
  if (zone === "Z") return zone;
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
