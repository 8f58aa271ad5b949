import { Octokit } from "@octokit/core";
import { OAuthApp } from "@octokit/oauth-app";
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { timingSafeEqual } from "hono/utils/buffer";
import * as z from "zod";
import { answerPage } from "./page.ts";
import type { RelaySettings } from "./settings.ts";
import { text } from "./text.ts";

/**
 * The OAuth relay that the desk's sign-in popup talks to: `/auth` sends the person to GitHub with a
 * state that only this browser knows, `/auth/callback` trades the code for a token and hands it to the
 * page that opened the popup, if that is one of `sites`. The handshake is Decap's
 * (decap-cms-lib-auth, netlify-auth.js). Runs wherever requests and responses are the web's.
 */
export function relay(settings: RelaySettings): Hono {
  const { origin } = settings;
  const oauth = clientOf(settings);
  const app = new Hono();
  app.get("/auth", (c) => {
    const state = crypto.randomUUID();
    setCookie(c, cookieName(origin), state, cookieRules(origin));
    const redirectUrl = `${origin}/auth/callback`;
    c.header("Cache-Control", "no-store");
    return c.redirect(
      oauth.getWebFlowAuthorizationUrl({ state, redirectUrl, scopes: [settings.scope] }).url,
    );
  });
  app.get("/auth/callback", async (c) => {
    const answer = (await isOwn(c, origin)) ? await answerTo(c, oauth) : failed(text.stateLost);
    // A state is good for one try, whatever comes of it.
    deleteCookie(c, cookieName(origin), cookieRules(origin));
    return answerPage(c, answer, settings.sites);
  });
  return app;
}

function clientOf({ clientId, clientSecret, api }: RelaySettings): OAuthApp {
  const At = Octokit.defaults({ baseUrl: api });
  return new OAuthApp({ clientType: "oauth-app", clientId, clientSecret, Octokit: At });
}

// Another host below the same domain could set a cookie for all of it, but none with this prefix.
function cookieName(origin: string): string {
  return origin.startsWith("https:") ? "__Host-countersign_state" : "countersign_state";
}

function cookieRules(origin: string) {
  const secure = origin.startsWith("https:");
  return { httpOnly: true, sameSite: "Lax", path: "/", maxAge: 600, secure } as const;
}

async function isOwn(c: Context, origin: string): Promise<boolean> {
  const [given, kept] = [c.req.query("state"), getCookie(c, cookieName(origin))];
  return given && kept ? timingSafeEqual(given, kept) : false;
}

async function answerTo(c: Context, oauth: OAuthApp): Promise<string> {
  const { code, state = "", error = "missing_code" } = c.req.query();
  if (!code) return failed(wordsFor(error));
  try {
    const { authentication } = await oauth.createToken({ code, state });
    return succeeded(authentication.token);
  } catch (error) {
    const known = refusal.safeParse(error).data;
    return failed(known ? wordsFor(known.response.data.error) : text.unreadable);
  }
}

const refusal = z.object({ response: z.object({ data: z.object({ error: z.string() }) }) });

function wordsFor(error: string): string {
  return error === "access_denied" ? text.denied : text.refused(error);
}

function succeeded(token: string): string {
  return `authorization:github:success:${JSON.stringify({ token, provider: "github" })}`;
}

function failed(message: string): string {
  return `authorization:github:error:${JSON.stringify({ message })}`;
}
