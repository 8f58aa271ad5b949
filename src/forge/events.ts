import type { CommitData } from "./git/log.ts";
import { sizeOf } from "./pull-size.ts";
import type { PullRecord, RecordOf } from "./records.ts";
import type { Forge, RefUpdate } from "./types.ts";
import { commentView } from "./views/comment.ts";
import { commitView } from "./views/commit.ts";
import { issueView } from "./views/issue.ts";
import { pullView, reviewView, singleView } from "./views/pull.ts";
import { repositoryUrl, repositoryView } from "./views/repository.ts";
import { userByEmail, userView } from "./views/user.ts";

/** https://docs.github.com/webhooks/webhook-events-and-payloads */

export const nothing = "0".repeat(40);

/** `pull_request`: the object is the pull request as it is now. */
export function tellPull(
  forge: Forge,
  action: string,
  actorId: number,
  pull: PullRecord,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const now = forge.store.pull.get(pull.id) ?? pull;
  const view = singleView(forge, now);
  const sender = userView(forge, actorId);
  const payload = sizeOf(forge, now).then((size) => ({
    number: now.number,
    pull_request: { ...view, ...size },
    ...more,
    sender,
  }));
  forge.emit("pull_request", action, payload);
}

export function tellReview(
  forge: Forge,
  action: "submitted" | "dismissed" | "edited",
  actorId: number,
  pull: PullRecord,
  review: RecordOf<"review">,
): void {
  forge.emit("pull_request_review", action, {
    // Lower case here, capitals over REST: so it is on GitHub.
    review: { ...reviewView(forge, review), state: review.state.toLowerCase() },
    pull_request: pullView(forge, forge.store.pull.get(pull.id) ?? pull),
    sender: userView(forge, actorId),
  });
}

export function tellComment(
  forge: Forge,
  action: "created" | "edited" | "deleted",
  actorId: number,
  pull: PullRecord,
  comment: RecordOf<"comment">,
  more: Readonly<Record<string, unknown>> = {},
): void {
  forge.emit("issue_comment", action, {
    ...more,
    issue: issueView(forge, pull),
    comment: commentView(forge, comment),
    sender: userView(forge, actorId),
  });
}

/** GitHub lists no more commits than this in one `push`. */
const commitLimit = 2048;

export async function tellPush(
  forge: Forge,
  actorId: number,
  { ref, before, after }: RefUpdate,
  forced: boolean,
): Promise<void> {
  const head = after ? await forge.git.readCommit(after) : null;
  const commits = head ? await pushed(forge, before, head.sha) : [];
  const sender = userView(forge, actorId);
  const range =
    before && after
      ? `${before.slice(0, 12)}...${after.slice(0, 12)}`
      : ref.split("/").slice(2).join("/");
  forge.emit("push", null, {
    ref,
    before: before ?? nothing,
    after: after ?? nothing,
    created: before === null,
    deleted: after === null,
    forced,
    base_ref: null,
    compare: `${forge.origin}/${forge.owner}/${forge.name}/compare/${range}`,
    commits: await Promise.all(commits.map((one) => pushedCommit(forge, one))),
    head_commit: head ? await pushedCommit(forge, head) : null,
    pusher: { name: sender.login, email: forge.store.user.get(actorId)?.email ?? null },
    repository: repositoryOfPush(forge),
    sender,
  });
}

// Pushes alone carry these names from GitHub's first years.
function repositoryOfPush(forge: Forge) {
  const { owner, ...view } = repositoryView(forge);
  return {
    ...view,
    owner: { ...owner, name: owner.login, email: null },
    stargazers: 0,
    master_branch: forge.defaultBranch,
  };
}

async function pushed(forge: Forge, before: string | null, after: string): Promise<CommitData[]> {
  const base = before ?? (await forge.git.readRef(`refs/heads/${forge.defaultBranch}`));
  if (!base) return [];
  return (await forge.git.commitsBetween(base, after)).slice(-commitLimit);
}

async function pushedCommit(forge: Forge, commit: CommitData) {
  const [parent] = commit.parents;
  const changes = parent ? await forge.git.rawDiff(parent, commit.sha) : [];
  const paths = (letter: string) =>
    changes.filter((one) => one.status.startsWith(letter)).map((one) => one.path);
  const person = ({ name, email }: { name: string; email: string }) => ({
    name,
    email,
    username: userByEmail(forge, email)?.login,
  });
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${forge.origin}/${forge.owner}/${forge.name}/commit/${commit.sha}`,
    author: person(commit.author),
    committer: person(commit.committer),
    added: paths("A"),
    removed: paths("D"),
    modified: [...paths("M"), ...paths("T")],
  };
}

export async function tellStatus(
  forge: Forge,
  actorId: number,
  status: RecordOf<"status">,
): Promise<void> {
  const commit = await forge.git.readCommit(status.sha);
  if (!commit) return;
  const heads = await forge.git.listRefs("refs/heads/");
  const branches = heads
    .filter((one) => one.sha === status.sha)
    .map(({ ref, sha }) => ({
      name: ref.slice("refs/heads/".length),
      commit: { sha, url: `${repositoryUrl(forge)}/commits/${sha}` },
      protected: false,
    }));
  forge.emit("status", null, {
    id: status.id,
    sha: status.sha,
    name: `${forge.owner}/${forge.name}`,
    target_url: status.targetUrl,
    avatar_url: userView(forge, status.creatorId).avatar_url,
    context: status.context,
    description: status.description,
    state: status.state,
    commit: commitView(forge, commit),
    branches,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    sender: userView(forge, actorId),
  });
}
