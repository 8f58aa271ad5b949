import { createHash, randomBytes } from "node:crypto";
import type { Actor, ForgeApp } from "./types.ts";

const hour = 3_600_000;
const limits = { anonymous: 60, key: 5000, user: 5000, app: 5000 } as const;

interface Count {
  used: number;
  readonly resets: number;
}

export interface Limits {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since the epoch. */
  readonly reset: number;
}

/** Counts the requests of each account by the hour. The forge counts and does not refuse. */
export function rateLimits(now: () => number) {
  const counts = new Map<string, Count>();
  const current = (actor: Actor): Count => {
    const key = "userId" in actor ? String(actor.userId) : actor.kind;
    const known = counts.get(key);
    if (known && known.resets > now()) return known;
    const fresh = { used: 0, resets: now() + hour };
    counts.set(key, fresh);
    return fresh;
  };
  const view = (actor: Actor): Limits => {
    const { used, resets } = current(actor);
    const limit = limits[actor.kind];
    const remaining = Math.max(0, limit - used);
    return { limit, used: Math.min(used, limit), remaining, reset: Math.floor(resets / 1000) };
  };
  const count = (actor: Actor): void => {
    current(actor).used += 1;
  };
  return { view, count };
}

export type RateLimits = ReturnType<typeof rateLimits>;

/** GitHub's headers on every answer, and conditional requests. */
export function useHeaders(app: ForgeApp, rates: RateLimits): void {
  app.use(async (c, next) => {
    await next();
    const actor = c.get("actor") ?? { kind: "anonymous" };
    rates.count(actor);
    c.res = await dressed(c.res, c.req.header("if-none-match"), rates.view(actor), actor);
  });
}

async function dressed(
  response: Response,
  known: string | undefined,
  rate: Limits,
  actor: Actor,
): Promise<Response> {
  const body = response.body ? await response.arrayBuffer() : null;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(common(rate, actor))) headers.set(name, value);
  if (response.status !== 200 || !body)
    return new Response(body, { status: response.status, headers });
  const tag = `W/"${createHash("sha256").update(new Uint8Array(body)).digest("hex")}"`;
  headers.set("ETag", tag);
  const fits = known?.split(",").some((one) => one.trim().replace(/^(?!W\/)/, "W/") === tag);
  if (!fits) return new Response(body, { status: 200, headers });
  headers.delete("Content-Type");
  return new Response(null, { status: 304, headers });
}

function common(rate: Limits, actor: Actor): Record<string, string> {
  return {
    "X-GitHub-Media-Type": "github.v3; format=json",
    "X-GitHub-Request-Id": randomBytes(12).toString("hex").toUpperCase(),
    "X-GitHub-Api-Version-Selected": "2022-11-28",
    "X-RateLimit-Limit": String(rate.limit),
    "X-RateLimit-Remaining": String(rate.remaining),
    "X-RateLimit-Used": String(rate.used),
    "X-RateLimit-Reset": String(rate.reset),
    "X-RateLimit-Resource": "core",
    ...(actor.kind === "user" ? { "X-OAuth-Scopes": "repo" } : {}),
    // GitHub lets a browser keep an answer for a minute; here every look is a fresh one.
    "Cache-Control": "private, no-cache",
    Vary: "Accept, Authorization, Cookie",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  };
}
