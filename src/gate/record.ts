import * as z from "zod";
import type { Judgement } from "./judge.ts";

const signature = z.object({
  review: z.int(),
  user: z.string(),
  /** The commit that was looked at. */
  commit: z.string(),
  at: z.string(),
});

/** Why a commit stands on main: written into its message by the gate, in the moment it merges. */
const recordSchema = z.strictObject({
  version: z.literal(1),
  pull: z.int(),
  author: z.string(),
  head: z.string(),
  fingerprint: z.string(),
  /** The commit of main whose policy was applied. */
  policy: z.string(),
  classes: z.array(z.string()),
  /** Who filled each slot. */
  signatures: z.record(z.string(), z.array(signature)),
});

export type ApprovalRecord = z.infer<typeof recordSchema>;

const trailer = "Approval-Record: ";

/** The record of an approved pull request; null where something about it is not known. */
export function recordOf({ picture, decision, view }: Judgement): ApprovalRecord | null {
  const { pull, snapshot, timeline, tip } = picture;
  const signatures = Object.entries(decision.counted).map(([slot, ids]) => [
    slot,
    ids.map((id) => {
      const { user, commit, at } = timeline.reviews.find((one) => one.id === id) ?? {};
      return { review: id, user, commit, at };
    }),
  ]);
  const record = {
    version: 1,
    pull: pull.number,
    author: pull.author,
    head: pull.head,
    fingerprint: snapshot.fingerprints?.[pull.head],
    policy: tip,
    classes: view.classes,
    signatures: Object.fromEntries(signatures),
  };
  return recordSchema.safeParse(record).data ?? null;
}

/** The last line of the merge commit's message. */
export function recordLine(record: ApprovalRecord): string {
  return `${trailer}${JSON.stringify(record)}`;
}

/**
 * The record in a commit's message; null where there is none or it has another form. Only the last
 * line can be one: what an editor writes into a title or a page stands above it.
 */
export function parseRecord(message: string): ApprovalRecord | null {
  const line = message.trimEnd().split("\n").at(-1) ?? "";
  if (!line.startsWith(trailer)) return null;
  try {
    return recordSchema.safeParse(JSON.parse(line.slice(trailer.length))).data ?? null;
  } catch {
    return null;
  }
}
