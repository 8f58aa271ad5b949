import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { serverError } from "./errors.ts";
import { gitRoutes } from "./git/http.ts";
import { GitRepo, initRepo } from "./git/repo.ts";
import { createHooks, type Hooks } from "./hooks.ts";
import { finishMerges } from "./merge.ts";
import { type OauthClient, oauthRoutes } from "./oauth.ts";
import { catchUp } from "./reconcile.ts";
import { restRoutes } from "./rest.ts";
import { type Seed, setUp } from "./seed.ts";
import { openStore, type Store } from "./store.ts";
import type { Forge, ForgeApp, ForgeEnv } from "./types.ts";
import { repositoryView } from "./views/repository.ts";
import { organizationView, userByLogin } from "./views/user.ts";

export interface ForgeSettings {
  /** Where the forge's own records are kept. */
  readonly dataDir: string;
  /** The bare repository; made when it is not there. */
  readonly gitDir: string;
  readonly origin: string;
  readonly seed: Seed;
  readonly oauth: OauthClient;
  readonly now?: () => Date;
  /** Sees every exchange, such as a test that holds answers against a description. */
  readonly observe?: (request: Request, response: Response) => unknown;
}

export interface RunningForge {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly forge: Forge;
  readonly hooks: Hooks;
  /** Resolves once no webhook is under way any more. */
  close(): Promise<void>;
}

/**
 * A GitHub for one repository on one machine: REST below `/api/v3`, OAuth below `/login/oauth`,
 * git over HTTP. The behaviours and the GitHub pages they follow stand in README.md beside this file.
 */
export async function openForge(settings: ForgeSettings): Promise<RunningForge> {
  const { seed, gitDir } = settings;
  mkdirSync(settings.dataDir, { recursive: true });
  const git = existsSync(gitDir) ? new GitRepo(gitDir) : await initRepo(gitDir, seed.defaultBranch);
  const store = openStore(join(settings.dataDir, "forge.sqlite"));
  const now = clockOf(settings);
  const hooks = createHooks(store, now);
  const forge = forgeOf(settings, git, store, now, hooks);
  setUp(forge, seed);
  await finishMerges(forge);
  await catchUp(forge);
  const app = routes(forge, hooks, settings.oauth);
  return {
    forge,
    hooks,
    async fetch(request) {
      const response = await app.fetch(request);
      settings.observe?.(request, response.clone());
      return response;
    },
    async close() {
      hooks.stop();
      await hooks.idle();
      store.close();
      git.close();
    },
  };
}

// GitHub's times have no fractions of a second.
function clockOf({ now }: ForgeSettings): () => string {
  const clock = now ?? (() => new Date());
  return () =>
    clock()
      .toISOString()
      .replace(/\.\d+Z$/, "Z");
}

function forgeOf(
  { origin, seed }: ForgeSettings,
  git: GitRepo,
  store: Store,
  now: () => string,
  hooks: Hooks,
): Forge {
  const { owner, name, defaultBranch, withheld = [] } = seed;
  const forge: Forge = {
    origin,
    api: `${origin}/api/v3`,
    owner,
    name,
    defaultBranch,
    withheld,
    git,
    store,
    now,
    common() {
      const organization = userByLogin(forge, owner);
      const repository = repositoryView(forge);
      return organization
        ? { repository, organization: organizationView(forge, organization) }
        : { repository };
    },
    emit(event, action, payload) {
      const whole = Promise.resolve(payload).then((given) => ({ ...forge.common(), ...given }));
      hooks.emit(event, action, whole);
    },
  };
  return forge;
}

function routes(forge: Forge, hooks: Hooks, oauth: OauthClient): ForgeApp {
  const app: ForgeApp = new Hono<ForgeEnv>();
  app.onError(serverError);
  oauthRoutes(app, forge, oauth);
  gitRoutes(app, forge);
  app.route("/api/v3", restRoutes(forge, hooks));
  return app;
}
