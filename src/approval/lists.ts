import { detailText } from "./text.ts";

/** Rule 10: why a list may not be whole; empty when it is. A total of NaN cannot be read. */
export function unlisted(length: number, total: number | null, limit: number): string[] {
  if (total === null) return length >= limit ? [detailText.atLimit(length, limit)] : [];
  if (total !== length) return [detailText.partial(length, total)];
  return total > limit ? [detailText.overLimit(total, limit)] : [];
}
