import { writeSession } from "../shared/session.ts";

const greeting = "authorizing:github";

/**
 * Gives the token to the desk that opened this window, by Decap's handshake and on this origin alone;
 * a page that nobody opened keeps it for the desk and goes there.
 */
export function handOver(token: string, desk: string): void {
  const from: Window | null = window.opener;
  if (!from) {
    writeSession({ token });
    location.assign(desk);
    return;
  }
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== from || origin !== location.origin || data !== greeting) return;
    const answer = JSON.stringify({ token, provider: "github" });
    from.postMessage(`authorization:github:success:${answer}`, origin);
  });
  from.postMessage(greeting, location.origin);
}
