import type { Octokit } from "octokit";
import { publicPath } from "../model/paths.ts";
import { isLive } from "./live.ts";

type Repo = { readonly owner: string; readonly repo: string };

export interface LiveChange {
  readonly number: number;
  readonly title: string;
  /** From the last signature to the page being there; null when nobody signed. */
  readonly seconds: number | null;
}

/** The pull requests whose merge commits came after `before`, up to `after`. */
export async function mergedBetween(
  octokit: Octokit,
  repo: Repo,
  before: string | null,
  after: string,
): Promise<number[]> {
  const commits = before
    ? (
        await octokit.rest.repos.compareCommitsWithBasehead({
          ...repo,
          basehead: `${before}...${after}`,
        })
      ).data.commits
    : [{ sha: after }];
  const pulls = await Promise.all(
    commits.map(({ sha }) =>
      octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...repo, commit_sha: sha }),
    ),
  );
  const merged = pulls.flatMap(({ data }) => data).filter((pull) => pull.merged_at);
  return [...new Set(merged.map((pull) => pull.number))];
}

/**
 * Looks at the site as a visitor would: the marker names the commit, the changed pages and their
 * pictures answer. Throws with what is missing otherwise.
 */
export async function confirmLive(
  octokit: Octokit,
  repo: Repo,
  origin: string,
  commit: string,
  number: number,
): Promise<LiveChange> {
  const { rest } = octokit;
  const [pull, files, reviews] = await Promise.all([
    rest.pulls.get({ ...repo, pull_number: number }),
    octokit.paginate(rest.pulls.listFiles, { ...repo, pull_number: number, per_page: 100 }),
    octokit.paginate(rest.pulls.listReviews, { ...repo, pull_number: number, per_page: 100 }),
  ]);
  const kept = files.filter((file) => file.status !== "removed").map((file) => file.filename);
  const pages = kept.flatMap((path) => publicPath(path) ?? []);
  const live = await isLive(origin, commit, [...new Set(pages)]);
  if (live !== true) throw new Error(live);
  const signed = reviews.filter((review) => review.state === "APPROVED" && review.submitted_at);
  const last = Math.max(...signed.map((review) => Date.parse(review.submitted_at ?? "")));
  const seconds = signed.length > 0 ? (Date.now() - last) / 1000 : null;
  return { number, title: pull.data.title, seconds };
}
