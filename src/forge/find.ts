import { notFound } from "./errors.ts";
import type { PullRecord } from "./records.ts";
import type { Forge, ForgeContext } from "./types.ts";

/** The pull request that the path's `:number` names; throws 404 when there is none. */
export function findPull(forge: Forge, c: ForgeContext): PullRecord {
  const number = wholeParam(c, "number");
  const pull = forge.store.pull.find((one) => one.number === number);
  if (!pull) throw notFound();
  return pull;
}

/** A number of the path; throws 404 for anything else in its place. */
export function wholeParam(c: ForgeContext, name: string): number {
  const text = c.req.param(name) ?? "";
  if (!/^\d{1,15}$/.test(text)) throw notFound();
  return Number(text);
}

/** The commit that the path's `:ref` names; throws 422 in GitHub's words when there is none. */
export async function findCommit(
  forge: Forge,
  c: ForgeContext,
  missing: (ref: string) => Error,
): Promise<string> {
  const ref = c.req.param("ref") ?? "";
  const sha = await forge.git.resolve(ref);
  if (!sha) throw missing(ref);
  return sha;
}
