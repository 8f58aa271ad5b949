import { settingsOf } from "../repository-settings.ts";
import type { Actor, Forge } from "../types.ts";
import { nodeId, userByLogin, userView } from "./user.ts";

const opened = "2026-01-01T00:00:00Z";

/** The one repository's number. */
export const repositoryId = 1296269;

export function repositoryUrl(forge: Forge): string {
  return `${forge.api}/repos/${forge.owner}/${forge.name}`;
}

const templates = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
};

/** The short form that other objects carry. */
export function repositoryView(forge: Forge) {
  const url = repositoryUrl(forge);
  const owner = userByLogin(forge, forge.owner);
  const urls = Object.fromEntries(
    Object.entries(templates).map(([key, path]) => [key, url + path]),
  );
  const html = `${forge.origin}/${forge.owner}/${forge.name}`;
  const open = forge.store.pull.filter((one) => one.state === "open").length;
  return {
    ...urls,
    id: repositoryId,
    node_id: nodeId("R", repositoryId),
    name: forge.name,
    full_name: `${forge.owner}/${forge.name}`,
    private: true,
    owner: userView(forge, owner?.id ?? 0),
    html_url: html,
    description: null,
    fork: false,
    url,
    clone_url: `${html}.git`,
    git_url: `${html}.git`,
    ssh_url: `${html}.git`,
    svn_url: html,
    default_branch: forge.defaultBranch,
    forks: 0,
    forks_count: 0,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    homepage: null,
    language: null,
    archived: false,
    disabled: false,
    mirror_url: null,
    open_issues: open,
    open_issues_count: open,
    license: null,
    pushed_at: forge.store.push.all().at(-1)?.at ?? opened,
    size: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    created_at: opened,
    updated_at: opened,
    is_template: false,
    topics: [],
    web_commit_signoff_required: false,
    custom_properties: {},
    visibility: "private",
    ...settingsOf(forge, "repository"),
  };
}

/** The form of the repository's own page. */
export function fullRepository(forge: Forge, actor: Actor) {
  return {
    ...withPermissions(repositoryView(forge), actor),
    network_count: 0,
    subscribers_count: 0,
  };
}

export function withPermissions<T extends object>(view: T, actor: Actor) {
  return { ...view, permissions: permissionsOf(actor) };
}

export function permissionsOf(actor: Actor) {
  const level = actor.kind === "user" ? actor.permission : "read";
  const push = level !== "read" || (actor.kind === "app" && actor.permissions.contents === "write");
  return { admin: level === "admin", maintain: level === "admin", push, triage: push, pull: true };
}
