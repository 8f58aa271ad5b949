import { tellPull } from "./events.ts";
import type { PullRecord, RecordOf } from "./records.ts";
import { addEvent } from "./timeline.ts";
import type { Forge } from "./types.ts";
import { labelView } from "./views/label.ts";

/** The label of a name; GitHub compares without regard to case. */
export function findLabel(forge: Forge, name: string): RecordOf<"label"> | undefined {
  const wanted = name.toLowerCase();
  return forge.store.label.find((one) => one.name.toLowerCase() === wanted);
}

/** Gives a pull request exactly these labels; one that nobody defined is defined by its first use. */
export function setLabels(
  forge: Forge,
  actorId: number,
  given: PullRecord,
  names: readonly string[],
): PullRecord {
  const pull = forge.store.pull.get(given.id) ?? given;
  const next = [
    ...new Set(names.map((name) => (findLabel(forge, name) ?? define(forge, name)).name)),
  ];
  const added = next.filter((one) => !pull.labels.includes(one));
  const removed = pull.labels.filter((one) => !next.includes(one));
  if (added.length + removed.length === 0) return pull;
  const changed = forge.store.pull.update(pull.id, { labels: next, updatedAt: forge.now() });
  for (const name of removed) note(forge, actorId, changed, name, "unlabeled");
  for (const name of added) note(forge, actorId, changed, name, "labeled");
  return changed;
}

function define(forge: Forge, name: string): RecordOf<"label"> {
  return forge.store.label.insert({ name, color: "ededed", description: null });
}

function note(
  forge: Forge,
  actorId: number,
  pull: PullRecord,
  name: string,
  event: "labeled" | "unlabeled",
): void {
  addEvent(forge, pull.number, event, actorId, { label: name });
  tellPull(forge, event, actorId, pull, { label: labelView(forge, name) });
}
