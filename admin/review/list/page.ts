import { html, nothing, type TemplateResult } from "lit-html";
import { text } from "../../text.ts";
import type { Overview, PushedBranch } from "../api/read.ts";
import type { Desk, Page } from "../desk.ts";
import { groupsOf } from "../groups.ts";
import { type MergeRecord, recordOf } from "../records/record.ts";
import { card, doneCard } from "./card.ts";

const words = text.review;
const every = 15_000;

/** What waits for me, what waits for others, what was sent back, and what was published last. */
export function createListPage(desk: Desk): Page {
  let recent: readonly MergeRecord[] = [];
  let pushed: readonly PushedBranch[] = [];
  const propose = (branch: PushedBranch) => {
    desk.actor.propose(branch).then((number) => desk.go(`?pr=${number}`), desk.fail);
  };
  return {
    every: () => every,
    leave: () => undefined,
    async refresh() {
      await desk.overviews.refresh();
      const open = desk.overviews.all().map((one) => one.pull);
      const [commits, loose] = await Promise.all([desk.reader.recent(), desk.reader.pushed(open)]);
      recent = commits.map(recordOf);
      pushed = loose;
    },
    view() {
      if (!desk.overviews.ready() && desk.overviews.all().length === 0)
        return html`<h1>${words.heading}</h1><p class="soft">${words.reading}</p>`;
      const { mine, waiting, stopped } = groupsOf(desk.overviews.all(), desk.login());
      const empty = desk.overviews.ready() ? words.mineEmpty : words.reading;
      return html`<h1>${words.heading}</h1>
        ${group(desk, words.mine, mine, empty)} ${group(desk, words.waiting, waiting)}
        ${group(desk, words.stopped, stopped)} ${pushedView(pushed, propose)} ${doneView(desk, recent)}`;
    },
  };
}

function group(
  desk: Desk,
  title: string,
  items: readonly Overview[],
  empty?: string,
): TemplateResult | typeof nothing {
  if (items.length === 0 && !empty) return nothing;
  const mine = empty !== undefined;
  return html`<section>
    <h2>${title} <span class="count">${items.length}</span></h2>
    ${items.length === 0 ? html`<p class="soft">${empty}</p>` : html`<ul class="changes">${items.map((one) => card(desk, one, mine))}</ul>`}
  </section>`;
}

function doneView(desk: Desk, recent: readonly MergeRecord[]): TemplateResult | typeof nothing {
  const cards = recent.flatMap((one) =>
    one.number === null ? [] : [doneCard(desk, one.number, one)],
  );
  if (cards.length === 0) return nothing;
  return html`<section><h2>${words.done}</h2><ul class="changes">${cards}</ul></section>`;
}

/** What waits in branches that were pushed with git; nothing where there is none. */
function pushedView(
  branches: readonly PushedBranch[],
  propose: (branch: PushedBranch) => void,
): TemplateResult | typeof nothing {
  if (branches.length === 0) return nothing;
  return html`<section><h2>${words.pushed}</h2><ul class="changes">${branches.map(
    (
      branch,
    ) => html`<li class="pushed"><span class="title">${branch.title}</span> <code>${branch.name}</code>
      <button type="button" @click=${() => propose(branch)}>${words.propose}</button></li>`,
  )}</ul></section>`;
}
