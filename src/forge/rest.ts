import { Hono } from "hono";
import { allow, reaches } from "./access.ts";
import { authenticate } from "./auth.ts";
import { notFound, problem, serverError } from "./errors.ts";
import { rateLimits, useHeaders } from "./headers.ts";
import type { Hooks } from "./hooks.ts";
import { activityRoutes } from "./routes/activity.ts";
import { appRoutes } from "./routes/apps.ts";
import { avatarRoutes } from "./routes/avatars.ts";
import { branchRoutes } from "./routes/branches.ts";
import { checkRoutes } from "./routes/checks.ts";
import { commentRoutes } from "./routes/comments.ts";
import { environmentRoutes } from "./routes/environments.ts";
import { gitDataRoutes } from "./routes/git-data.ts";
import { hookRoutes } from "./routes/hooks.ts";
import { issueRoutes } from "./routes/issues.ts";
import { labelRoutes } from "./routes/labels.ts";
import { protectionRoutes } from "./routes/protection.ts";
import { pullChangeRoutes } from "./routes/pull-changes.ts";
import { pullRoutes } from "./routes/pulls.ts";
import { repositoryRoutes } from "./routes/repository.ts";
import { reviewRequestRoutes } from "./routes/review-requests.ts";
import { reviewRoutes } from "./routes/reviews.ts";
import { rulesetRoutes } from "./routes/rulesets.ts";
import { searchRoutes } from "./routes/search.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { statusRoutes } from "./routes/statuses.ts";
import { timelineRoutes } from "./routes/timeline.ts";
import { userRoutes } from "./routes/users.ts";
import { workflowRoutes } from "./routes/workflows.ts";
import type { Forge, ForgeApp, ForgeContext, ForgeEnv, Routes } from "./types.ts";

/** Routes of the repository. The order matters where one path could be read as another. */
const repositoryParts: readonly Routes[] = [
  repositoryRoutes,
  settingsRoutes,
  environmentRoutes,
  workflowRoutes,
  activityRoutes,
  checkRoutes,
  statusRoutes,
  protectionRoutes,
  pullRoutes,
  pullChangeRoutes,
  reviewRoutes,
  reviewRequestRoutes,
  commentRoutes,
  labelRoutes,
  timelineRoutes,
  issueRoutes,
  rulesetRoutes,
  contentsGuard,
  gitDataRoutes,
  branchRoutes,
];

/** Whatever reads git's objects, refs and history needs the right to read contents. */
function contentsGuard(app: ForgeApp): void {
  const paths = ["/git/*", "/branches", "/branches/*", "/commits", "/commits/*", "/compare/*"];
  for (const path of paths)
    app.use(path, async (c, next) => {
      allow(c, "contents", "read");
      await next();
    });
}

/** Everything below `/api/v3`. */
export function restRoutes(forge: Forge, hooks: Hooks): ForgeApp {
  const app: ForgeApp = new Hono<ForgeEnv>();
  app.onError(serverError);
  const rates = rateLimits(() => Date.parse(forge.now()));
  useHeaders(app, rates);
  app.use(async (c, next) => {
    c.set("actor", authenticate(forge, c.req.header("authorization")));
    await next();
  });
  avatarRoutes(app, forge);
  userRoutes(app, forge, rates);
  searchRoutes(app, forge);
  appRoutes(app, forge, hooks);
  app.use("/repos/:owner/:repo/*", async (c, next) => {
    requireRepository(forge, c);
    await next();
  });
  app.use("/repos/:owner/:repo", async (c, next) => {
    requireRepository(forge, c);
    await next();
  });
  app.route("/repos/:owner/:repo", repositoryApp(forge, hooks));
  app.all("*", (c) => {
    throw problem(
      501,
      `Not Implemented by the forge: ${c.req.method} ${c.req.path.replace("/api/v3", "")}`,
    );
  });
  return app;
}

function repositoryApp(forge: Forge, hooks: Hooks): ForgeApp {
  const repository: ForgeApp = new Hono<ForgeEnv>();
  for (const add of repositoryParts) add(repository, forge);
  hookRoutes(repository, forge, hooks);
  return repository;
}

// Names know no case. The repository is private: who may not read it hears that there is none.
function requireRepository(forge: Forge, c: ForgeContext): void {
  const same = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase();
  if (!same(c.req.param("owner"), forge.owner) || !same(c.req.param("repo"), forge.name))
    throw notFound();
  const actor = c.get("actor");
  if (actor.kind === "user" && reaches(actor.permission, "read")) return;
  if (actor.kind === "app") return;
  // The App's own key may ask where it is installed.
  if (actor.kind === "key" && c.req.path.endsWith("/installation")) return;
  throw notFound();
}
