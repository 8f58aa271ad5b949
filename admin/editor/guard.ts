import * as z from "zod";
import { isLimit } from "../shared/github.ts";
import { text } from "../text.ts";

export interface Call {
  readonly method: string;
  /** Behind the API's root, such as `/repos/qinghe/website/git/refs/heads/main`. */
  readonly path: string;
  readonly body: string;
}

const writes = ["POST", "PUT", "PATCH", "DELETE"];

/**
 * Why the desk does not send a call; null when it may. This is comfort and no protection: it says in
 * Chinese, before anything is lost, what the branch's rules would refuse anyway.
 */
export function refusal({ method, path, body }: Call, branch: string): string | null {
  if (!writes.includes(method)) return null;
  if (decodeURIComponent(path).endsWith(`/git/refs/heads/${branch}`)) return text.guard.main;
  if (/\/pulls\/\d+\/merge$/.test(path)) return text.guard.merge;
  if (/\/issues\/\d+\/labels$/.test(path) && body.includes("decap-cms/pending_publish"))
    return text.guard.label;
  return null;
}

/** The Chinese words for an answer that ends the work at hand; null where Decap copes by itself. */
export function trouble(status: number, remaining: string | null): string | null {
  if (status === 401) return text.guard.expired;
  if (isLimit(status, remaining)) return text.guard.limited;
  return status === 403 ? text.guard.denied : null;
}

const newPull = z.looseObject({ title: z.string(), head: z.string() });

/**
 * A new pull request's body, in Chinese. Decap's title ends in the entry's name in the address; people
 * know it by the name that `nameOf` gives for the branch.
 */
export function pullRequestBody(body: string, nameOf: (branch: string) => string | null): string {
  const request = newPull.safeParse(JSON.parse(body)).data;
  if (!request) return body;
  const name = nameOf(branchOf(request.head));
  const title = name ? request.title.replace(/：.*$/s, () => `：${name}`) : request.title;
  return JSON.stringify({ ...request, title, body: text.guard.pullBody(title) });
}

/** The branch of a new pull request; null where its body cannot be read. */
export function branchOfPull(body: string): string | null {
  const request = newPull.safeParse(JSON.parse(body)).data;
  return request ? branchOf(request.head) : null;
}

// GitHub's `owner:branch`.
function branchOf(head: string): string {
  return head.slice(head.indexOf(":") + 1);
}

export function isNewPull({ method, path }: Call): boolean {
  return method === "POST" && /\/pulls$/.test(path);
}

/** What makes a saved draft whole: its pull request, and that one's marking as a draft. */
export function isFinish(call: Call): boolean {
  return isNewPull(call) || (call.method === "PUT" && /\/issues\/\d+\/labels$/.test(call.path));
}

export function isUpload({ method, path }: Call): boolean {
  return method === "POST" && path.endsWith("/git/blobs");
}

const madeRef = z.object({ ref: z.string(), sha: z.string() });
const movedRef = z.object({ sha: z.string() });

/** The branch that a call moves and where to; null for every other call. */
export function moveOf({ method, path, body }: Call): { branch: string; sha: string } | null {
  if (method === "POST" && path.endsWith("/git/refs")) {
    const made = madeRef.safeParse(JSON.parse(body)).data;
    return made ? { branch: made.ref.replace("refs/heads/", ""), sha: made.sha } : null;
  }
  const moved = /\/git\/refs\/heads\/(.+)$/.exec(decodeURIComponent(path))?.[1];
  if (method !== "PATCH" || !moved) return null;
  const to = movedRef.safeParse(JSON.parse(body)).data;
  return to ? { branch: moved, sha: to.sha } : null;
}
