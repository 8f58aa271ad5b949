const longestTimeout = 2 ** 31 - 1;

/** Rings once at a time given as ISO text; setting it again replaces the earlier time. */
export interface Timer {
  set(due: string | null | undefined, now: number): void;
  stop(): void;
}

/** A publish or expiry time that falls due rebuilds the site: times are judged when it is built. */
export function createTimer(ring: () => void): Timer {
  let handle: NodeJS.Timeout | undefined;
  return {
    set(due, now) {
      clearTimeout(handle);
      if (!due) return;
      const wait = Math.max(0, Date.parse(due) - now);
      // A later time than setTimeout can hold is set again by the build that rings first.
      handle = setTimeout(ring, Math.min(wait, longestTimeout));
      handle.unref();
    },
    stop: () => clearTimeout(handle),
  };
}
