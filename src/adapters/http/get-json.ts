import { setTimeout } from "node:timers/promises";

/** A server answered, but not with what was asked for; or it did not answer. */
export class SourceError extends Error {}

export interface Answer {
  readonly body: unknown;
  readonly headers: Headers;
}

export interface Patience {
  /** How often a request is sent at most. */
  readonly tries: number;
  /** Wait before the second try; doubled before each further one. */
  readonly firstWait: number;
  readonly timeout: number;
}

export const usualPatience: Patience = { tries: 5, firstWait: 1_000, timeout: 20_000 };

/** No server's Retry-After makes us miss the ten minutes. */
const longestWait = 60_000;

/**
 * Gets JSON. Throttling, server errors and lost connections are tried again with growing waits;
 * everything else is final. Throws SourceError, whose message holds no secret.
 */
export async function getJson(
  url: URL,
  headers: Readonly<Record<string, string>>,
  patience: Patience = usualPatience,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const found = await tryOnce(url, headers, patience.timeout);
    if ("body" in found) return found;
    if (!found.again || attempt >= patience.tries) throw new SourceError(found.problem);
    await setTimeout(Math.min(found.wait ?? patience.firstWait * 2 ** (attempt - 1), longestWait));
  }
}

type Attempt =
  | Answer
  | { readonly problem: string; readonly again: boolean; readonly wait?: number | undefined };

async function tryOnce(
  url: URL,
  headers: Readonly<Record<string, string>>,
  timeout: number,
): Promise<Attempt> {
  const where = `${url.origin}${url.pathname}`;
  try {
    // A redirect could carry the key elsewhere.
    const answer = await fetch(url, {
      headers: { Accept: "application/json", ...headers },
      redirect: "error",
      signal: AbortSignal.timeout(timeout),
    });
    if (answer.status === 429 || answer.status >= 500)
      return { problem: `${where} answers ${answer.status}`, again: true, wait: waitOf(answer) };
    if (!answer.ok) return { problem: `${where} answers ${answer.status}`, again: false };
    const type = answer.headers.get("content-type") ?? "";
    if (!type.includes("json"))
      return { problem: `${where} answers "${type}", not JSON`, again: false };
    return { body: await answer.json(), headers: answer.headers };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return { problem: `${where} cannot be reached: ${cause}`, again: true };
  }
}

function waitOf(answer: Response): number | undefined {
  const seconds = Number(answer.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/** How far a server's clock is ahead of ours, as its answer says; 0 where it says nothing. */
export function clockAhead(headers: Headers, now: number): number {
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? 0 : date - now;
}
