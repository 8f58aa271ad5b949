/**
 * What a check has to say about one place of one file. Lines and columns count from 1, columns in
 * UTF-16 units; the end is the place behind the last sign.
 */
export interface Finding {
  readonly rule: string;
  readonly severity: "block" | "warn";
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** What stands there; empty where something is missing, masked where it must not be repeated. */
  readonly text: string;
  /** Chinese: what is wrong and what to do next. */
  readonly message: string;
  /** The law and the article behind the rule. */
  readonly law?: string;
  /** What could stand there instead. */
  readonly fix?: string;
}

type About = Pick<Finding, "rule" | "severity" | "message"> & Partial<Finding>;

/** A finding about a file as a whole, or about the place that is given. */
export function findingOf(path: string, about: About): Finding {
  return { path, line: 1, column: 1, endLine: 1, endColumn: 1, text: "", ...about };
}
