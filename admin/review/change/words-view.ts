import { html, nothing, type TemplateResult } from "lit-html";
import { text } from "../../text.ts";
import type { Detail } from "../api/read.ts";
import { unbroken } from "../unbroken.ts";
import type { FileChange } from "./entries.ts";
import type { FieldChange } from "./fields.ts";
import { type Passage, wordDiff } from "./passages.ts";
import type { Pictures } from "./pictures.ts";
import type { Shown } from "./values.ts";

const words = text.review;
const field = words.fields;

/** What a change means in words: each field that differs, and the text sentence by sentence. */
export function wordsView(
  { pull, files }: Detail,
  changes: readonly FileChange[] | null,
  pictures: Pictures,
): TemplateResult {
  if (changes === null)
    return html`<section><h2>${words.changes}</h2><p class="soft" role="status">${words.comparing}</p></section>`;
  const untold = files.length - changes.length;
  const rest = changes.length === 0 ? words.onlyCode : words.otherFiles(untold);
  return html`<section class="words"><h2>${words.changes}</h2>
    ${changes.map((one) => changeView(one, pull.head.sha, pictures))}
    ${untold > 0 ? html`<p class="soft">${rest}</p>` : nothing}
  </section>`;
}

function changeView(one: FileChange, head: string, pictures: Pictures): TemplateResult {
  const verb = words.verb[one.status] ?? one.status;
  const empty = one.fields.length === 0 && one.body.length === 0;
  const none = one.unreadable ? words.unreadable : words.noFields;
  const whole = one.status === "added" || one.status === "removed";
  return html`<article class="entry">
    <h3>${words.wholeEntry(verb, one.kind, one.name)}</h3>
    ${empty ? html`<p class="soft">${none}</p>` : nothing}
    ${one.fields.length > 0 ? html`<dl class=${whole ? "whole" : ""}>${one.fields.map((each) => fieldView(each, whole, { head, pictures }))}</dl>` : nothing}
    ${one.body.length > 0 ? html`<h4>${words.body}</h4><div class="passages">${one.body.map(whole ? wholeView : passageView)}</div>` : nothing}
  </article>`;
}

interface Looks {
  readonly head: string;
  readonly pictures: Pictures;
}

function fieldView(change: FieldChange, whole: boolean, looks: Looks): TemplateResult {
  const { label, before, after } = change;
  const value = whole ? shownView(after ?? before, looks) : changeOf(change, looks);
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

function changeOf({ before, after, kind }: FieldChange, looks: Looks): TemplateResult {
  if (kind === "item")
    return before
      ? html`<del>${shownView(before, looks)}</del>`
      : html`<ins>${shownView(after, looks)}</ins>`;
  if (kind === "value" && before && after && isLong(before, after))
    return html`<p class="long">${parts(wordDiff(before.text, after.text))}</p>`;
  return html`<del>${shownView(before, looks)}</del> <span aria-hidden="true">${field.arrow}</span> <ins>${shownView(after, looks)}</ins>`;
}

// Short values are clearest whole, one beside the other; in long ones the eye must be led to the word.
function isLong(before: Shown, after: Shown): boolean {
  return !before.picture && !after.picture && before.text.length + after.text.length > 30;
}

function shownView(shown: Shown | null, { head, pictures }: Looks): TemplateResult {
  if (!shown) return html`${field.empty}`;
  if (!shown.picture) return html`${unbroken(shown.text)}`;
  const source = pictures.get(shown.picture, head);
  return html`${source ? html`<img class="thumb" src=${source} alt="" />` : nothing}${shown.text}`;
}

function passageView({ kind, parts: pieces }: Passage): TemplateResult {
  if (kind === "gap") return html`<p class="gap">${field.leftOut}</p>`;
  return html`<p class=${kind}>${parts(pieces)}</p>`;
}

// What is new or gone as a whole needs no marks.
function wholeView({ parts: pieces }: Passage): TemplateResult {
  return html`<p>${pieces.map((one) => one.text).join("")}</p>`;
}

function parts(pieces: Passage["parts"]): TemplateResult[] {
  return pieces.map(({ mark, text: piece }) => {
    if (mark === "added") return html`<ins>${piece}</ins>`;
    return mark === "removed" ? html`<del>${piece}</del>` : html`${piece}`;
  });
}
