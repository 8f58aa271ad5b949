import { type AuditReport, auditLedger } from "../ledger/audit.ts";
import { type Checkpoint, openCheckpoint } from "../ledger/checkpoint.ts";
import { eventSchema } from "../orders/event.ts";
import type { Counter } from "./counter.ts";
import { text } from "./text.ts";

export interface Audit {
  /** Notes that were published outside. */
  readonly notes?: readonly string[];
  /** Goes on from the largest of the notes instead of reading everything again. */
  readonly partial?: boolean;
  readonly onProgress?: (done: number, size: number) => void;
}

/** Recomputes the log and compares it with what was published. Notes that are not the log's own are findings too. */
export async function auditCounter(
  counter: Counter,
  { notes = [], partial = false, onProgress }: Audit = {},
): Promise<AuditReport> {
  const { origin, verifiers } = counter.identity;
  const opened = notes.map((note) => openCheckpoint(note, origin, verifiers));
  const against = opened.filter((one): one is Checkpoint => one !== null);
  const since = partial ? against.toSorted((a, b) => b.size - a.size)[0] : undefined;
  const report = await auditLedger(
    { ...counter.ledger, keys: counter.keys.keys },
    {
      origin,
      verifiers,
      against,
      destroyedBy,
      ...(since ? { since } : {}),
      ...(onProgress ? { onProgress } : {}),
    },
  );
  const strange = opened.flatMap((one, at) =>
    one ? [] : [{ ...text.strangeNote(notes[at] ?? ""), kind: "note", seq: null }],
  );
  return { ...report, inconsistencies: [...strange, ...report.inconsistencies] };
}

function destroyedBy(type: string, body: Buffer): readonly string[] {
  if (type !== "personal.erased") return [];
  const parsed = eventSchema.safeParse(JSON.parse(body.toString("utf8")));
  return parsed.success && parsed.data.type === "personal.erased" ? parsed.data.data.subjects : [];
}
