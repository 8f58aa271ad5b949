import { html, nothing, type TemplateResult } from "lit-html";
import { text } from "../text.ts";
import type { Overview } from "./api/read.ts";
import { DeskError } from "./api/transport.ts";
import type { Desk } from "./desk.ts";
import { groupsOf } from "./groups.ts";
import type { Route } from "./route.ts";
import { turnKey } from "./seen.ts";

const words = text.review;

export function mineOf(desk: Desk): readonly Overview[] {
  return groupsOf(desk.overviews.all(), desk.login()).mine;
}

/** What stands where nobody is signed in. */
export function welcome(signIn: () => void): TemplateResult {
  return html`<h1>${words.heading}</h1><p>${words.signInFirst}</p>
    <p><button type="button" class="primary" @click=${signIn}>${text.bar.signIn}</button></p>`;
}

/** The desk's pages, with the number of what is new. */
export function navigation(desk: Desk, route: Route): TemplateResult {
  const unseen = mineOf(desk).filter((one) => !desk.seen.has(turnKey(one))).length;
  const here = placeOf(route);
  const link = (name: string, search: string, label: string, inside: TemplateResult | string) =>
    html`<a href=${search} data-go aria-label=${label} aria-current=${here === name ? "page" : "false"}>${inside}</a>`;
  const { list, notices, records, deputies } = words.pages;
  const badge = unseen > 0 ? html`${notices} <span class="badge">${unseen}</span>` : notices;
  const said = unseen > 0 ? `${notices}，${words.pages.unseen(unseen)}` : notices;
  return html`<nav class="pages" aria-label=${words.pages.label}>
    ${link("list", "?", list, list)} ${link("notices", "?page=notices", said, badge)}
    ${link("records", "?page=records", records, records)}
    ${link("deputies", "?page=deputies", deputies, deputies)}
  </nav>`;
}

function placeOf({ page }: Route): string {
  if (page === "record") return "records";
  return page === "change" ? "list" : page;
}

/** What could not be done, and the way out where signing in again is one. */
export function troubleView(trouble: unknown, signIn: () => void): TemplateResult | typeof nothing {
  if (trouble === null) return nothing;
  const message = trouble instanceof Error ? trouble.message : String(trouble);
  const expired = trouble instanceof DeskError && trouble.kind === "expired";
  return html`<div class="trouble" role="alert"><p>${message}</p>
    ${expired ? html`<button type="button" @click=${signIn}>${words.signInAgain}</button>` : nothing}</div>`;
}
