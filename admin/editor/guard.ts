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
  if (status === 429 || (status === 403 && remaining === "0")) return text.guard.limited;
  return status === 403 ? text.guard.denied : null;
}

/** A new pull request's body, in Chinese; the title is Decap's commit message. */
export function pullRequestBody(body: string): string {
  const request: unknown = JSON.parse(body);
  if (typeof request !== "object" || request === null || !("title" in request)) return body;
  return JSON.stringify({ ...request, body: text.guard.pullBody(String(request.title)) });
}

export function isNewPull({ method, path }: Call): boolean {
  return method === "POST" && /\/pulls$/.test(path);
}
