import { requireUser } from "../access.ts";
import { notFound, problem } from "../errors.ts";
import type { RateLimits } from "../headers.ts";
import { paginate } from "../paginate.ts";
import type { Forge, ForgeApp, ForgeContext } from "../types.ts";
import { repositoryView, withPermissions } from "../views/repository.ts";
import { publicUser, userByLogin } from "../views/user.ts";

/** People and what they may spend: https://docs.github.com/rest/users, …/rest/rate-limit */
export function userRoutes(app: ForgeApp, forge: Forge, rates: RateLimits): void {
  app.get("/rate_limit", (c) => {
    const rate = rates.view(c.get("actor"));
    return c.json({ resources: { core: rate, search: rate }, rate });
  });
  app.get("/user", (c) => {
    const user = forge.store.user.get(requirePerson(c));
    if (!user) throw notFound();
    return c.json(publicUser(forge, user));
  });
  app.get("/user/repos", (c) => {
    requirePerson(c);
    return c.json(paginate(c, [withPermissions(repositoryView(forge), c.get("actor"))]));
  });
  app.get("/users/:login", (c) => {
    const user = userByLogin(forge, c.req.param("login"));
    if (!user) throw notFound();
    return c.json(publicUser(forge, user));
  });
}

// What is about "the signed-in user" is closed to Apps, as on GitHub.
function requirePerson(c: ForgeContext): number {
  if (c.get("actor").kind === "app") throw problem(403, "Resource not accessible by integration");
  return requireUser(c);
}
