import { Webhooks } from "@octokit/webhooks";
import type { Ask } from "./events.ts";
import type { Runner } from "./runner.ts";

export interface WebhookSettings {
  /** Null refuses every delivery. */
  readonly secret: string | null;
  readonly runner: Runner;
  readonly read: (event: string | null, payload: unknown) => Ask;
}

// GitHub's own limit for a delivery.
const bodyLimit = 25 * 1024 * 1024;

/**
 * Takes GitHub's deliveries. Answers 202 at once and has the work done afterwards; a delivery
 * without the secret's signature over its very bytes is refused with 401. Lost, doubled or
 * reordered deliveries do no harm: the gate reads everything again.
 */
export function createWebhook({ secret, runner, read }: WebhookSettings) {
  const webhooks = secret ? new Webhooks({ secret }) : null;
  return async (request: Request): Promise<Response> => {
    if (request.method !== "POST") return answer(405, "send deliveries with POST");
    const body = await readBody(request);
    if (body === null) return answer(413, "the delivery is too large");
    const signature = request.headers.get("x-hub-signature-256");
    if (!webhooks || !signature || !(await verified(webhooks, body, signature)))
      return answer(401, "the signature does not match");
    const payload = parseJson(body);
    if (payload === undefined) return answer(400, "the delivery is no JSON");
    follow(runner, read(request.headers.get("x-github-event"), payload));
    return answer(202, "accepted");
  };
}

/** The body as text; null when it is over the limit, whatever length was announced. */
async function readBody(request: Request): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > bodyLimit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

// The library throws for a signature of another form: that is no signature either.
async function verified(webhooks: Webhooks, body: string, signature: string): Promise<boolean> {
  return webhooks.verify(body, signature).catch(() => false);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function follow(runner: Runner, ask: Ask): void {
  if (ask.kind === "pull") runner.enqueue(ask.number);
  else if (ask.kind === "new") runner.enqueueSoon(ask.number);
  else if (ask.kind === "sweep") void runner.sweep();
  else if (ask.kind === "retry") runner.retryBlocked();
}

function answer(status: number, message: string): Response {
  return new Response(message, { status, headers: { "content-type": "text/plain" } });
}
