/** How far a piece of work is, how fast, and how long it will take. */
export interface Pace {
  /** Between 0 and 1. */
  readonly share: number;
  readonly bytesPerSecond: number;
  /** Null until something is done. */
  readonly secondsLeft: number | null;
}

export function paceOf(done: number, all: number, bytes: number, seconds: number): Pace {
  const share = all === 0 ? 1 : done / all;
  return {
    share,
    bytesPerSecond: seconds > 0 ? bytes / seconds : 0,
    secondsLeft: done === 0 ? null : (seconds / done) * (all - done),
  };
}
