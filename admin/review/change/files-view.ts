import { html, nothing, type TemplateResult } from "lit-html";
import { text } from "../../text.ts";
import type { Detail } from "../api/read.ts";
import type { ChangedFile } from "../api/shapes.ts";
import { readPatch } from "./patch.ts";
import type { Pictures } from "./pictures.ts";

const words = text.review;
const generated = [".github/CODEOWNERS", "docs/approval-table.md"];

/** The files as they are; closed where the words above say it all. */
export function filesView(
  { files, pull }: Detail,
  told: ReadonlySet<string>,
  pictures: Pictures,
): TemplateResult {
  return html`<section><h2>${words.files}</h2>${files.map((file) => {
    const closed = told.has(file.filename) || generated.includes(file.filename);
    return html`<details class="file" ?open=${!closed}>
      <summary><span class="kind">${words.verb[file.status] ?? file.status}</span> <code>${file.filename}</code>${noteOf(file)}</summary>
      ${file.patch === undefined ? pictureView(file, pull.head.sha, pictures) : patchView(file.patch, file.filename)}
    </details>`;
  })}</section>`;
}

function noteOf(file: ChangedFile): TemplateResult | typeof nothing {
  if (file.previous_filename)
    return html` <span class="soft">${words.renamed(file.previous_filename)}</span>`;
  return generated.includes(file.filename)
    ? html` <span class="soft">${words.generated}</span>`
    : nothing;
}

function pictureView(file: ChangedFile, head: string, pictures: Pictures): TemplateResult {
  const source = file.status === "removed" ? null : pictures.get(file.filename, head);
  return source
    ? html`<img class="picture" src=${source} alt=${file.filename} />`
    : html`<p class="soft">${words.binary}</p>`;
}

function patchView(patch: string, name: string): TemplateResult {
  const marks = { added: "+", removed: "−", same: " ", gap: "…" };
  return html`<div class="patch" tabindex="0" role="region" aria-label=${name}>${readPatch(patch).map((line) => html`<div class=${line.kind}><span aria-hidden="true">${marks[line.kind]}</span>${line.text}</div>`)}</div>`;
}
