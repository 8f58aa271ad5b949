import * as z from "zod";
import { readSession } from "../shared/session.ts";
import type { Settings } from "../shared/settings.ts";
import { text } from "../text.ts";
import { isArmed } from "./disarm.ts";
import {
  branchOfPull,
  type Call,
  isFinish,
  isNewPull,
  isUpload,
  moveOf,
  pullRequestBody,
  refusal,
  trouble,
} from "./guard.ts";
import { type Progress, send } from "./upload.ts";

/** What the rest of the desk does around a call of Decap's. */
export interface Around {
  /** Before something is read. */
  readonly arrive: () => Promise<void>;
  /** After a branch was moved. */
  readonly moved: (branch: string, sha: string) => void;
  /** The name of the entry on a branch. */
  readonly nameOf: (branch: string) => string | null;
  readonly progress: (id: number, progress: Progress | null) => void;
  /** Resolves with whether a broken upload is tried again. */
  readonly tryAgain: () => Promise<boolean>;
  /** A save waits for its last step; null when it has come through. */
  readonly waiting: (reason: string | null) => void;
}

type Fetch = typeof window.fetch;

/** Puts the guard between Decap and the network. To be called before Decap is loaded. */
export function guardFetch(settings: Settings, around: Around): void {
  const real = window.fetch.bind(window);
  const uploads = createUploads(around);
  window.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url.startsWith("https://www.githubstatus.com")) return Response.json({ components: [] });
    if (!url.startsWith(settings.api)) return real(input, init);
    // Who changed each entry last: a question for every line of every list, and no list shows it.
    if (url.includes("/commits?path=")) return Response.json([]);
    const request = new Request(input, init);
    const call = await callOf(request, url.slice(settings.api.length));
    const refused = refusal(call, settings.branch);
    if (refused) return answer(403, refused);
    if (call.method === "GET") await around.arrive();
    const own = uploads.take(call);
    if (own) return own;
    if (isUpload(call) && call.body.length > large)
      return inChinese(await uploads.send(request, call));
    if (isFinish(call)) return finish(settings, real, request, call, around);
    const got = await once(real, request, call);
    const move = got.ok ? moveOf(call) : null;
    if (move) around.moved(move.branch, move.sha);
    return (await isArmedBlob(call, got)) ? answer(403, text.guard.armed) : inChinese(got);
  };
}

async function isArmedBlob({ method, path }: Call, got: Response): Promise<boolean> {
  if (!got.ok || method !== "GET" || !/\/git\/blobs\/[0-9a-f]+$/.test(path)) return false;
  const copy = got.clone();
  return isArmed(await copy.json().catch(() => null));
}

async function callOf(request: Request, rest: string): Promise<Call> {
  const body = request.method === "GET" ? "" : await request.clone().text();
  return { method: request.method, path: rest.split("?")[0] ?? "", body };
}

// An answer, never an error: Decap tries again for most of a minute after an error.
function answer(status: number, message: string): Response {
  return Response.json({ message }, { status });
}

async function once(real: Fetch, request: Request, call: Call): Promise<Response> {
  return real(prepared(request, call)).catch(() => answer(503, text.guard.offline));
}

function prepared(request: Request, { method, body }: Call): Request {
  const { url, cache } = request;
  const headers = headersOf(request);
  return new Request(url, { method, headers, cache, ...(body === "" ? {} : { body }) });
}

// Whoever signs in again meanwhile goes on with the new sign-in, without losing the page.
function headersOf(request: Request): Headers {
  const headers = new Headers(request.headers);
  const session = readSession();
  if (session && headers.has("authorization"))
    headers.set("authorization", `token ${session.token}`);
  return headers;
}

// A status that Decap takes for final: it would repeat a 429 for most of a minute.
async function inChinese(got: Response): Promise<Response> {
  const words = trouble(got.status, got.headers.get("x-ratelimit-remaining"));
  return words ? answer(got.status === 401 ? 401 : 403, words) : got;
}

/** Small enough to be through before anybody wonders. */
const large = 256 * 1024;

const arrivedBlob = z.object({ sha: z.string() });
const sentBlob = z.object({ content: z.string(), encoding: z.string() });

/**
 * Uploads that take as long as they take. What has arrived once is not sent again by the next attempt
 * to save, a broken one is offered again without starting the save anew, and what Decap reads back
 * right after a save does not come over the slow line a second time.
 */
function createUploads({ progress, tryAgain }: Around) {
  const arrived = new Map<string, string>();
  const kept = new Map<string, string>();
  let count = 0;
  const sendOnce = async (request: Request, { body }: Call): Promise<Response> => {
    const key = await digestOf(body);
    const known = arrived.get(key);
    if (known) return new Response(known, { status: 201, headers: json });
    count += 1;
    const id = count;
    const tell = (now: Progress) => progress(id, now);
    for (;;) {
      const got = await send({ url: request.url, headers: headersOf(request), body }, tell).catch(
        () => null,
      );
      if (!got && (await tryAgain())) continue;
      progress(id, null);
      if (!got?.ok) return got ?? answer(503, text.guard.interrupted);
      const said = await got.text();
      arrived.set(key, said);
      kept.set(arrivedBlob.parse(JSON.parse(said)).sha, body);
      return new Response(said, { status: 201, headers: json });
    }
  };
  return {
    send: sendOnce,
    /** A blob of one's own that is asked for; once, for it may be large. */
    take({ method, path }: Call): Response | null {
      const sha = path.slice(path.lastIndexOf("/") + 1);
      const body = method === "GET" ? kept.get(sha) : undefined;
      if (body === undefined) return null;
      kept.delete(sha);
      return Response.json({ sha, ...sentBlob.parse(JSON.parse(body)) });
    },
  };
}

const json = { "content-type": "application/json" };

async function digestOf(body: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16)).join("-");
}

const pause = 2000;

/**
 * A branch without its pull request, or a pull request without its marking, is a draft that nobody
 * finds: the last steps wait until they come through, for a new sign-in as well.
 */
async function finish(
  settings: Settings,
  real: Fetch,
  request: Request,
  call: Call,
  around: Around,
): Promise<Response> {
  const body = isNewPull(call) ? pullRequestBody(call.body, around.nameOf) : call.body;
  for (;;) {
    const got = await once(real, request, { ...call, body });
    const reason = passing(got);
    around.waiting(reason);
    if (reason === null) {
      const branch = got.status === 422 && isNewPull(call) ? branchOfPull(call.body) : null;
      return (branch && (await openPullOf(settings, real, request, branch))) || inChinese(got);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function passing({ status, headers }: Response): string | null {
  if (status >= 500) return text.guard.offline;
  const words = trouble(status, headers.get("x-ratelimit-remaining"));
  return words === text.guard.denied ? null : words;
}

// The answer to an earlier attempt was lost on its way: the pull request is there.
async function openPullOf(
  { owner }: Settings,
  real: Fetch,
  request: Request,
  branch: string,
): Promise<Response | null> {
  const url = `${request.url}?state=open&head=${encodeURIComponent(`${owner}:${branch}`)}`;
  const got = await once(real, new Request(url, { headers: headersOf(request) }), {
    method: "GET",
    path: "",
    body: "",
  });
  const found: unknown = got.ok ? await got.json() : [];
  const [pull] = Array.isArray(found) ? found : [];
  return pull ? Response.json(pull, { status: 201 }) : null;
}
