import type { Doors } from "./doors.ts";
import type { Picture } from "./picture.ts";
import { text } from "./text.ts";

const marker = "<!-- countersign -->";

/**
 * Says what keeps an approved change from being merged, in the one comment that the gate keeps on a
 * pull request; null says that nothing does any more. Writes only what changed.
 */
export async function comment(
  { github }: Doors,
  { pull, timeline }: Picture,
  hindrance: string | null,
): Promise<void> {
  const own = timeline.comments.findLast((one) => one.body.startsWith(marker));
  if (!own && hindrance === null) return;
  const body = `${marker}\n${hindrance ?? text.settled}`;
  if (own?.body !== body) await github.putComment(pull.number, body, own?.id ?? null);
}
