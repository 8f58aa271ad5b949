import type { CheckRunRecord, RecordOf } from "./records.ts";
import type { Forge } from "./types.ts";
import { appView, pullsAt } from "./views/check.ts";
import { repositoryUrl, repositoryView } from "./views/repository.ts";
import { nodeId } from "./views/user.ts";

type Suite = RecordOf<"checkSuite">;

/** An App's suite of a commit; made with its first run, as GitHub does. */
export async function suiteFor(forge: Forge, appId: number, headSha: string): Promise<Suite> {
  const known = () =>
    forge.store.checkSuite.find((one) => one.appId === appId && one.headSha === headSha);
  const found = known();
  if (found) return found;
  const heads = await forge.git.listRefs("refs/heads/");
  const branch = heads.find((one) => one.sha === headSha)?.ref.slice("refs/heads/".length);
  return (
    known() ??
    forge.store.checkSuite.insert({
      appId,
      headSha,
      headBranch: branch ?? null,
      createdAt: forge.now(),
    })
  );
}

/** Runs of a suite: of each name the newest. */
function runsOf(forge: Forge, suite: Suite): CheckRunRecord[] {
  const runs = forge.store.checkRun.filter((one) => one.suiteId === suite.id).reverse();
  return runs.filter((one, at) => runs.findIndex((other) => other.name === one.name) === at);
}

// From bad to good: a suite is as bad as its worst run.
const ranking = [
  "failure",
  "timed_out",
  "cancelled",
  "action_required",
  "neutral",
  "skipped",
  "success",
];

function standing(runs: readonly CheckRunRecord[]) {
  if (runs.some((one) => one.status !== "completed"))
    return {
      status: runs.some((one) => one.status === "in_progress") ? "in_progress" : "queued",
      conclusion: null,
    };
  const worst = ranking.find((one) => runs.some((run) => run.conclusion === one));
  return { status: "completed", conclusion: worst ?? null };
}

/** A suite in the short form that the runs of webhooks carry. */
export async function briefSuite(forge: Forge, suite: Suite) {
  const app = forge.store.app.get(suite.appId);
  const commit = await forge.git.readCommit(suite.headSha);
  return {
    id: suite.id,
    node_id: nodeId("CS", suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    ...standing(runsOf(forge, suite)),
    url: `${repositoryUrl(forge)}/check-suites/${suite.id}`,
    before: commit?.parents[0] ?? null,
    after: suite.headSha,
    pull_requests: pullsAt(forge, suite.headSha),
    app: app ? appView(forge, app) : null,
    created_at: suite.createdAt,
    updated_at: suite.createdAt,
  };
}

export async function suiteView(forge: Forge, suite: Suite) {
  const brief = await briefSuite(forge, suite);
  const commit = await forge.git.readCommit(suite.headSha);
  const person = ({ name, email }: { name: string; email: string }) => ({ name, email });
  return {
    ...brief,
    repository: repositoryView(forge),
    head_commit: commit && {
      id: commit.sha,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: commit.committer.date,
      author: person(commit.author),
      committer: person(commit.committer),
    },
    latest_check_runs_count: runsOf(forge, suite).length,
    check_runs_url: `${brief.url}/check-runs`,
  };
}
