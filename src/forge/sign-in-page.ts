import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { UserRecord } from "./records.ts";
import { text } from "./text.ts";
import type { Forge, ForgeContext } from "./types.ts";

const style = `
  :root { color-scheme: light dark; font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
    --ink: light-dark(#1d2420, #e6ebe5); --soft: light-dark(#57625b, #a2ada4); --line: light-dark(#d3dad2, #3b453e); --green: light-dark(#2f6b4a, #7cc29b); }
  * { box-sizing: border-box; }
  body { margin: 0 auto; max-width: 34rem; padding: clamp(1.25rem, 6vw, 3rem) 1rem; background: light-dark(#f6f7f4, #161a17); color: var(--ink); }
  h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .25rem; }
  p { color: var(--soft); margin: 0 0 1.25rem; }
  ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
  button { width: 100%; min-height: 3.25rem; display: grid; grid-template-columns: auto 1fr auto; gap: .1rem .75rem; align-items: center; text-align: start;
    padding: .5rem 1rem; font: inherit; color: inherit; background: light-dark(#fff, #1f2521); border: 1px solid var(--line); border-radius: .6rem; cursor: pointer; }
  button:hover { border-color: var(--green); }
  button:focus-visible { outline: 3px solid var(--green); outline-offset: 2px; }
  small, code { color: var(--soft); font-size: .875rem; overflow-wrap: anywhere; }`;

const hash = createHash("sha256").update(style).digest("base64");

/** The page on which one says who one is. Posts to its own address, query and all. */
export function signInPage(c: ForgeContext, forge: Forge, key: string, target: string) {
  const people = forge.store.user.filter((user) => user.type === "User" && user.title !== "");
  secure(c, target);
  return c.html(html`${head(text.title)}
<main>
  <h1>${text.title}</h1>
  <p>${text.lead}</p>
  <form method="post">
    <input type="hidden" name="key" value="${key}">
    <ul>${people.map(choice)}</ul>
  </form>
</main>
</html>`);
}

function choice({ login, name, title }: UserRecord) {
  return html`
      <li><button name="login" value="${login}"><strong>${name}</strong> <small>${title}</small> <code>${login}</code></button></li>`;
}

/** For a request that no page of ours made, or that has waited too long. */
export function wrongRequestPage(c: ForgeContext) {
  secure(c, "'none'");
  const page = html`${head(text.brokenTitle)}
<main>
  <h1>${text.brokenTitle}</h1>
  <p>${text.brokenRequest}</p>
</main>
</html>`;
  return c.html(page, 400);
}

function head(title: string) {
  return html`<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>`;
}

// The form leads back to the client: browsers hold redirects of a form against form-action too.
function secure(c: ForgeContext, target: string): void {
  const policy = [
    "default-src 'none'",
    "img-src data:",
    `style-src 'sha256-${hash}'`,
    target === "'none'" ? "form-action 'none'" : `form-action 'self' ${target}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  c.header("Content-Security-Policy", policy.join("; "));
  c.header("Cache-Control", "no-store");
  c.header("Referrer-Policy", "no-referrer");
  c.header("X-Content-Type-Options", "nosniff");
}
