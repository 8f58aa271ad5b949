import type { PullRecord, ReviewRecord } from "../records.ts";
import type { Forge } from "../types.ts";
import { labelView } from "./label.ts";
import { repositoryUrl, repositoryView } from "./repository.ts";
import { nodeId, userByLogin, userView } from "./user.ts";

export function pullUrl(forge: Forge, number: number): string {
  return `${repositoryUrl(forge)}/pulls/${number}`;
}

export function pullHtml(forge: Forge, number: number): string {
  return `${forge.origin}/${forge.owner}/${forge.name}/pull/${number}`;
}

function endView(forge: Forge, ref: string, sha: string) {
  const owner = userByLogin(forge, forge.owner)?.id ?? 0;
  return {
    label: `${forge.owner}:${ref}`,
    ref,
    sha,
    user: userView(forge, owner),
    repo: repositoryView(forge),
  };
}

/** The form of the pull request lists. */
export function pullView(forge: Forge, pull: PullRecord) {
  const url = pullUrl(forge, pull.number);
  const issue = `${repositoryUrl(forge)}/issues/${pull.number}`;
  const html = pullHtml(forge, pull.number);
  const statuses = `${repositoryUrl(forge)}/statuses/${pull.headSha}`;
  return {
    url,
    id: pull.id,
    node_id: nodeId("PR", pull.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryUrl(forge)}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: userView(forge, pull.authorId),
    body: pull.body,
    labels: pull.labels.map((name) => labelView(forge, name)),
    milestone: null,
    active_lock_reason: null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommit,
    assignee: null,
    assignees: [],
    requested_reviewers: pull.requested.map((id) => userView(forge, id)),
    requested_teams: [],
    head: endView(forge, pull.head, pull.headSha),
    base: endView(forge, pull.base, pull.baseSha),
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${repositoryUrl(forge)}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    author_association: "MEMBER",
    auto_merge: null,
    draft: pull.draft,
  };
}

/** The form of a pull request's own page, before anybody has tried the merge. */
export function singleView(forge: Forge, pull: PullRecord) {
  return {
    ...pullView(forge, pull),
    mergeable: null,
    mergeable_state: "unknown",
    rebaseable: null,
    merged: pull.mergedAt !== null,
    merged_by: pull.mergedAt === null ? null : userView(forge, pull.mergedById ?? pull.authorId),
    comments: forge.store.comment.filter((one) => one.pull === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
  };
}

export function reviewView(forge: Forge, review: ReviewRecord) {
  const html = `${pullHtml(forge, review.pull)}#pullrequestreview-${review.id}`;
  const url = pullUrl(forge, review.pull);
  return {
    id: review.id,
    node_id: nodeId("PRR", review.id),
    user: userView(forge, review.userId),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: url,
    author_association: "MEMBER",
    _links: { html: { href: html }, pull_request: { href: url } },
    ...(review.submittedAt ? { submitted_at: review.submittedAt } : {}),
    commit_id: review.commit,
  };
}
