import { RequestError } from "octokit";
import type { Client } from "./client.ts";
import type { CheckRun } from "./read.ts";

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: "failure" | "warning";
  readonly message: string;
}

export interface CheckReport {
  readonly name: string;
  readonly head: string;
  /** Null while it is still open. */
  readonly conclusion: "success" | "failure" | null;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly annotations: readonly Annotation[];
  /** Equal reports have equal ids. */
  readonly externalId: string;
}

interface MergeRequest {
  readonly number: number;
  /** The merge is refused when the head is another commit by now. */
  readonly head: string;
  readonly title: string;
  readonly message: string;
}

export type MergeAnswer =
  | { readonly merged: true; readonly sha: string }
  | { readonly merged: false; readonly status: number; readonly message: string };

export interface GitHubWriter {
  /** Writes a check run on the head, over `previous` where GitHub allows that. */
  putCheck(report: CheckReport, previous: CheckRun | null): Promise<void>;
  requestReviewers(number: number, logins: readonly string[]): Promise<void>;
  removeReviewers(number: number, logins: readonly string[]): Promise<void>;
  setLabels(number: number, labels: readonly string[]): Promise<void>;
  /** Writes a new comment, or `id` anew. */
  putComment(number: number, body: string, id: number | null): Promise<void>;
  /** Squashes. A refusal (405, 409) is an answer; everything else throws. */
  merge(request: MergeRequest): Promise<MergeAnswer>;
}

export function createWriter({ octokit, repo }: Client): GitHubWriter {
  const { rest } = octokit;
  return {
    async putCheck(report, previous) {
      const body = checkBody(report);
      // A finished run stays finished; the newest run of a name is the one that counts.
      if (previous && !(previous.status === "completed" && report.conclusion === null))
        await rest.checks.update({ ...repo, check_run_id: previous.id, ...body });
      else await rest.checks.create({ ...repo, head_sha: report.head, ...body });
    },
    async requestReviewers(number, logins) {
      await rest.pulls.requestReviewers({ ...repo, pull_number: number, reviewers: [...logins] });
    },
    async removeReviewers(number, logins) {
      const reviewers = [...logins];
      await rest.pulls.removeRequestedReviewers({ ...repo, pull_number: number, reviewers });
    },
    async setLabels(number, labels) {
      await rest.issues.setLabels({ ...repo, issue_number: number, labels: [...labels] });
    },
    async putComment(number, body, id) {
      if (id === null) await rest.issues.createComment({ ...repo, issue_number: number, body });
      else await rest.issues.updateComment({ ...repo, comment_id: id, body });
    },
    merge: (request) => merge(octokit, repo, request),
  };
}

function checkBody(report: CheckReport) {
  const { name, conclusion, title, summary, text, externalId } = report;
  const state =
    conclusion === null
      ? { status: "in_progress" as const }
      : { status: "completed" as const, conclusion };
  const output = { title, summary, text, annotations: [...report.annotations] };
  return { name, external_id: externalId, output, ...state };
}

async function merge(
  octokit: Client["octokit"],
  repo: Client["repo"],
  request: MergeRequest,
): Promise<MergeAnswer> {
  try {
    const { data } = await octokit.rest.pulls.merge({
      ...repo,
      pull_number: request.number,
      sha: request.head,
      merge_method: "squash",
      commit_title: request.title,
      commit_message: request.message,
    });
    return { merged: true, sha: data.sha };
  } catch (error) {
    if (!(error instanceof RequestError) || ![405, 409].includes(error.status)) throw error;
    return { merged: false, status: error.status, message: messageOf(error) };
  }
}

function messageOf(error: RequestError): string {
  const data: unknown = error.response?.data;
  if (typeof data === "object" && data !== null && "message" in data) return String(data.message);
  return error.message;
}
