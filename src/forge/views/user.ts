import type { UserRecord } from "../records.ts";
import type { Forge } from "../types.ts";

/** GitHub's global ids are opaque; ours are the kind and the number. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString("base64url");
}

export function simpleUser(forge: Forge, user: UserRecord) {
  const url = `${forge.api}/users/${encodeURIComponent(user.login)}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId("U", user.id),
    avatar_url: `${forge.api}/avatars/${user.id}`,
    gravatar_id: "",
    url,
    html_url: `${forge.origin}/${user.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.type,
    user_view_type: "public",
    site_admin: false,
  };
}

/** A user who is certainly there; throws for an id that the forge never gave out. */
export function userView(forge: Forge, id: number) {
  const user = forge.store.user.get(id);
  if (!user) throw new Error(`Cannot show user ${id}: there is no such user`);
  return simpleUser(forge, user);
}

/** An organisation in the short form that webhooks carry. */
export function organizationView(forge: Forge, organization: UserRecord) {
  const { login, id } = organization;
  const url = `${forge.api}/orgs/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId("O", id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${forge.api}/avatars/${id}`,
    description: "",
  };
}

export function publicUser(forge: Forge, user: UserRecord) {
  return {
    ...simpleUser(forge, user),
    name: user.name,
    company: null,
    blog: "",
    location: null,
    email: user.email,
    hireable: null,
    bio: user.title,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
  };
}

/** GitHub's private address of a login: it links a commit to its author. */
export function noreply(user: Pick<UserRecord, "id" | "login">): string {
  return `${user.id}+${user.login}@users.noreply.github.com`;
}

/** The account that GitHub commits with when somebody presses a button on its pages. */
export const webFlow = { name: "GitHub", email: "noreply@github.com" };

/** Name and address of an account as they stand in the commits that it makes over REST. */
export function signatureOf(user: UserRecord | undefined) {
  return user ? { name: user.name || user.login, email: user.email } : webFlow;
}

/** The account that a commit's e-mail address belongs to; addresses know no case. */
export function userByEmail(forge: Forge, email: string): UserRecord | undefined {
  const wanted = email.toLowerCase();
  if (wanted === webFlow.email) return userByLogin(forge, "web-flow");
  return forge.store.user.find((user) =>
    [user.email, noreply(user)].some((own) => own.toLowerCase() === wanted),
  );
}

export function userByLogin(forge: Forge, login: string): UserRecord | undefined {
  return forge.store.user.find((user) => user.login.toLowerCase() === login.toLowerCase());
}
