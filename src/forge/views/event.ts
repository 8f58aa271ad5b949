import type { CommitData } from "../git/log.ts";
import type { EventRecord, RecordOf } from "../records.ts";
import type { Forge } from "../types.ts";
import { commentView } from "./comment.ts";
import { commitView } from "./commit.ts";
import { labelView } from "./label.ts";
import { reviewView } from "./pull.ts";
import { repositoryUrl } from "./repository.ts";
import { nodeId, userView } from "./user.ts";

/** An event as the two lists of events have it; all kinds but reviews, comments and commits. */
export function eventView(forge: Forge, event: EventRecord) {
  const { commit_id: commit } = event.detail;
  const sha = typeof commit === "string" ? commit : null;
  return {
    id: event.id,
    node_id: nodeId("E", event.id),
    url: `${repositoryUrl(forge)}/issues/events/${event.id}`,
    actor: userView(forge, event.actorId),
    event: event.event,
    commit_id: sha,
    commit_url: sha && `${repositoryUrl(forge)}/commits/${sha}`,
    created_at: event.createdAt,
    performed_via_github_app: null,
    ...particulars(forge, event),
  };
}

// People and labels are looked up when shown: what is remembered is who and which.
function particulars(forge: Forge, { actorId, detail }: EventRecord): Record<string, unknown> {
  const { reviewer, label, commit_id: _, review_id: __, ...rest } = detail;
  if (typeof reviewer === "number")
    return {
      review_requester: userView(forge, actorId),
      requested_reviewer: userView(forge, reviewer),
    };
  if (typeof label !== "string") return rest;
  const { name, color } = labelView(forge, label);
  return { label: { name, color } };
}

export function committedView(forge: Forge, commit: CommitData) {
  const { sha, node_id, url, html_url, commit: inner, parents } = commitView(forge, commit);
  const { author, committer, tree, message, verification } = inner;
  const common = { sha, node_id, url, html_url, author, committer, tree, message, parents };
  return { event: "committed", ...common, verification };
}

/** A submitted review as the timeline has it: by its state of today. */
export function reviewedView(forge: Forge, review: RecordOf<"review">) {
  const { user, ...view } = reviewView(forge, review);
  return { ...view, user, actor: user, event: "reviewed", state: review.state.toLowerCase() };
}

export function commentedView(forge: Forge, comment: RecordOf<"comment">) {
  const view = commentView(forge, comment);
  return { ...view, event: "commented", actor: view.user };
}
