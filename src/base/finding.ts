/** What a check has to say about one place of one file. Lines and columns count from 1. */
export interface Finding {
  readonly rule: string;
  readonly severity: "block" | "warn";
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** Chinese: what is wrong and what to do next. */
  readonly message: string;
}
