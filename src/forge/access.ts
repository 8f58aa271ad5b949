import { forbidden, notForIntegrations, notFound, problem } from "./errors.ts";
import type { ForgeContext } from "./types.ts";

export type Level = "none" | "read" | "write" | "admin";

const order: readonly Level[] = ["none", "read", "write", "admin"];

/** Whether a permission reaches a level: `admin` holds `write`, `write` holds `read`. */
export function reaches(held: Level | undefined, wanted: Level): boolean {
  return order.indexOf(held ?? "none") >= order.indexOf(wanted);
}

/**
 * Throws GitHub's refusal unless the actor may: an App needs `permission` at `level` among those it
 * was granted, a user needs the role `user` (by default `level`) in the repository. Who may not
 * even read the repository is told that it does not exist.
 */
export function allow(
  c: ForgeContext,
  permission: string,
  level: "read" | "write",
  user: "read" | "write" | "admin" = level,
): void {
  const actor = c.get("actor");
  if (actor.kind === "app") {
    if (!reaches(actor.permissions[permission], level)) throw notForIntegrations();
    return;
  }
  if (actor.kind !== "user" || !reaches(actor.permission, "read")) throw notFound();
  if (reaches(actor.permission, user)) return;
  throw forbidden(user === "admin" ? undefined : "Must have write access to Repository.");
}

/** Throws unless a signed-in person, whatever the role, or an App with one of these permissions. */
export function allowAny(
  c: ForgeContext,
  permissions: readonly string[],
  level: "read" | "write",
  user: "read" | "write" = level,
): void {
  const actor = c.get("actor");
  const granted = actor.kind === "app" ? actor.permissions : {};
  const held = permissions.find((one) => reaches(granted[one], level));
  allow(c, held ?? permissions[0] ?? "metadata", level, user);
}

/** The id of the account that acts; throws 401 when there is none. */
export function requireUser(c: ForgeContext): number {
  const actor = c.get("actor");
  if ("userId" in actor) return actor.userId;
  throw problem(401, "Requires authentication");
}

/** Only who may write to the repository; an App needs `permission` with write. */
export function requireWrite(c: ForgeContext, permission: string): number {
  allow(c, permission, "write");
  return requireUser(c);
}
