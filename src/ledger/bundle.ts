import * as z from "zod";
import { openCheckpoint } from "./checkpoint.ts";
import { leafHash } from "./hash.ts";
import { commit, decodeLeaf } from "./leaf.ts";
import { parseVerifier } from "./note.ts";
import { provesInclusion } from "./proof.ts";
import { bundleText as text } from "./text.ts";

const base64 = z.base64().transform((encoded) => Buffer.from(encoded, "base64"));

/** All that is needed to show, without the database, that an order's records stand in the log. */
const bundleSchema = z.strictObject({
  format: z.literal("countersign-proof-v1"),
  /** Whose signature counts; compare it with the line the company published. */
  verifier: z.string(),
  checkpoint: z.string(),
  records: z
    .array(
      z.strictObject({
        leaf: z.string(),
        path: z.array(base64),
        salt: base64,
        /** The record's body, readable. */
        body: z.string(),
      }),
    )
    .min(1),
});
export type Bundle = z.input<typeof bundleSchema>;

/** What is wrong with a bundle; an empty list is a proof. `verifier` is the line the reader trusts. */
export function checkBundle(bundle: unknown, verifier: string): string[] {
  const parsed = bundleSchema.safeParse(bundle);
  const known = parseVerifier(verifier);
  if (!known) return [text.verifierUnreadable];
  if (!parsed.success) return [text.unreadable];
  const checkpoint = openCheckpoint(parsed.data.checkpoint, known.name, [known]);
  if (!checkpoint) return [text.notSigned];
  return parsed.data.records.flatMap(({ leaf, path, salt, body }, at) => {
    const bytes = Buffer.from(leaf);
    const record = decodeLeaf(bytes);
    if (!record) return [text.leafUnreadable(at + 1)];
    const { size, root } = checkpoint;
    return [
      ...(provesInclusion(leafHash(bytes), record.seq, size, path, root)
        ? []
        : [text.notIncluded(record.seq)]),
      ...(commit(salt, Buffer.from(body)).toString("base64url") === record.body
        ? []
        : [text.bodyDiffers(record.seq)]),
    ];
  });
}
