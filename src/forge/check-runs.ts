import * as z from "zod";
import { invalid } from "./errors.ts";
import type { CheckRunRecord } from "./records.ts";
import type { Forge } from "./types.ts";

// GitHub's limit for summary and text, in characters.
const textLimit = 65_535;
const annotation = z.object({
  path: z.string(),
  start_line: z.int().min(1),
  end_line: z.int().min(1),
  start_column: z.int().optional(),
  end_column: z.int().optional(),
  annotation_level: z.enum(["notice", "warning", "failure"]),
  message: z.string().max(65_536),
  title: z.string().max(255).optional(),
  raw_details: z.string().max(65_536).optional(),
});
const output = z.object({
  title: z.string().optional(),
  summary: z.string().max(textLimit),
  text: z.string().max(textLimit).optional(),
  annotations: z.array(annotation).max(50).default([]),
});
const time = z.iso.datetime({ offset: true });

/** What creating and changing a check run have in common. */
export const runFields = {
  status: z.enum(["queued", "in_progress", "completed"]).optional(),
  conclusion: z
    .enum(["action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out"])
    .optional(),
  external_id: z.string().optional(),
  details_url: z.url().optional(),
  started_at: time.optional(),
  completed_at: time.optional(),
  output: output.optional(),
};
const runGiven = z.object({ name: z.string().optional(), ...runFields });
type Given = z.output<typeof runGiven>;
type Run = Omit<CheckRunRecord, "id">;

export function newRun(
  forge: Forge,
  base: Pick<Run, "appId" | "suiteId" | "headSha" | "name">,
): Run {
  return {
    ...base,
    status: "queued",
    conclusion: null,
    externalId: null,
    detailsUrl: null,
    startedAt: forge.now(),
    completedAt: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
  };
}

/** The run with what a request asks for. A conclusion completes it; throws 422 where one is missing. */
export function changedRun(forge: Forge, run: Run, given: Given): Run {
  const status = given.conclusion ? "completed" : (given.status ?? run.status);
  const conclusion = status === "completed" ? (given.conclusion ?? run.conclusion) : null;
  if (status === "completed" && !conclusion)
    throw invalid("CheckRun", "conclusion", "conclusion is required when status is completed");
  return {
    ...run,
    name: given.name ?? run.name,
    status,
    conclusion,
    externalId: given.external_id ?? run.externalId,
    detailsUrl: given.details_url ?? run.detailsUrl,
    startedAt: given.started_at ?? run.startedAt,
    completedAt: status === "completed" ? (given.completed_at ?? forge.now()) : null,
    ...outputOf(run, given),
  };
}

// GitHub adds annotations to those that are there; the rest takes the place of what was.
function outputOf(run: Run, { output: given }: Given) {
  if (!given) return {};
  const { title = run.title, summary, text = null, annotations } = given;
  return { title, summary, text, annotations: [...run.annotations, ...annotations] };
}
