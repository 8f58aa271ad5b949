import * as z from "zod";

/** The parts of GitHub's answers that the desk reads. */

const user = z.object({ login: z.string() }).nullish();

export const pull = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  draft: z.boolean().nullish(),
  user,
  created_at: z.string(),
  updated_at: z.string(),
  merged_at: z.string().nullable(),
  merge_commit_sha: z.string().nullish(),
  labels: z.array(z.object({ name: z.string() })),
  requested_reviewers: z.array(z.object({ login: z.string() })).nullish(),
  head: z.object({ sha: z.string(), ref: z.string() }),
});
export type Pull = z.infer<typeof pull>;

export const file = z.object({
  filename: z.string(),
  previous_filename: z.string().optional(),
  status: z.string(),
  patch: z.string().optional(),
  sha: z.string().nullish(),
});
export type ChangedFile = z.infer<typeof file>;

const checkRun = z.object({
  id: z.number(),
  name: z.string(),
  conclusion: z.string().nullable(),
  app: z.object({ slug: z.string().optional() }).nullable(),
  output: z.object({
    title: z.string().nullable(),
    summary: z.string().nullable(),
    text: z.string().nullable(),
    annotations_count: z.number(),
  }),
});
export type CheckRun = z.infer<typeof checkRun>;
export const checkRuns = z.object({ check_runs: z.array(checkRun) });

export const annotation = z.object({
  path: z.string(),
  start_line: z.number(),
  annotation_level: z.string().nullable(),
  message: z.string().nullable(),
});
export type Annotation = z.infer<typeof annotation>;

export const statuses = z.object({
  statuses: z.array(
    z.object({ context: z.string(), state: z.string(), target_url: z.string().nullish() }),
  ),
});

/** One thing that happened to a pull request; which fields there are depends on the kind. */
export const event = z.object({
  event: z.string(),
  id: z.number().optional(),
  actor: user,
  user,
  created_at: z.string().optional(),
  submitted_at: z.string().optional(),
  state: z.string().optional(),
  body: z.string().nullish(),
  commit_id: z.string().nullish(),
  label: z.object({ name: z.string() }).optional(),
  requested_reviewer: user,
  sha: z.string().optional(),
  author: z.object({ name: z.string().optional(), date: z.string().optional() }).nullish(),
});
export type Event = z.infer<typeof event>;

export const branch = z.object({ name: z.string(), commit: z.object({ sha: z.string() }) });

export const commit = z.object({
  sha: z.string(),
  commit: z.object({
    message: z.string(),
    author: z.object({ name: z.string().optional() }).nullable(),
    committer: z.object({ date: z.string().optional() }).nullable(),
  }),
  author: user,
});
export type Commit = z.infer<typeof commit>;

export const contents = z.object({ content: z.string() });
export const comparison = z.object({ merge_base_commit: z.object({ sha: z.string() }) });
