import { timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import * as z from "zod";
import { isFormKey, newFormKey } from "./form-key.ts";
import { signInPage, wrongRequestPage } from "./sign-in-page.ts";
import { hashToken, issueUserToken, newSecret } from "./tokens.ts";
import type { Forge, ForgeApp, ForgeContext } from "./types.ts";
import { userByLogin } from "./views/user.ts";

export interface OauthClient {
  readonly id: string;
  readonly secret: string;
  /** The address that codes are sent to, or the beginning of its path. */
  readonly redirect: string;
}

interface SignInRequest {
  readonly redirect: string;
  readonly state: string | undefined;
  readonly scope: string;
}

const codeLife = 10 * 60_000;

/**
 * GitHub's web application flow:
 * https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
 * Instead of a password the page asks which person one is: the forge serves one machine.
 */
export function oauthRoutes(app: ForgeApp, forge: Forge, client: OauthClient): void {
  app.get("/login/oauth/authorize", (c) => {
    const request = requestOf(c, client);
    if (!request) return wrongRequestPage(c);
    return signInPage(c, forge, newFormKey(c), new URL(request.redirect).origin);
  });
  app.post("/login/oauth/authorize", async (c) => {
    const form = await c.req.parseBody();
    const request = requestOf(c, client);
    const user = userByLogin(forge, String(form.login ?? ""));
    if (!request || !isFormKey(c, form.key) || user?.type !== "User") return wrongRequestPage(c);
    const code = issueCode(forge, client, user.id, request);
    return c.redirect(withAnswer(request, code));
  });
  app.post("/login/oauth/access_token", async (c) =>
    answer(c, trade(forge, client, await bodyOf(c))),
  );
}

function requestOf(c: ForgeContext, client: OauthClient): SignInRequest | null {
  const { client_id: id, redirect_uri: wanted, state, scope = "" } = c.req.query();
  const redirect = wanted ?? client.redirect;
  return id === client.id && isBelow(redirect, client.redirect) ? { redirect, state, scope } : null;
}

/** Same origin, and the registered path or one below it. */
function isBelow(wanted: string, registered: string): boolean {
  if (!URL.canParse(wanted)) return false;
  const [asked, known] = [new URL(wanted), new URL(registered)];
  const folder = known.pathname.endsWith("/") ? known.pathname : `${known.pathname}/`;
  const path = asked.pathname === known.pathname || asked.pathname.startsWith(folder);
  return asked.origin === known.origin && path && asked.username === "" && asked.password === "";
}

function issueCode(
  forge: Forge,
  client: OauthClient,
  userId: number,
  request: SignInRequest,
): string {
  const code = newSecret("");
  const expiresAt = new Date(Date.parse(forge.now()) + codeLife).toISOString();
  const { redirect, scope } = request;
  forge.store.code.insert({
    hash: hashToken(code),
    clientId: client.id,
    userId,
    redirect,
    scope,
    expiresAt,
  });
  return code;
}

function withAnswer({ redirect, state }: SignInRequest, code: string): string {
  const target = new URL(redirect);
  target.searchParams.set("code", code);
  if (state !== undefined) target.searchParams.set("state", state);
  return target.href;
}

const exchange = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string(),
  redirect_uri: z.string().optional(),
});

type Answer = Readonly<Record<string, string>>;

const manual =
  "https://docs.github.com/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors";

function trade(forge: Forge, client: OauthClient, body: unknown): Answer {
  const given = exchange.safeParse(body).data;
  const id = given?.client_id === client.id;
  if (!given || !id || !sameText(given.client_secret, client.secret))
    return refusal(
      "incorrect_client_credentials",
      "The client_id and/or client_secret passed are incorrect.",
    );
  const code = forge.store.code.find((one) => one.hash === hashToken(given.code));
  // A code is good for one try, whatever comes of it.
  if (code) forge.store.code.remove(code.id);
  const late = !code || Date.parse(code.expiresAt) < Date.parse(forge.now());
  if (late || code.clientId !== client.id)
    return refusal("bad_verification_code", "The code passed is incorrect or expired.");
  if (given.redirect_uri !== undefined && given.redirect_uri !== code.redirect)
    return refusal(
      "redirect_uri_mismatch",
      "The redirect_uri MUST match the registered callback URL for this application.",
    );
  return {
    access_token: issueUserToken(forge, code.userId),
    token_type: "bearer",
    scope: code.scope,
  };
}

function refusal(error: string, description: string): Answer {
  return { error, error_description: description, error_uri: manual };
}

function sameText(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(a)), Buffer.from(hashToken(b)));
}

async function bodyOf(c: ForgeContext): Promise<unknown> {
  const json = c.req.header("content-type")?.includes("json");
  const body: unknown = json ? await c.req.json().catch(() => null) : await c.req.parseBody();
  const query = c.req.query();
  return typeof body === "object" && body !== null ? { ...query, ...body } : query;
}

// GitHub answers as a form unless JSON is asked for.
function answer(c: Context, given: Answer): Response {
  c.header("Cache-Control", "no-store");
  if (c.req.header("accept")?.includes("json")) return c.json(given);
  const text = new URLSearchParams(given).toString();
  return c.body(text, 200, { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" });
}
