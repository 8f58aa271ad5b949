import { html, nothing, type TemplateResult } from "lit-html";
import { type People, personName, roleName } from "../../../src/approval/people.ts";
import { beijingClock, formatBeijing } from "../../../src/base/time.ts";
import { text } from "../../text.ts";
import type { Desk, Page } from "../desk.ts";
import { unbroken } from "../unbroken.ts";
import { type MergeRecord, monthAfter, recordOf, type SignedLine, spanOf } from "./record.ts";

const words = text.review.records;

/** Who signed what in a month, out of the history of the main branch itself. */
export function createRecordsPage(desk: Desk, chosen: string | null): Page {
  const thisMonth = beijingClock(desk.now()).day.slice(0, 7);
  const month = chosen ?? thisMonth;
  let records: readonly MergeRecord[] | null = null;
  return {
    every: () => null,
    leave: () => undefined,
    async refresh() {
      const { since, until } = spanOf(month);
      records = (await desk.reader.history(since, until)).map(recordOf);
      await desk.overviews.refresh();
    },
    view: () => html`<h1>${words.title}</h1>
      <p class="soft no-print">${words.lead}</p>
      ${monthView(desk, month, thisMonth)} ${bodyView(desk, month, records)}
      <p class="soft only-print">${words.printed(formatBeijing(desk.now()))}</p>`,
  };
}

function monthView(desk: Desk, month: string, thisMonth: string): TemplateResult {
  const address = (one: string) => `?page=records&month=${one}`;
  const choose = (event: Event) => {
    if (event.target instanceof HTMLSelectElement) desk.go(address(event.target.value));
  };
  const months = Array.from({ length: 36 }, (_, at) => monthAfter(thisMonth, -at));
  const all = months.includes(month) ? months : [month, ...months];
  return html`<p class="row no-print">
    <a class="button" href=${address(monthAfter(month, -1))} data-go>${words.earlier}</a>
    <label class="inline">${words.month} <select @change=${choose}>
      ${all.map((one) => html`<option value=${one} ?selected=${one === month}>${named(one)}</option>`)}
    </select></label>
    ${month < thisMonth ? html`<a class="button" href=${address(monthAfter(month, 1))} data-go>${words.later}</a>` : nothing}
    <button type="button" @click=${() => print()}>${words.print}</button>
  </p>`;
}

function named(month: string): string {
  const [year = "", number = ""] = month.split("-");
  return words.monthOf(year, number);
}

function bodyView(
  desk: Desk,
  month: string,
  records: readonly MergeRecord[] | null,
): TemplateResult {
  if (records === null) return html`<p class="soft">${text.review.reading}</p>`;
  if (records.length === 0) return html`<p>${words.none}</p>`;
  const { head } = words;
  return html`<table class="records">
    <caption>${words.caption(named(month), records.length)}</caption>
    <thead><tr><th scope="col">${head.what}</th><th scope="col">${head.author}</th><th scope="col">${head.signed}</th><th scope="col">${head.merged}</th></tr></thead>
    <tbody>${records.map((one) => rowView(one, desk.company().people))}</tbody>
  </table>`;
}

function rowView(one: MergeRecord, people: People): TemplateResult {
  const { head } = words;
  const what = one.number === null ? html`${one.title}` : linkView(one.title, one.number);
  return html`<tr>
    <td data-label=${head.what}><div>${what}${one.subject ? html`<br /><span class="soft">${one.subject}</span>` : nothing}</div></td>
    <td data-label=${head.author}>${one.author ? personName(people, one.author) : text.review.history.unknown}</td>
    <td data-label=${head.signed}>${
      one.signed.length === 0
        ? words.unsigned
        : html`<ol class="signatures">${one.signed.map((line) => html`<li>${unbroken(signatureText(line, people))}</li>`)}</ol>`
    }</td>
    <td data-label=${head.merged}>${unbroken(timeText(one.mergedAt))}</td>
  </tr>`;
}

function linkView(title: string, number: number): TemplateResult {
  return html`<a href=${`?page=record&pr=${number}`} data-go>${title}</a> <span class="soft">${text.review.number(number)}</span>`;
}

function signatureText({ role, login, principal, at }: SignedLine, people: People): string {
  const name = personName(people, login);
  const signer = principal ? text.review.standsIn(name, personName(people, principal)) : name;
  return words.signature(roleName(role), signer, timeText(at));
}

function timeText(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? "—" : formatBeijing(time);
}
