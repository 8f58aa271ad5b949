import { createHmac } from "node:crypto";

export interface Sent {
  readonly status: string;
  /** 0 where no answer came. */
  readonly statusCode: number;
  readonly requestHeaders: Record<string, string>;
  readonly responseHeaders: Record<string, string>;
  readonly response: string;
}

interface Receiver {
  readonly url: string;
  readonly secret: string;
  readonly hookId: number | null;
  readonly appId: number | null;
}

interface Message {
  readonly guid: string;
  readonly event: string;
  readonly payload: string;
}

// GitHub gives a receiver ten seconds.
const patience = 10_000;
const responseLimit = 100_000;

/**
 * Posts one delivery; never throws. Redirects are not followed, as on GitHub.
 * https://docs.github.com/webhooks/webhook-events-and-payloads#delivery-headers
 */
export async function post(
  receiver: Receiver,
  message: Message,
  stopped: AbortSignal,
): Promise<Sent> {
  const requestHeaders = headersOf(receiver, message);
  try {
    const answer = await fetch(receiver.url, {
      method: "POST",
      body: message.payload,
      redirect: "manual",
      signal: AbortSignal.any([stopped, AbortSignal.timeout(patience)]),
      headers: requestHeaders,
    });
    const response = (await answer.text()).slice(0, responseLimit);
    const status = answer.ok ? "OK" : `Invalid HTTP Response: ${answer.status}`;
    const responseHeaders = Object.fromEntries(answer.headers);
    return { status, statusCode: answer.status, requestHeaders, responseHeaders, response };
  } catch (error) {
    const late = error instanceof DOMException && error.name === "TimeoutError";
    const status = late ? "timed out" : "failed to connect to host";
    return { status, statusCode: 0, requestHeaders, responseHeaders: {}, response: "" };
  }
}

function headersOf(
  { secret, hookId, appId }: Receiver,
  { guid, event, payload }: Message,
): Record<string, string> {
  const sign = (way: "sha1" | "sha256") =>
    `${way}=${createHmac(way, secret).update(payload).digest("hex")}`;
  const signed = { "X-Hub-Signature": sign("sha1"), "X-Hub-Signature-256": sign("sha256") };
  return {
    Accept: "*/*",
    "Content-Type": "application/json",
    "User-Agent": "GitHub-Hookshot/forge",
    "X-GitHub-Delivery": guid,
    "X-GitHub-Event": event,
    "X-GitHub-Hook-ID": String(hookId ?? appId ?? 0),
    "X-GitHub-Hook-Installation-Target-Type": appId === null ? "repository" : "integration",
    ...(secret === "" ? {} : signed),
  };
}
