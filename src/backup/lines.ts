import * as z from "zod";

const bytes = z.base64().transform((text) => Buffer.from(text, "base64"));

const recordLine = z.strictObject({
  seq: z.int(),
  event: z.string(),
  subject: z.string(),
  type: z.string(),
  time: z.int(),
  commitment: bytes,
  sealed: bytes,
  hash: bytes,
});
const checkpointLine = z.strictObject({ size: z.int(), note: z.string() });
const keyLine = z.strictObject({ subject: z.string(), key: bytes });

/** A record as it is stored, byte for byte. */
export interface RecordLine {
  readonly seq: number;
  readonly event: string;
  readonly subject: string;
  readonly type: string;
  readonly time: number;
  readonly commitment: Buffer;
  readonly sealed: Buffer;
  readonly hash: Buffer;
}
export type CheckpointLine = z.infer<typeof checkpointLine>;

/** One line of a segment: a record, or the checkpoint that was signed after it. */
export function encodeRecord({ commitment, sealed, hash, ...plain }: RecordLine): string {
  return `${JSON.stringify({
    ...plain,
    commitment: commitment.toString("base64"),
    sealed: sealed.toString("base64"),
    hash: hash.toString("base64"),
  })}\n`;
}

export const encodeCheckpoint = ({ size, note }: CheckpointLine) =>
  `${JSON.stringify({ size, note })}\n`;

export const encodeKey = ({ subject, key }: { subject: string; key: Buffer }) =>
  `${JSON.stringify({ subject, key: key.toString("base64") })}\n`;

const segmentLine = z.union([recordLine, checkpointLine]);

/** Throws for a line that is no part of a segment. */
export function decodeLine(line: string): RecordLine | CheckpointLine {
  return segmentLine.parse(JSON.parse(line));
}

export function decodeKey(line: string): { subject: string; key: Buffer } {
  return keyLine.parse(JSON.parse(line));
}
