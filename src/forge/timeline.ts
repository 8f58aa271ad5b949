import type { Forge } from "./types.ts";

/** Writes one event of a pull request's timeline; `detail` is what this kind has beside the rest. */
export function addEvent(
  forge: Forge,
  pull: number,
  event: string,
  actorId: number,
  detail: Record<string, unknown>,
): void {
  forge.store.event.insert({ pull, event, actorId, createdAt: forge.now(), detail });
}
