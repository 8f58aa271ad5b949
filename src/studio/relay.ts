import { randomBytes, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import * as z from "zod";
import { text } from "./text.ts";

interface RelaySettings {
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const tokenAnswer = z.union([
  z.object({ access_token: z.string() }),
  z.object({ error: z.string(), error_description: z.string().optional() }),
]);

const stateCookie = "countersign_oauth_state";

/**
 * The OAuth relay that Decap's sign-in popup talks to: `/auth` sends the person to the forge's
 * sign-in page, `/auth/callback` trades the code for a token and hands it to the opener.
 * The handshake is Decap's (decap-cms-lib-auth, netlify-auth.js); the token is only ever posted
 * to this origin.
 */
export function relay(settings: RelaySettings): Hono {
  const app = new Hono();
  app.get("/auth", (c) => {
    const state = randomBytes(16).toString("hex");
    setCookie(c, stateCookie, state, {
      httpOnly: true,
      sameSite: "Lax",
      path: "/auth",
      maxAge: 600,
    });
    return c.redirect(
      `${settings.origin}/login/oauth/authorize?${authorizeQuery(settings, state)}`,
    );
  });
  app.get("/auth/callback", async (c) => {
    const { code, state } = c.req.query();
    if (!code || !sameText(state, getCookie(c, stateCookie)))
      return c.html(popup(failed(text.stateLost)));
    return c.html(popup(await trade(settings, code)));
  });
  return app;
}

function authorizeQuery(settings: RelaySettings, state: string): URLSearchParams {
  return new URLSearchParams({
    client_id: settings.clientId,
    redirect_uri: `${settings.origin}/auth/callback`,
    scope: "repo",
    state,
  });
}

function sameText(a: string | undefined, b: string | undefined): boolean {
  if (!a || !b || a.length !== b.length) return false;
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

async function trade(settings: RelaySettings, code: string): Promise<string> {
  const response = await fetch(`${settings.origin}/login/oauth/access_token`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({
      client_id: settings.clientId,
      client_secret: settings.clientSecret,
      code,
    }),
  });
  const answer = tokenAnswer.safeParse(await response.json().catch(() => null));
  if (!answer.success) return failed(text.signInUnreadable);
  if ("error" in answer.data) return failed(text.signInRefused(answer.data.error));
  return `authorization:github:success:${JSON.stringify({ token: answer.data.access_token, provider: "github" })}`;
}

function failed(message: string): string {
  return `authorization:github:error:${JSON.stringify({ message })}`;
}

// Inside a script element only `<` can end the text early.
function popup(message: string): string {
  const literal = JSON.stringify(message).replaceAll("<", "\\u003c");
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${text.signingIn}</title>
<p>${text.signingIn}</p>
<script>
const message = ${literal};
addEventListener("message", (event) => {
  if (event.origin === location.origin && event.data === "authorizing:github")
    event.source.postMessage(message, location.origin);
});
opener?.postMessage("authorizing:github", location.origin);
</script></html>`;
}
