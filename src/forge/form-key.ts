import { randomBytes, timingSafeEqual } from "node:crypto";
import { getCookie, setCookie } from "hono/cookie";
import type { ForgeContext } from "./types.ts";

const cookie = "forge_sign_in";

/**
 * A key that the form and a cookie of this page both carry: a form of another page knows no such
 * pair, so it cannot sign anybody in unseen.
 */
export function newFormKey(c: ForgeContext): string {
  const known = getCookie(c, cookie);
  const key = known && /^[\w-]{24}$/.test(known) ? known : randomBytes(18).toString("base64url");
  setCookie(c, cookie, key, {
    path: "/login/oauth",
    httpOnly: true,
    sameSite: "Strict",
    maxAge: 3600,
  });
  return key;
}

/** Whether the form's key is the one of this browser's cookie. */
export function isFormKey(c: ForgeContext, given: unknown): boolean {
  const known = getCookie(c, cookie);
  if (typeof given !== "string" || !known || known.length !== given.length) return false;
  return timingSafeEqual(Buffer.from(known), Buffer.from(given));
}
