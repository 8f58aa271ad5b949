import type * as z from "zod";
import { instant } from "./instant.ts";
import {
  type ChangedFile,
  type Commit,
  type Dismissal,
  type MergeGroupEntry,
  type PullRequest,
  type Push,
  type Review,
  type Sibling,
  snapshotSchema,
} from "./snapshot-schema.ts";

export type {
  ChangedFile,
  Commit,
  Dismissal,
  Push,
  Review,
  SnapshotInput,
} from "./snapshot-schema.ts";

/** The picture of one pull request that a decision is made from. */
export interface Snapshot {
  readonly pr: PullRequest;
  /** Null when the list cannot be read. */
  readonly files: readonly ChangedFile[] | null;
  readonly commits: readonly Commit[] | null;
  /** GitHub's own counts; null when not given, NaN when unreadable. */
  readonly files_total: number | null;
  readonly commits_total: number | null;
  readonly reviews: readonly Review[];
  readonly pushes: readonly Push[];
  readonly dismissals: readonly Dismissal[];
  readonly fingerprints: ReadonlyMap<string, string>;
  /** Milliseconds; null when the base never changed, NaN when unreadable. */
  readonly base_changed_at: number | null;
  readonly head_at_post: string | null;
  readonly sibling_prs: readonly Sibling[];
  readonly merge_group: boolean;
  readonly merge_group_entries: readonly MergeGroupEntry[];
  /** The sections that are there but not in the contract's form. */
  readonly unreadable: readonly Section[];
}

const { shape } = snapshotSchema;
type Section = keyof typeof shape;

const noPullRequest = shape.pr.parse({});

/** Reads a snapshot section by section: what cannot be read is named, and never helps to approve. */
export function parseSnapshot(input: unknown): Snapshot {
  const source = new Map(Object.entries(typeof input === "object" && input !== null ? input : {}));
  const unreadable: Section[] = [];
  const read = <T, B>(section: Section, schema: z.ZodType<T>, broken: B): T | B => {
    const result = schema.safeParse(source.get(section));
    if (!result.success) unreadable.push(section);
    return result.success ? result.data : broken;
  };
  return {
    pr: read("pr", shape.pr, noPullRequest),
    files: read("files", shape.files, null),
    commits: read("commits", shape.commits, null),
    files_total: read("files_total", shape.files_total, Number.NaN) ?? null,
    commits_total: read("commits_total", shape.commits_total, Number.NaN) ?? null,
    reviews: oncePerId(read("reviews", shape.reviews, null) ?? []),
    pushes: read("pushes", shape.pushes, null) ?? [],
    dismissals: read("dismissals", shape.dismissals, null) ?? [],
    fingerprints: known(read("fingerprints", shape.fingerprints, null) ?? {}),
    base_changed_at: timeOf(read("base_changed_at", shape.base_changed_at, "")),
    head_at_post: read("head_at_post", shape.head_at_post, "") ?? null,
    // A list that cannot be read holds somebody of whom nothing is known.
    sibling_prs: read("sibling_prs", shape.sibling_prs, [{}]) ?? [],
    merge_group: read("event", shape.event, null) === "merge_group",
    merge_group_entries: read("merge_group_entries", shape.merge_group_entries, null) ?? [],
    unreadable,
  };
}

/** The content fingerprint of the diff at a commit; the sha itself where none is known. */
export function fingerprintOf(snapshot: Snapshot, sha: string): string {
  return snapshot.fingerprints.get(sha) ?? sha;
}

/** Earlier first: by submission, then by review id. A review without a readable time comes first. */
export function bySubmission(a: Review, b: Review): number {
  const [left, right] = [a, b].map((one) => (Number.isNaN(one.at) ? -Infinity : one.at));
  return left === right ? a.id - b.id : (left ?? 0) < (right ?? 0) ? -1 : 1;
}

function known(fingerprints: Readonly<Record<string, string | null | undefined>>) {
  return new Map(
    Object.entries(fingerprints).flatMap(([sha, value]) => (value ? [[sha, value] as const] : [])),
  );
}

function timeOf(value: string | null | undefined): number | null {
  return value === null || value === undefined ? null : (instant(value) ?? Number.NaN);
}

const severity = ["DISMISSED", "CHANGES_REQUESTED", "APPROVED"];

// Two pages read around a dismissal may bring one review in two states: the less favourable counts.
function oncePerId(reviews: readonly Review[]): Review[] {
  const byId = new Map<number, Review>();
  for (const review of reviews) {
    const other = byId.get(review.id);
    if (!other || rank(review) < rank(other)) byId.set(review.id, review);
  }
  return [...byId.values()];
}

function rank({ state }: Review): number {
  return severity.includes(state) ? severity.indexOf(state) : severity.length;
}
