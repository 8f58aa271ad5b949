import type { RecordOf } from "../records.ts";
import type { Forge } from "../types.ts";
import { pullHtml } from "./pull.ts";
import { noReactions } from "./reactions.ts";
import { repositoryUrl } from "./repository.ts";
import { nodeId, userView } from "./user.ts";

export function commentView(forge: Forge, comment: RecordOf<"comment">) {
  const url = `${repositoryUrl(forge)}/issues/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: nodeId("IC", comment.id),
    url,
    html_url: `${pullHtml(forge, comment.pull)}#issuecomment-${comment.id}`,
    issue_url: `${repositoryUrl(forge)}/issues/${comment.pull}`,
    body: comment.body,
    user: userView(forge, comment.userId),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: "MEMBER",
    performed_via_github_app: null,
    reactions: noReactions(url),
  };
}
