import { allow } from "../access.ts";
import { readBody } from "../body.ts";
import { notFound, problem } from "../errors.ts";
import { type ProtectionSettings, protectionOf, protectionSettings } from "../protection.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { appView } from "../views/check.ts";
import { repositoryUrl } from "../views/repository.ts";
import { userByLogin, userView } from "../views/user.ts";

const path = "/branches/:branch{.+}/protection";

/** https://docs.github.com/rest/branches/branch-protection */
export function protectionRoutes(app: ForgeApp, forge: Forge): void {
  app.get(path, async (c) => {
    allow(c, "administration", "read", "admin");
    const branch = await requireBranch(forge, c);
    const settings = protectionOf(forge, branch);
    if (!settings) throw problem(404, "Branch not protected");
    return c.json(view(forge, branch, settings));
  });
  app.put(path, async (c) => {
    allow(c, "administration", "write", "admin");
    const branch = await requireBranch(forge, c);
    const settings = await readBody(c, protectionSettings);
    const old = forge.store.protection.find((one) => one.branch === branch);
    if (old) forge.store.protection.update(old.id, { settings });
    else forge.store.protection.insert({ branch, settings });
    return c.json(view(forge, branch, settings));
  });
  app.delete(path, (c) => {
    allow(c, "administration", "write", "admin");
    const old = forge.store.protection.find((one) => one.branch === c.req.param("branch"));
    if (!old) throw problem(404, "Branch not protected");
    forge.store.protection.remove(old.id);
    return c.body(null, 204);
  });
}

async function requireBranch(forge: Forge, c: ForgeContext): Promise<string> {
  const branch = c.req.param("branch") ?? "";
  if (!(await forge.git.readRef(`refs/heads/${branch}`))) throw notFound();
  return branch;
}

function view(forge: Forge, branch: string, settings: ProtectionSettings) {
  const url = `${repositoryUrl(forge)}/branches/${encodeURIComponent(branch)}/protection`;
  return {
    url,
    ...checksView(url, settings),
    ...reviewsView(forge, url, settings),
    enforce_admins: { url: `${url}/enforce_admins`, enabled: settings.enforce_admins ?? false },
    required_signatures: { url: `${url}/required_signatures`, enabled: false },
    required_linear_history: { enabled: settings.required_linear_history },
    allow_force_pushes: { enabled: settings.allow_force_pushes ?? false },
    allow_deletions: { enabled: settings.allow_deletions },
    lock_branch: { enabled: settings.lock_branch },
  };
}

function checksView(url: string, { required_status_checks: given }: ProtectionSettings) {
  if (!given) return {};
  const checks = given.checks ?? given.contexts.map((context) => ({ context, app_id: null }));
  const self = `${url}/required_status_checks`;
  return {
    required_status_checks: {
      url: self,
      strict: given.strict,
      contexts: checks.map((one) => one.context),
      contexts_url: `${self}/contexts`,
      checks: checks.map(({ context, app_id }) => ({ context, app_id: app_id ?? null })),
    },
  };
}

function reviewsView(forge: Forge, url: string, settings: ProtectionSettings) {
  const { required_pull_request_reviews: given } = settings;
  if (!given) return {};
  const { dismissal_restrictions: restrictions, ...rest } = given;
  const self = `${url}/required_pull_request_reviews`;
  const dismissal = restrictions && {
    dismissal_restrictions: {
      url: `${self}/dismissal_restrictions`,
      ...actors(forge, self, restrictions),
    },
  };
  return { required_pull_request_reviews: { url: self, ...rest, ...dismissal } };
}

function actors(forge: Forge, self: string, { users, apps }: { users: string[]; apps: string[] }) {
  const people = users.flatMap((login) => userByLogin(forge, login) ?? []);
  return {
    users_url: `${self}/dismissal_restrictions/users`,
    teams_url: `${self}/dismissal_restrictions/teams`,
    users: people.map((one) => userView(forge, one.id)),
    teams: [],
    apps: forge.store.app
      .filter((one) => apps.includes(one.slug))
      .map((one) => appView(forge, one)),
  };
}
