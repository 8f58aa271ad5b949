import { readSession } from "../shared/session.ts";
import type { Settings } from "../shared/settings.ts";
import { text } from "../text.ts";
import { type Call, isNewPull, pullRequestBody, refusal, trouble } from "./guard.ts";
import { Refusal } from "./refusal.ts";

// A photo over a slow line takes longer than the minute that Decap grants.
const uploadPatience = 20 * 60_000;

/** Puts the guard between Decap and the network. To be called before Decap is loaded. */
export function guardFetch(settings: Settings): void {
  const real = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url.startsWith("https://www.githubstatus.com")) return Response.json({ components: [] });
    if (!url.startsWith(settings.api)) return real(input, init);
    const request = new Request(input, init);
    const call = await callOf(request, url.slice(settings.api.length));
    const refused = refusal(call, settings.branch);
    if (refused) throw new Refusal(refused);
    const answer = await real(prepared(request, call)).catch((error: unknown) => {
      if (request.signal.aborted) throw error;
      throw new Refusal(text.guard.offline);
    });
    return inChinese(answer);
  };
}

async function callOf(request: Request, rest: string): Promise<Call> {
  const body = request.method === "GET" ? "" : await request.clone().text();
  return { method: request.method, path: rest.split("?")[0] ?? "", body };
}

// Whoever signs in again meanwhile goes on with the new sign-in, without losing the page.
function prepared(request: Request, call: Call): Request {
  const headers = new Headers(request.headers);
  const session = readSession();
  if (session && headers.has("authorization"))
    headers.set("authorization", `token ${session.token}`);
  const upload = call.method === "POST" && call.path.endsWith("/git/blobs");
  const { body } = call;
  return new Request(request.url, {
    method: call.method,
    headers,
    cache: request.cache,
    signal: upload ? AbortSignal.timeout(uploadPatience) : request.signal,
    ...(body === "" ? {} : { body: isNewPull(call) ? pullRequestBody(body) : body }),
  });
}

// An answer, never an error: Decap tries again for most of a minute after an error.
async function inChinese(answer: Response): Promise<Response> {
  const words = trouble(answer.status, answer.headers.get("x-ratelimit-remaining"));
  if (!words) return answer;
  return Response.json({ message: words }, { status: answer.status });
}
