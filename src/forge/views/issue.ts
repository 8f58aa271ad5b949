import type { PullRecord } from "../records.ts";
import type { Forge } from "../types.ts";
import { pullHtml, pullUrl, pullView } from "./pull.ts";
import { noReactions } from "./reactions.ts";
import { repositoryUrl } from "./repository.ts";
import { userView } from "./user.ts";

/** A pull request as the issue that it also is. */
export function issueView(forge: Forge, pull: PullRecord) {
  const url = `${repositoryUrl(forge)}/issues/${pull.number}`;
  const html = pullHtml(forge, pull.number);
  const { id, node_id, user, labels, title, body, created_at, updated_at, closed_at } = pullView(
    forge,
    pull,
  );
  return {
    url,
    repository_url: repositoryUrl(forge),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: html,
    id,
    node_id,
    number: pull.number,
    title,
    user,
    labels,
    state: pull.state,
    locked: false,
    active_lock_reason: null,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: forge.store.comment.filter((one) => one.pull === pull.number).length,
    created_at,
    updated_at,
    closed_at,
    author_association: "MEMBER",
    body,
    draft: pull.draft,
    performed_via_github_app: null,
    state_reason: null,
    reactions: noReactions(url),
    pull_request: {
      url: pullUrl(forge, pull.number),
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull.mergedAt,
    },
  };
}

/** The form that lists alone have: who closed it is known there only from the timeline. */
export function closedBy(forge: Forge, pull: PullRecord) {
  const closed = forge.store.event
    .filter((one) => one.pull === pull.number && one.event === "closed")
    .at(-1);
  return pull.state === "closed" && closed ? userView(forge, closed.actorId) : null;
}
