/** One value that is not as it should be. An absent value is undefined. */
export interface Difference {
  /** `rules.pull_request.require_last_push_approval`; empty for the whole. */
  readonly path: string;
  readonly wanted: unknown;
  readonly actual: unknown;
}

/**
 * Where `actual` differs from `wanted`. What a record of `actual` holds beyond `wanted` is nobody's
 * business; lists are compared whole.
 */
export function differences(wanted: unknown, actual: unknown, path = ""): Difference[] {
  if (!isRecord(wanted)) return same(wanted, actual) ? [] : [{ path, wanted, actual }];
  if (!isRecord(actual)) return [{ path, wanted, actual }];
  return Object.entries(wanted).flatMap(([key, value]) =>
    differences(value, actual[key], path === "" ? key : `${path}.${key}`),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Two lines as in a patch: what is there, and what should be. */
export function linesOf({ path, wanted, actual }: Difference): string[] {
  const where = path === "" ? "" : `${path}: `;
  return [
    ...(actual === undefined || actual === null ? [] : [`- ${where}${JSON.stringify(actual)}`]),
    `+ ${where}${JSON.stringify(wanted)}`,
  ];
}
