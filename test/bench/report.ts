/** The middle one of some measured times, and the two ends: `1.20 (1.15–1.31)`. */
export function spread(times: readonly number[], digits: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  const show = (time = Number.NaN) => time.toFixed(digits);
  return `${show(sorted[sorted.length >> 1])} (${show(sorted[0])}–${show(sorted.at(-1))})`;
}

/** A line of the report: what was measured, and what came out. */
export function line(what: string, result: string): void {
  console.log(`  ${what.padEnd(58)} ${result}`);
}
