import * as z from "zod";
import { instant } from "./instant.ts";

const login = z
  .string()
  .nullish()
  .transform((value) => value || null);
const at = z.unknown().transform((value) => instant(value) ?? Number.NaN);
const strings = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const matter = z.record(z.string(), z.unknown()).nullish();

const file = z.object({
  path: z.string().min(1),
  previous_path: z.string().nullish(),
  status: z.string().min(1),
  mode: z.string().nullish(),
  front_matter: z.object({ base: matter, head: matter }).nullish(),
  flags: strings,
});

const commit = z.object({
  sha: z.string().min(1),
  author: login,
  committer: login,
  parents: strings,
});

const review = z.object({
  id: z.number(),
  user: login,
  user_type: z.string().nullish(),
  state: z.string(),
  commit: login,
  at,
});

const dismissal = z.object({
  review_id: z.number(),
  actor: login,
  previous_state: z.string().nullish(),
  at,
});

// Each field of its own: a pull request with one unreadable field still has its state and its base.
// What cannot be read as a switch or as labels may well say that it is a draft.
const pullRequest = z.object({
  number: z.number().catch(Number.NaN),
  author: login.catch(null),
  base: z.string().catch(""),
  head: z.string().catch(""),
  state: z.string().catch(""),
  draft: z.boolean().nullish().catch(true),
  labels: strings.transform((list): string[] | null => list).catch(null),
});

/** The JSON form of the contract. Fields it does not name decide nothing and are dropped. */
export const snapshotSchema = z.object({
  pr: pullRequest,
  files: z.array(file),
  files_total: z.number().nullish(),
  commits: z.array(commit),
  commits_total: z.number().nullish(),
  reviews: z.array(review).nullish(),
  pushes: z.array(z.object({ sha: login, actor: login, at })).nullish(),
  fingerprints: z.record(z.string(), z.string().nullish()).nullish(),
  dismissals: z.array(dismissal).nullish(),
  base_changed_at: z.string().nullish(),
  head_at_post: z.string().nullish(),
  sibling_prs: z
    .array(
      z.object({
        number: z.number().nullish(),
        base: z.string().nullish(),
        decision: z.string().nullish(),
      }),
    )
    .nullish(),
  event: z.string().nullish(),
  merge_group_entries: z
    .array(z.object({ number: z.number(), decision: z.string().nullish() }))
    .nullish(),
});

/** What an adapter hands over: times as ISO text. */
export type SnapshotInput = z.input<typeof snapshotSchema>;
type Read = z.output<typeof snapshotSchema>;

export type PullRequest = Read["pr"];
export type ChangedFile = Read["files"][number];
export type Commit = Read["commits"][number];
/** Times in milliseconds, NaN where they cannot be read. */
export type Review = NonNullable<Read["reviews"]>[number];
export type Push = NonNullable<Read["pushes"]>[number];
export type Dismissal = NonNullable<Read["dismissals"]>[number];
export type Sibling = NonNullable<Read["sibling_prs"]>[number];
export type MergeGroupEntry = NonNullable<Read["merge_group_entries"]>[number];
