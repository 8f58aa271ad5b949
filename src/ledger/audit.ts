import { blockSize, type Growth, loadGrowth } from "./blocks.ts";
import { type Checkpoint, openCheckpoint } from "./checkpoint.ts";
import { createFrontier, type Frontier, rootOf } from "./frontier.ts";
import { type Digest, emptyRoot } from "./hash.ts";
import type { Verifier } from "./note.ts";
import type { Range } from "./proof.ts";
import type { StoredRecord } from "./record.ts";
import { createRecordCheck } from "./record-check.ts";
import { auditText as text } from "./text.ts";

/** What an audit reads. Records, nodes and checkpoints come in order; those that are not there are left out. */
export interface LedgerReader {
  records(range: Range): Promise<readonly StoredRecord[]>;
  /** Kept inner nodes at a height of 1 or more, by index. */
  nodes(height: number, range: Range): Promise<ReadonlyMap<number, Digest>>;
  /** Signed checkpoints whose size lies above `start` and at or below `end`. */
  checkpoints(range: Range): Promise<readonly StoredCheckpoint[]>;
  /** How many records there should be by the records themselves, and by the latest checkpoint. */
  sizes(): Promise<{ readonly records: number; readonly signed: number }>;
  keys(subjects: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
}

export interface StoredCheckpoint {
  readonly size: number;
  readonly note: string;
}

/** One thing that is not as it was recorded. */
export interface Inconsistency {
  readonly kind: string;
  /** The record; null where it concerns the log as a whole. */
  readonly seq: number | null;
  readonly expected: string;
  readonly found: string;
  /** Chinese: what is wrong, and where. */
  readonly message: string;
}

export interface AuditOptions {
  readonly origin: string;
  readonly verifiers: readonly Verifier[];
  /** Everything up to here was verified before; 0 reads the whole log. */
  readonly since?: Checkpoint;
  /** Checkpoints that were published outside. */
  readonly against?: readonly Checkpoint[];
  /** Subjects whose key a record of this type says was destroyed. */
  readonly destroyedBy: (type: string, body: Buffer) => readonly string[];
  /** Hears how many records are done, once a block. */
  readonly onProgress?: (done: number, size: number) => void;
}

export interface AuditReport {
  readonly from: number;
  readonly size: number;
  readonly root: Digest;
  readonly inconsistencies: readonly Inconsistency[];
}

/**
 * Recomputes everything from the stored bytes and lists all that does not fit, never only the
 * first. What it finds wrong in one block does not hide what is wrong in the next: above a block
 * it goes on from the stored node.
 */
export async function auditLedger(
  reader: LedgerReader,
  options: AuditOptions,
): Promise<AuditReport> {
  const { since, against = [] } = options;
  const found: Inconsistency[] = [];
  const report = (one: Inconsistency) => found.push(one);
  const { records: size, signed } = await reader.sizes();
  if (size > signed) report({ ...text.unsigned(signed, size), kind: "unsigned", seq: signed });
  const from = since?.size ?? 0;
  const outer = (await startOf(reader, from, since, report)).frontier;
  const end = Math.max(size, signed);
  const outside = new Map(against.map((one) => [one.size, one]));
  const check = createRecordCheck(reader, options.destroyedBy, report);
  let root: Digest = from === 0 ? emptyRoot : (since?.root ?? emptyRoot);
  for (let block = Math.floor(from / blockSize); block * blockSize < end; block++) {
    const range = { start: block * blockSize, end: Math.min((block + 1) * blockSize, end) };
    root = await auditBlock({ reader, options, range, size, outer, outside, check, report });
    options.onProgress?.(range.end, end);
  }
  for (const one of check.end()) report(one);
  for (const one of against)
    if (one.size > end) report({ ...text.shorter(one.size, end), kind: "shorter", seq: end });
  return { from, size: end, root, inconsistencies: found };
}

// The end of the part verified before, down to the last whole block; what follows is read again.
async function startOf(
  reader: LedgerReader,
  from: number,
  since: Checkpoint | undefined,
  report: (one: Inconsistency) => void,
): Promise<Growth> {
  const hashes = async (height: number, range: Range) =>
    height === 0
      ? (await reader.records(range)).map((one) => one.hash)
      : [...(await reader.nodes(height, range)).values()];
  const whole = await loadGrowth(from, hashes);
  const root = rootOf(whole.frontier.peaks());
  if (since && !root.equals(since.root))
    report({ ...text.root(from, since.root, root), kind: "root", seq: null });
  return loadGrowth(from - (from % blockSize), hashes);
}

interface Block {
  readonly reader: LedgerReader;
  readonly options: AuditOptions;
  readonly range: Range;
  /** Number of records that are there. */
  readonly size: number;
  readonly outer: Frontier;
  readonly outside: ReadonlyMap<number, Checkpoint>;
  readonly check: ReturnType<typeof createRecordCheck>;
  readonly report: (one: Inconsistency) => void;
}

async function auditBlock(block: Block): Promise<Digest> {
  const { reader, range, outer, check } = block;
  const records = new Map((await reader.records(range)).map((one) => [one.seq, one]));
  const notes = await notesOf(block);
  const inner = createFrontier();
  const rootNow = () => rootOf([...outer.peaks(), ...inner.peaks()]);
  await check.block([...records.values()]);
  let reported = false;
  for (let seq = range.start; seq < range.end; seq++) {
    const record = records.get(seq);
    if (!record) block.report({ ...text.missing(seq), kind: "missing", seq });
    inner.push(record?.hash ?? emptyRoot);
    const wrong = rootProblems(block, notes.get(seq + 1), seq + 1, rootNow);
    // Once the leaves of a block differ, each later checkpoint within it says the same again.
    if (!reported) wrong.forEach(block.report);
    reported ||= wrong.length > 0;
  }
  const root = rootNow();
  if (range.end - range.start === blockSize) await closeBlock(block, rootOf(inner.peaks()));
  return root;
}

async function notesOf(block: Block): Promise<ReadonlyMap<number, Checkpoint>> {
  const { origin, verifiers } = block.options;
  const checkpoints = new Map<number, Checkpoint>();
  for (const { size, note } of await block.reader.checkpoints(block.range)) {
    const opened = openCheckpoint(note, origin, verifiers);
    if (opened?.size === size) checkpoints.set(size, opened);
    else block.report({ ...text.badCheckpoint(size, note), kind: "checkpoint", seq: null });
  }
  return checkpoints;
}

function rootProblems(
  { outside }: Block,
  inside: Checkpoint | undefined,
  size: number,
  rootNow: () => Digest,
): Inconsistency[] {
  const published = outside.get(size);
  if (!inside && !published) return [];
  const root = rootNow();
  return [
    ...(inside && !inside.root.equals(root)
      ? [{ ...text.root(size, inside.root, root), kind: "root", seq: size - 1 }]
      : []),
    ...(published && !published.root.equals(root)
      ? [{ ...text.published(size, published.root, root), kind: "published", seq: size - 1 }]
      : []),
  ];
}

// The stored node is what the checkpoints above were signed over: going on from it keeps one
// block's damage from being reported for every block after it.
async function closeBlock({ reader, range, outer, report }: Block, root: Digest): Promise<void> {
  const index = range.start / blockSize;
  const kept = await keptNode(reader, 1, index);
  if (!kept?.equals(root))
    report({ ...text.node(range, kept ?? null, root), kind: "node", seq: range.start });
  for (const { level, hash } of outer.push(kept ?? root, 8)) {
    if (level === 8 || level % 8 !== 0) continue;
    const width = 2 ** level;
    const at = Math.floor(range.start / width);
    const stored = await keptNode(reader, level / 8, at);
    const wide = { start: at * width, end: (at + 1) * width };
    if (!stored?.equals(hash))
      report({ ...text.node(wide, stored ?? null, hash), kind: "node", seq: wide.start });
  }
}

async function keptNode(reader: LedgerReader, height: number, index: number) {
  return (await reader.nodes(height, { start: index, end: index + 1 })).get(index);
}
