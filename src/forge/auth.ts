import { createPublicKey, verify } from "node:crypto";
import * as z from "zod";
import { badCredentials, problem } from "./errors.ts";
import type { AppRecord } from "./records.ts";
import { findToken } from "./tokens.ts";
import type { Actor, Forge } from "./types.ts";

/** Who sends this request, by `Authorization`. Throws 401 for credentials that are none. */
export function authenticate(forge: Forge, header: string | undefined): Actor {
  if (!header) return { kind: "anonymous" };
  const [scheme = "", value = ""] = header.trim().split(/\s+/);
  const way = scheme.toLowerCase();
  // git asks for a name and a password: the password is a token, whatever the name.
  if (way === "basic") return byToken(forge, passwordOf(value));
  if (way !== "bearer" && way !== "token") throw badCredentials();
  return value.split(".").length === 3 ? byKey(forge, value) : byToken(forge, value);
}

function passwordOf(value: string): string {
  const text = Buffer.from(value, "base64").toString("utf8");
  const [name = "", ...password] = text.split(":");
  // A token given as the name, without a password, is fine with GitHub too.
  return password.join(":").replace(/^x-oauth-basic$/, "") || name;
}

function byToken(forge: Forge, token: string): Actor {
  const found = findToken(forge, token);
  if (!found) throw badCredentials();
  const user = found.userId === null ? undefined : forge.store.user.get(found.userId);
  if (user) return { kind: "user", userId: user.id, permission: user.permission };
  const app = found.appId === null ? undefined : forge.store.app.get(found.appId);
  if (!app) throw badCredentials();
  const permissions = found.permissions ?? app.permissions;
  return { kind: "app", userId: app.botId, appId: app.id, permissions };
}

const claims = z.object({
  iss: z.union([z.string(), z.number()]),
  iat: z.number(),
  exp: z.number(),
});
const header = z.object({ alg: z.literal("RS256") });

/** https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
function byKey(forge: Forge, jwt: string): Actor {
  const [head = "", body = "", signature = ""] = jwt.split(".");
  const claim = claims.safeParse(parsePart(body)).data;
  const app = forge.store.app.find((one) => isIssuer(one, claim?.iss));
  const known = header.safeParse(parsePart(head)).success;
  if (!claim || !app || !known) throw problem(401, "A JSON web token could not be decoded");
  const signed = Buffer.from(`${head}.${body}`);
  const key = createPublicKey(app.publicKey);
  if (!verify("RSA-SHA256", signed, key, Buffer.from(signature, "base64url")))
    throw problem(401, "A JSON web token could not be decoded");
  checkTimes(claim, Date.parse(forge.now()) / 1000);
  return { kind: "key", appId: app.id };
}

function isIssuer(app: AppRecord, issuer: string | number | undefined): boolean {
  return [String(app.id), clientIdOf(app)].includes(String(issuer));
}

/** GitHub accepts an App's client id as the issuer as well as its number. */
export function clientIdOf(app: Pick<AppRecord, "slug">): string {
  return `Iv1.${app.slug}`;
}

// A minute for clocks that differ; GitHub's limit is ten minutes.
const drift = 60;
const longest = 600;

function checkTimes({ iat, exp }: z.output<typeof claims>, now: number): void {
  const claim = "'Expiration time' claim ('exp')";
  if (exp <= now - drift)
    throw problem(
      401,
      `${claim} must be a numeric value representing the future time at which the assertion expires`,
    );
  if (exp > now + longest + drift) throw problem(401, `${claim} is too far in the future`);
  if (iat > now + drift)
    throw problem(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
}

function parsePart(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
