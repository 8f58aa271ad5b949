import type { Finding } from "../base/finding.ts";
import { placesIn, type Range } from "./document.ts";

type About = Pick<Finding, "rule" | "severity" | "message"> &
  Partial<Pick<Finding, "law" | "fix" | "text">>;

/** A finding about a part of a file's source. */
export function findingAt(path: string, source: string, [from, to]: Range, about: About): Finding {
  const placeOf = placesIn(source);
  const end = placeOf(to);
  const { line, column } = placeOf(from);
  const span = { line, column, endLine: end.line, endColumn: end.column };
  return { path, ...span, text: source.slice(from, to), ...about };
}
