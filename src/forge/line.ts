const lines = new WeakMap<object, Promise<unknown>>();

/**
 * Runs what moves refs one after the other: what a rule was asked about is still true when the ref
 * moves, and two merges at once make two commits in a row. Never call it from inside `work`.
 */
export function inLine<T>(key: object, work: () => Promise<T>): Promise<T> {
  const before = lines.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  lines.set(
    key,
    mine.catch(() => undefined),
  );
  return mine;
}
