import { clientIdOf } from "../auth.ts";
import type { AppRecord, CheckRunRecord, RecordOf } from "../records.ts";
import type { Forge } from "../types.ts";
import { pullUrl } from "./pull.ts";
import { repositoryId, repositoryUrl } from "./repository.ts";
import { nodeId, userByLogin, userView } from "./user.ts";

export function appView(forge: Forge, app: AppRecord) {
  return {
    id: app.id,
    slug: app.slug,
    client_id: clientIdOf(app),
    node_id: nodeId("A", app.id),
    owner: userView(forge, userByLogin(forge, forge.owner)?.id ?? 0),
    name: app.name,
    description: "",
    external_url: forge.origin,
    html_url: `${forge.origin}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: app.permissions,
    events: app.events,
  };
}

/** The open pull requests whose head is this commit, in the short form that checks carry. */
export function pullsAt(forge: Forge, sha: string) {
  const repo = { id: repositoryId, url: repositoryUrl(forge), name: forge.name };
  return forge.store.pull
    .filter((one) => one.state === "open" && one.headSha === sha)
    .map((one) => ({
      url: pullUrl(forge, one.number),
      id: one.id,
      number: one.number,
      head: { ref: one.head, sha: one.headSha, repo },
      base: { ref: one.base, sha: one.baseSha, repo },
    }));
}

export function checkRunView(forge: Forge, run: CheckRunRecord) {
  const app = forge.store.app.get(run.appId);
  const url = `${repositoryUrl(forge)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId("CR", run.id),
    head_sha: run.headSha,
    name: run.name,
    external_id: run.externalId,
    url,
    html_url: `${forge.origin}/${forge.owner}/${forge.name}/runs/${run.id}`,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suiteId },
    app: app ? appView(forge, app) : null,
    pull_requests: pullsAt(forge, run.headSha),
  };
}

export function statusView(forge: Forge, status: RecordOf<"status">) {
  return {
    id: status.id,
    node_id: nodeId("SC", status.id),
    url: `${repositoryUrl(forge)}/statuses/${status.sha}`,
    avatar_url: userView(forge, status.creatorId).avatar_url,
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}

/** One remark of a check run about lines of a file. */
export function annotationView(
  forge: Forge,
  run: CheckRunRecord,
  given: Readonly<Record<string, unknown>>,
) {
  const blob = `${forge.origin}/${forge.owner}/${forge.name}/blob/${run.headSha}`;
  const absent = { start_column: null, end_column: null, title: null, raw_details: null };
  return { ...absent, ...given, blob_href: `${blob}/${String(given.path)}` };
}
