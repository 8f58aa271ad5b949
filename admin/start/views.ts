import { html, nothing, type TemplateResult } from "lit-html";
import { formatBeijing } from "../../src/base/time.ts";
import { draftOf, editAddress } from "../shared/address.ts";
import type { Change, Pull } from "../shared/changes.ts";
import type { Shelf } from "../shared/shelves.ts";
import { text } from "../text.ts";
import type { Row } from "./finder.ts";

const words = text.start;

/** What waits for a signature of the one who reads, and the way there. */
export function turnView(base: string, changes: readonly Change[]) {
  const [only, second] = changes;
  if (!only) return nothing;
  const href = second ? `${base}/admin/review/` : reviewAddress(base, only.pull);
  return html`<p class="turn"><a class="button primary" href=${href}>${words.yourTurn(changes.length)}</a></p>`;
}

export interface Group {
  readonly title: string;
  readonly changes: readonly Change[];
  /** Said where there is none; a group without it is left out then. */
  readonly empty?: string;
}

export function groupView(base: string, group: Group, submit: (change: Change) => void) {
  const { title, changes, empty } = group;
  if (changes.length === 0 && !empty) return nothing;
  return html`<section>
    <h2>${title} <span class="count">${changes.length}</span></h2>
    ${changes.length === 0 ? html`<p class="soft">${empty}</p>` : html`<ul class="changes">${changes.map((one) => card(base, one, submit))}</ul>`}
  </section>`;
}

function card(base: string, change: Change, submit: (change: Change) => void): TemplateResult {
  const { pull, standing } = change;
  const entry = draftOf(pull.head.ref);
  const toMend = standing.kind === "sentBack" || standing.kind === "wrong";
  const next = toMend && !entry ? words.elsewhere(pull.head.ref) : standing.next;
  const href = entry ? editAddress(base, entry) : reviewAddress(base, pull);
  return html`<li class=${`work ${standing.kind}`}>
    <a class="title" href=${href}>${pull.title}</a>
    <p class="state">${standing.said}</p>
    ${standing.veto ? html`<blockquote>${standing.veto.reason}<footer>${standing.veto.by} ${standing.veto.when}</footer></blockquote>` : nothing}
    ${standing.findings.length > 0 ? html`<ul class="findings">${standing.findings.slice(0, 5).map((line) => html`<li>${line}</li>`)}</ul>` : nothing}
    ${next ? html`<p class="meta">${next}</p>` : nothing}
    <p class="doors">
      ${entry ? html`<a class="button" href=${href}>${words.open}</a>` : nothing}
      ${maySubmit(change) ? html`<button type="button" class="primary" @click=${() => submit(change)}>${words.submit}</button>` : nothing}
      <a href=${reviewAddress(base, pull)}>${words.progress}</a>
    </p>
  </li>`;
}

function maySubmit({ pull }: Change): boolean {
  return pull.labels.some(({ name }) => name === "decap-cms/draft");
}

function reviewAddress(base: string, { number }: Pull): string {
  return `${base}/admin/review/?pr=${number}`;
}

export function publishedView(base: string, pulls: readonly Pull[]) {
  if (pulls.length === 0) return nothing;
  return html`<section><h2>${words.published}</h2>
    <ul class="lines">${pulls.map((one) => html`<li><a href=${reviewAddress(base, one)}>${one.title}</a> <span class="meta">${formatBeijing(Date.parse(one.merged_at ?? ""))}</span></li>`)}</ul>
  </section>`;
}

export interface Finding {
  readonly rows: readonly Row[] | null;
  readonly found: readonly Row[];
  readonly shown: number;
  readonly trouble: string;
}

export interface FinderActions {
  readonly type: (query: string) => void;
  readonly choose: (collection: string) => void;
  readonly more: () => void;
}

export function finderView(
  base: string,
  shelves: readonly Shelf[],
  { rows, found, shown, trouble }: Finding,
  actions: FinderActions,
): TemplateResult {
  const valueIn = ({ target }: Event) =>
    target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : "";
  return html`<section class="finder">
    <h2>${words.find}</h2>
    <div class="query">
      <label>${words.query}<input type="search" autocomplete="off" placeholder=${words.example} @input=${(event: Event) => actions.type(valueIn(event))} /></label>
      <label>${words.shelf}<select @change=${(event: Event) => actions.choose(valueIn(event))}>
        <option value="">${words.allShelves}</option>
        ${shelves.map((one) => html`<option value=${one.name}>${one.label}</option>`)}
      </select></label>
    </div>
    <p class="soft" role="status">${trouble || (rows ? words.found(found.length) : words.reading)}</p>
    <ul class="lines">${found.slice(0, shown).map((row) => rowView(base, row))}</ul>
    ${found.length > shown ? html`<p><button type="button" @click=${actions.more}>${words.more(found.length - shown)}</button></p>` : nothing}
  </section>`;
}

function rowView(base: string, row: Row): TemplateResult {
  return html`<li>
    <a href=${editAddress(base, row)}>${row.title}</a>
    <span class="meta"><span class="kind">${row.label}</span>${row.mark} ${row.isNew ? words.isNew : nothing}</span>
  </li>`;
}
