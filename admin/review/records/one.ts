import { html, type TemplateResult } from "lit-html";
import { type People, personName, rankName, roleName } from "../../../src/approval/people.ts";
import { formatBeijing } from "../../../src/base/time.ts";
import { text } from "../../text.ts";
import type { Detail } from "../api/read.ts";
import { signerName } from "../change/chain-view.ts";
import { readDocument } from "../change/document.ts";
import { changesIn, type FileChange } from "../change/entries.ts";
import { createPictures } from "../change/pictures.ts";
import { historyView } from "../change/state-view.ts";
import { wordsView } from "../change/words-view.ts";
import type { Desk, Page } from "../desk.ts";
import { classNames } from "../names.ts";
import type { Report } from "../report.ts";
import { titleOf } from "../title.ts";
import { unbroken } from "../unbroken.ts";
import { createTakedownForm } from "./takedown-form.ts";

const words = text.review.records;

/** The sheet of one change, for the file: what it was, who signed it in which order, what was published. */
export function createRecordPage(desk: Desk, number: number): Page {
  let detail: Detail | null = null;
  let changes: readonly FileChange[] | null = null;
  let company = "";
  const pictures = createPictures(desk.reader, desk.draw);
  const takedown = createTakedownForm(desk);
  return {
    every: () => null,
    leave: () => undefined,
    async refresh() {
      detail = await desk.reader.detail(number);
      company = await companyName(desk);
      changes = await changesIn(desk.reader, detail, desk.company().people);
      await desk.overviews.refresh();
    },
    view() {
      if (!detail) return html`<p class="soft">${text.review.reading}</p>`;
      const { people } = desk.company();
      return html`<p class="row no-print"><a class="action" href="?page=records" data-go>← ${words.title}</a>
          <button type="button" @click=${() => print()}>${words.print}</button></p>
        <p class="only-print">${company}</p><h1>${words.sheet(number)}</h1>
        ${factsView(detail, people)}
        ${takedown(detail)}
        ${detail.report ? signaturesView(detail.report, people) : ""}
        ${wordsView(detail, changes, pictures)} ${historyView(detail, people)}
        <p class="soft only-print">${words.printed(formatBeijing(desk.now()))}</p>`;
    },
  };
}

/** As the site's own settings have it: a sheet in a file says whose it is. */
async function companyName({ reader, settings }: Desk): Promise<string> {
  const site = readDocument(await reader.text("content/settings/site.md", settings.branch));
  return String(site?.data.company ?? "");
}

function factsView({ pull, report }: Detail, people: People): TemplateResult {
  const time = (iso: string) => formatBeijing(Date.parse(iso));
  const facts = [
    [words.what, titleOf(pull, report)],
    [words.kinds, classNames(report)],
    [words.author, personName(people, pull.user?.login ?? text.review.history.unknown)],
    [words.proposed, time(pull.created_at)],
    [words.published, pull.merged_at ? time(pull.merged_at) : words.notPublished],
    [words.content, pull.head.sha],
    [words.commit, pull.merge_commit_sha ?? "—"],
  ] as const;
  return html`<dl class="facts">${facts.map(
    ([label, value]) => html`<div><dt>${label}</dt><dd>${unbroken(value)}</dd></div>`,
  )}</dl>`;
}

function signaturesView(report: Report, people: People): TemplateResult {
  const { table } = words;
  const rows = report.chain.flatMap((rank, at) =>
    rank.slots.flatMap((slot) => slot.signed.map((one) => ({ rank, at, slot, one }))),
  );
  return html`<section><h2>${text.review.chain}</h2><table class="records">
    <thead><tr><th scope="col">${table.order}</th><th scope="col">${table.role}</th><th scope="col">${table.name}</th><th scope="col">${table.when}</th><th scope="col">${table.review}</th></tr></thead>
    <tbody>${rows.map(
      ({ rank, at, slot, one }) => html`<tr>
        <td data-label=${table.order}>${at + 1}</td>
        <td data-label=${table.role}>${roleName(slot.role) || rankName(rank.rank)}</td>
        <td data-label=${table.name}>${signerName(people, one)}</td>
        <td data-label=${table.when}>${unbroken(formatBeijing(one.at))}</td>
        <td data-label=${table.review}>${one.review}</td>
      </tr>`,
    )}</tbody></table></section>`;
}
