import * as z from "zod";
import { type Report, readReport } from "../review/report.ts";
import type { Github } from "./github.ts";
import { type Review, type Standing, standingOf } from "./standing.ts";

const pull = z.object({
  number: z.number(),
  title: z.string(),
  user: z.object({ login: z.string() }).nullable(),
  updated_at: z.string(),
  merged_at: z.string().nullable(),
  labels: z.array(z.object({ name: z.string() })),
  head: z.object({ sha: z.string(), ref: z.string() }),
});
export type Pull = z.infer<typeof pull>;

const checkRuns = z.object({
  check_runs: z.array(
    z.object({
      name: z.string(),
      conclusion: z.string().nullable(),
      app: z.object({}).nullable(),
      output: z.object({
        title: z.string().nullable(),
        summary: z.string().nullable(),
        text: z.string().nullable(),
      }),
    }),
  ),
});

const review = z.object({
  user: z.object({ login: z.string() }).nullable(),
  state: z.string(),
  body: z.string(),
  submitted_at: z.string().optional(),
  commit_id: z.string().nullable(),
});

/** A proposed change, and where it stands. */
export interface Change {
  readonly pull: Pull;
  readonly standing: Standing;
  /** The gate's own word; null before it. */
  readonly report: Report | null;
}

export function openPulls(github: Github): Promise<Pull[]> {
  return github.all("/pulls?state=open", pull);
}

/** The open pull request of a branch of this repository; null where it has none. */
export async function pullOf(github: Github, owner: string, branch: string): Promise<Pull | null> {
  const head = encodeURIComponent(`${owner}:${branch}`);
  const [found] = await github.get(`/pulls?state=open&head=${head}`, z.array(pull));
  return found ?? null;
}

/** What was published last, newest first. */
export async function publishedPulls(github: Github): Promise<Pull[]> {
  const path = "/pulls?state=closed&sort=updated&direction=desc&per_page=20";
  return (await github.get(path, z.array(pull))).filter((one) => one.merged_at);
}

/** Where a pull request stands, from the gate's own reports. */
export async function changeOf(github: Github, one: Pull): Promise<Change> {
  const { check_runs: runs } = await github.get(`/commits/${one.head.sha}/check-runs`, checkRuns);
  const outputOf = (name: string) => runs.find((run) => run.name === name && run.app) ?? null;
  const approval = outputOf("approval");
  const report = readReport(approval?.output.text, one.number);
  const content = outputOf("content");
  const labels = one.labels.map(({ name }) => name);
  const asked = report?.decision.by || labels.includes("decap-cms/draft");
  const reviews: Review[] = asked ? await github.all(`/pulls/${one.number}/reviews`, review) : [];
  const standing = standingOf({
    head: one.head.sha,
    labels,
    report,
    reviews,
    content: content?.conclusion === "failure" ? (content.output.summary ?? "") : null,
  });
  return { pull: one, standing, report };
}

/**
 * Decap's drafts whose marking went missing because a save was cut short; marks them as drafts, so
 * that Decap finds them again.
 */
export async function markDrafts(github: Github, pulls: readonly Pull[]): Promise<void> {
  const lost = pulls.filter(({ head, labels }) => isDecaps(head.ref) && !labels.some(isStatus));
  for (const { number, labels } of lost)
    await setStatus(
      github,
      number,
      labels.map(({ name }) => name),
      "draft",
    );
}

const isDecaps = (branch: string) => branch.startsWith("cms/");
const isStatus = ({ name }: { name: string }) => name.startsWith(statusPrefix);
const statusPrefix = "decap-cms/";

/** Hands a draft in, or takes it back. */
export function setStatus(
  github: Github,
  number: number,
  labels: readonly string[],
  status: "draft" | "pending_review",
): Promise<void> {
  const others = labels.filter((name) => !isStatus({ name }));
  return github.put(`/issues/${number}/labels`, {
    labels: [...others, `${statusPrefix}${status}`],
  });
}
