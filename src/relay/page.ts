import type { Context } from "hono";
import { text } from "./text.ts";

/**
 * The popup's last page: says to each site that sign-in is under way, and the answer to the one that
 * replies. A page of any other origin hears nothing.
 */
export function answerPage(c: Context, answer: string, sites: readonly string[]): Response {
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`;
  return c.body(pageOf(nonce, literal(answer), literal(sites)), 200, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policy,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  });
}

// Inside a script element only `<` can end the text early.
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function pageOf(nonce: string, answer: string, sites: string): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${text.signingIn}</title>
<p>${text.signingIn}</p>
<script nonce="${nonce}">
const sites = ${sites};
addEventListener("message", (event) => {
  if (event.source === opener && sites.includes(event.origin) && event.data === "authorizing:github")
    event.source.postMessage(${answer}, event.origin);
});
for (const site of sites) opener?.postMessage("authorizing:github", site);
</script></html>`;
}
