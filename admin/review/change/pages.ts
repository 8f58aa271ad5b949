import { html, nothing, type TemplateResult } from "lit-html";
import { publicPath } from "../../../src/model/paths.ts";
import { text } from "../../text.ts";
import type { Detail } from "../api/read.ts";
import type { ChangedFile } from "../api/shapes.ts";
import type { Shots } from "./shots.ts";

const words = text.review;

/** One page of the site before and after a change; null where there is none. */
export interface PagePair {
  /** Its address on the site. */
  readonly page: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Whether the change takes the page away. */
  readonly goes: boolean;
}

type Shown = Pick<Detail, "files" | "preview" | "pull">;

/** The pages that a change touches, each once. */
export function pairsOf({ files, preview, pull }: Shown, base: string): PagePair[] {
  const pages = [...new Set(files.flatMap((file) => publicPath(file.filename) ?? []))];
  const all = (page: string, status: string) => {
    const own = files.filter((file) => publicPath(file.filename) === page);
    return own.every((file) => file.status === status);
  };
  const root = preview?.state === "success" ? preview.url.replace(/\/$/, "") : null;
  return pages.map((page) => ({
    page,
    // Several entries share a page, such as the home page its banners: it is there all the same.
    before: all(page, "added") && isOwnPage(files, page) && !pull.merged_at ? null : base + page,
    after: root === null || (all(page, "removed") && isOwnPage(files, page)) ? null : root + page,
    goes: all(page, "removed") && isOwnPage(files, page),
  }));
}

function isOwnPage(files: readonly ChangedFile[], page: string): boolean {
  return files.some((file) => {
    const name = file.filename.split("/").at(-1)?.replace(/\.md$/, "");
    return publicPath(file.filename) === page && page.endsWith(`/${name}/`);
  });
}

type Side = "before" | "after";

export interface PagesState {
  readonly side: Side;
  readonly onSide: (side: Side) => void;
}

/** The pages as the site renders them: side by side, or on a phone one at a time. */
export function pagesView(
  detail: Detail,
  base: string,
  state: PagesState,
  shots: Shots,
): TemplateResult {
  const pairs = pairsOf(detail, base);
  if (pairs.length === 0)
    return html`<section><h2>${words.page}</h2><p class="soft">${words.noPage}</p></section>`;
  return html`<section class="pages-compared">
    <h2>${words.page}</h2>
    ${toggle(state)}
    ${pairs.map((pair) => pairView(detail, pair, state.side, pairs.length > 1, shots))}
  </section>`;
}

function toggle({ side, onSide }: PagesState): TemplateResult {
  return html`<fieldset class="choice sides"><legend class="said">${words.side}</legend>
    ${(["before", "after"] as const).map(
      (one) =>
        html`<label><input type="radio" name="side" .checked=${side === one} @change=${() => onSide(one)} />${words[one]}</label>`,
    )}
  </fieldset>`;
}

function pairView(
  { preview, pull }: Detail,
  pair: PagePair,
  side: Side,
  named: boolean,
  shots: Shots,
): TemplateResult {
  const failed = preview?.state === "failure" || preview?.state === "error";
  const pending = failed ? words.previewFailed : words.previewPending;
  return html`${named ? html`<h3><code>${pair.page}</code></h3>` : nothing}
    <div class="pair" data-side=${side}>
      <figure class="before"><figcaption>${words.before}</figcaption>
        ${pair.before ? frame(pair.before, words.before) : html`<p class="soft frame">${words.newPage}</p>`}
      </figure>
      <figure class="after"><figcaption>${words.after}</figcaption>
        ${pair.after ? frame(pair.after, words.after) : html`<p class="soft frame" role="status">${pair.goes ? words.gonePage : pending}</p>`}
      </figure>
    </div>
    ${pair.before || pair.after ? shots.view(pull.number, pair) : nothing}`;
}

function frame(url: string, title: string): TemplateResult {
  return html`<iframe class="frame" src=${url} title=${title} loading="lazy"></iframe>
    <a class="action" href=${url} target="_blank" rel="noopener">${words.openPage}</a>`;
}
