import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { HookEvent } from "./hooks.ts";
import { serveFile } from "./static.ts";
import { text } from "./text.ts";

type Fetch = (request: Request) => Response | Promise<Response>;

interface Parts {
  readonly origin: string;
  /** `owner/name` of the repository that the forge serves. */
  readonly repository: string;
  readonly relay: Hono;
  readonly forge: Fetch;
  readonly gate: Fetch;
  readonly orders: Hono;
  readonly readHook: (request: Request) => Promise<HookEvent | null>;
  readonly onHook: (event: HookEvent) => void;
  readonly site: () => string | null;
  readonly preview: (sha: string) => string | null;
}

/** Everything on one origin: site, desk, forge, relay, webhooks, orders, previews. */
export function studioApp(parts: Parts): Hono {
  const app = new Hono();
  guardOrigin(app, parts.origin);
  app.route("/", parts.relay);
  for (const path of ["/api/v3/*", "/login/oauth/*", `/${parts.repository}.git/*`])
    app.all(path, (c) => parts.forge(c.req.raw));
  app.post("/hooks/gate", (c) => parts.gate(c.req.raw));
  app.post("/hooks/publish", async (c) => {
    const event = await parts.readHook(c.req.raw);
    if (!event) return c.text("the signature does not match", 401);
    parts.onHook(event);
    return c.text("accepted", 202);
  });
  app.route("/", parts.orders);
  previews(app, parts);
  app.get("*", async (c) => {
    const site = parts.site();
    if (!site) return c.text(text.noSite, 503);
    return (await serveFile(c, site, "")) ?? notFound(site);
  });
  return app;
}

// A page elsewhere could point a name of its own at 127.0.0.1 and so read answers of the studio.
function guardOrigin(app: Hono, origin: string): void {
  const { host, port } = new URL(origin);
  app.use(async (c, next) => {
    const asked = c.req.header("host");
    if (asked === `localhost:${port}` && c.req.method === "GET")
      return c.redirect(`${origin}${c.req.path}${new URL(c.req.url).search}`, 307);
    if (asked !== host) return c.text("this server answers to its own address only", 421);
    return next();
  });
  // The sign-in popup needs its opener; a preview's own origin needs the pictures and styles.
  const open = { crossOriginOpenerPolicy: false, crossOriginResourcePolicy: false };
  app.use(secureHeaders({ ...open, xFrameOptions: "SAMEORIGIN" }));
}

// A preview may hold unapproved code: without scripts and in an origin of its own it can read
// neither the sign-in of the person who looks at it nor anything else of the desk.
function previews(app: Hono, parts: Parts): void {
  app.get("/preview/:sha/*", async (c) => {
    const { sha } = c.req.param();
    const dir = parts.preview(sha);
    if (!dir) return c.text(text.previewMissing, 404);
    const found = await serveFile(c, dir, `/preview/${sha}`);
    if (!found) return c.text(text.notFound, 404);
    found.headers.set("Content-Security-Policy", "sandbox; script-src 'none'");
    return found;
  });
}

function notFound(site: string): Response {
  const page = join(site, "404.html");
  const body = existsSync(page) ? readFileSync(page, "utf8") : text.notFound;
  return new Response(body, {
    status: 404,
    headers: { "Content-Type": "text/html; charset=utf-8" },
  });
}
