import { html, nothing, type TemplateResult } from "lit-html";
import { text } from "../../text.ts";
import type { Overview } from "../api/read.ts";
import type { Desk, Page } from "../desk.ts";
import { groupsOf } from "../groups.ts";
import { turnKey } from "../seen.ts";
import { card } from "./card.ts";

const words = text.review.notices;
const every = 15_000;

/** What is newly mine since I last looked. What stood here when one leaves counts as seen. */
export function createNoticesPage(desk: Desk): Page {
  // Fixed on arrival: a notice does not vanish while it is being read.
  let fresh: ReadonlySet<string> | null = null;
  const mine = () => groupsOf(desk.overviews.all(), desk.login()).mine;
  return {
    every: () => every,
    leave() {
      desk.seen.add(mine().map(turnKey));
      fresh = null;
    },
    async refresh() {
      await desk.overviews.refresh();
      const unseen = mine()
        .map(turnKey)
        .filter((key) => !desk.seen.has(key));
      fresh = new Set([...(fresh ?? []), ...unseen]);
    },
    view() {
      const isFresh = (one: Overview) => fresh?.has(turnKey(one)) ?? false;
      const now = mine();
      const [come, known] = [now.filter(isFresh), now.filter((one) => !isFresh(one))];
      const empty = desk.overviews.ready() ? words.none : text.review.reading;
      return html`<h1>${words.title}</h1>
        <p class="soft">${words.lead}</p>
        ${come.length === 0 ? html`<p>${empty}</p>` : section(desk, words.fresh, come)}
        ${known.length === 0 ? nothing : section(desk, words.seen, known)}
        <p class="soft">${words.robot}</p>`;
    },
  };
}

function section(desk: Desk, title: string, items: readonly Overview[]): TemplateResult {
  return html`<section><h2>${title} <span class="count">${items.length}</span></h2>
    <ul class="changes">${items.map((one) => card(desk, one, true))}</ul></section>`;
}
