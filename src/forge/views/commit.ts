import type { Change } from "../git/diff.ts";
import type { CommitData } from "../git/log.ts";
import type { Forge } from "../types.ts";
import { repositoryUrl } from "./repository.ts";
import { nodeId, simpleUser, userByEmail } from "./user.ts";

const unverified = {
  verified: false,
  reason: "unsigned",
  signature: null,
  payload: null,
  verified_at: null,
};

function parentsOf(forge: Forge, commit: CommitData, kind: "commits" | "git/commits") {
  return commit.parents.map((sha) => ({
    sha,
    url: `${repositoryUrl(forge)}/${kind}/${sha}`,
    html_url: `${forge.origin}/${forge.owner}/${forge.name}/commit/${sha}`,
  }));
}

/** The form of `/repos/{owner}/{repo}/commits`: with the accounts that the e-mail addresses name. */
export function commitView(forge: Forge, commit: CommitData) {
  const url = repositoryUrl(forge);
  const account = (email: string) => {
    const user = userByEmail(forge, email);
    return user ? simpleUser(forge, user) : null;
  };
  return {
    sha: commit.sha,
    node_id: nodeId("C", commit.sha),
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      url: `${url}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: unverified,
    },
    url: `${url}/commits/${commit.sha}`,
    html_url: `${forge.origin}/${forge.owner}/${forge.name}/commit/${commit.sha}`,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    author: account(commit.author.email),
    committer: account(commit.committer.email),
    parents: parentsOf(forge, commit, "commits"),
  };
}

/** The form of `/repos/{owner}/{repo}/git/commits`. */
export function gitCommitView(forge: Forge, commit: CommitData) {
  const url = repositoryUrl(forge);
  return {
    sha: commit.sha,
    node_id: nodeId("C", commit.sha),
    url: `${url}/git/commits/${commit.sha}`,
    html_url: `${forge.origin}/${forge.owner}/${forge.name}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: parentsOf(forge, commit, "git/commits"),
    verification: unverified,
  };
}

/** One file of a commit, comparison or pull request. */
export function fileView(forge: Forge, change: Change, ref: string) {
  const path = change.path.split("/").map(encodeURIComponent).join("/");
  const html = `${forge.origin}/${forge.owner}/${forge.name}`;
  return {
    sha: change.blob,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: `${html}/blob/${ref}/${path}`,
    raw_url: `${html}/raw/${ref}/${path}`,
    contents_url: `${repositoryUrl(forge)}/contents/${path}?ref=${ref}`,
    ...(change.patch === undefined ? {} : { patch: change.patch }),
    ...(change.previousPath === undefined ? {} : { previous_filename: change.previousPath }),
  };
}
