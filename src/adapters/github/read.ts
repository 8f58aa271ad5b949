import type { Client } from "./client.ts";
import { loginOf, readTimeline, type Timeline } from "./timeline.ts";

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly author: string | null;
  readonly state: string;
  readonly draft: boolean;
  readonly labels: readonly string[];
  readonly base: string;
  readonly head: string;
  readonly branch: string;
  /** Whether the branch lies in another repository, or in one that is gone. */
  readonly fromFork: boolean;
  readonly createdAt: string;
  /** GitHub's own counts. */
  readonly commitCount: number;
  readonly fileCount: number;
  readonly requested: readonly string[];
}

/** What stands in every list of pull requests. */
export interface PullSummary {
  readonly number: number;
  readonly base: string;
  readonly head: string;
}

export interface PullCommit {
  readonly sha: string;
  readonly author: string | null;
  readonly committer: string | null;
  readonly parents: readonly string[];
}

export interface Push {
  readonly sha: string;
  readonly actor: string | null;
  readonly at: string;
  readonly kind: string;
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly externalId: string | null;
  readonly title: string | null;
}

/** Every list is read to its end; a list without end throws. */
export interface GitHubReader {
  pull(number: number): Promise<PullRequest>;
  openPulls(): Promise<PullSummary[]>;
  /** The open pull requests that have this very commit as their head. */
  pullsWithHead(sha: string): Promise<PullSummary[]>;
  commits(number: number): Promise<PullCommit[]>;
  timeline(number: number): Promise<Timeline>;
  /** Every move of a branch to a commit, earlier first. */
  pushes(branch: string): Promise<Push[]>;
  /** The App's own check runs at a commit, earlier first. */
  checkRuns(sha: string): Promise<CheckRun[]>;
}

const pageLimit = 60;
const nobody = /^0+$/;

export function createReader({
  octokit,
  repo,
  appId,
  self,
}: Pick<Client, "octokit" | "repo" | "appId" | "self">): GitHubReader {
  const { rest, paginate } = octokit;
  const all = { ...repo, per_page: 100 };
  return {
    async pull(number) {
      return pullOf((await rest.pulls.get({ ...repo, pull_number: number })).data);
    },
    async openPulls() {
      const pages = paginate.iterator(rest.pulls.list, { ...all, state: "open" });
      return (await collect(pages, "open pull requests")).map(summaryOf);
    },
    async pullsWithHead(sha) {
      const list = rest.repos.listPullRequestsAssociatedWithCommit;
      const pulls = await collect(paginate.iterator(list, { ...all, commit_sha: sha }), "siblings");
      return pulls.filter((one) => one.state === "open").map(summaryOf);
    },
    async commits(number) {
      const pages = paginate.iterator(rest.pulls.listCommits, { ...all, pull_number: number });
      return (await collect(pages, "commits")).map((one) => ({
        sha: one.sha,
        author: loginIn(one.author),
        committer: loginIn(one.committer),
        parents: one.parents.map((parent) => parent.sha),
      }));
    },
    async timeline(number) {
      const list = rest.issues.listEventsForTimeline;
      const pages = paginate.iterator(list, { ...all, issue_number: number });
      return readTimeline(await collect(pages, "timeline"), self);
    },
    async pushes(branch) {
      const list = rest.repos.listActivities;
      const pages = paginate.iterator(list, { ...all, ref: `refs/heads/${branch}` });
      return (await collect(pages, "activity"))
        .filter((one) => !nobody.test(one.after))
        .map((one) => ({
          sha: one.after,
          actor: loginOf(one.actor),
          at: one.timestamp,
          kind: one.activity_type,
        }))
        .reverse();
    },
    async checkRuns(sha) {
      const params = { ...all, ref: sha, app_id: appId };
      const runs = await collect(paginate.iterator(rest.checks.listForRef, params), "check runs");
      return runs
        .filter((one) => one.app?.id === appId)
        .map(({ id, name, status, conclusion, external_id, output }) => ({
          id,
          name,
          status,
          conclusion,
          externalId: external_id,
          title: output.title,
        }))
        .sort((a, b) => a.id - b.id);
    },
  };
}

async function collect<T>(
  pages: AsyncIterable<{ readonly data: readonly T[] }>,
  what: string,
): Promise<T[]> {
  const all: T[] = [];
  let count = 0;
  for await (const { data } of pages) {
    count += 1;
    if (count > pageLimit)
      throw new Error(`Cannot read all ${what}: there are more than ${pageLimit} pages`);
    all.push(...data);
  }
  return all;
}

type RestPull = Awaited<ReturnType<Client["octokit"]["rest"]["pulls"]["get"]>>["data"];

function pullOf(pull: RestPull): PullRequest {
  return {
    number: pull.number,
    title: pull.title,
    author: loginOf(pull.user),
    state: pull.state,
    draft: pull.draft ?? false,
    labels: pull.labels.map((label) => label.name),
    base: pull.base.ref,
    head: pull.head.sha,
    branch: pull.head.ref,
    fromFork: pull.head.repo?.id !== pull.base.repo.id,
    createdAt: pull.created_at,
    commitCount: pull.commits,
    fileCount: pull.changed_files,
    requested: (pull.requested_reviewers ?? []).map((user) => user.login),
  };
}

interface ListedPull {
  readonly number: number;
  readonly base: { readonly ref: string };
  readonly head: { readonly sha: string };
}

function summaryOf(pull: ListedPull): PullSummary {
  return { number: pull.number, base: pull.base.ref, head: pull.head.sha };
}

// GitHub answers `{}` for some commits without an account.
function loginIn(user: { login?: string } | Record<string, never> | null | undefined) {
  return user && "login" in user && user.login ? loginOf({ login: user.login }) : null;
}
