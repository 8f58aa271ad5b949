import { html, nothing, type TemplateResult } from "lit-html";
import { formatBeijing } from "../../../src/base/time.ts";
import { text } from "../../text.ts";
import type { Detail } from "../api/read.ts";
import { shortName } from "../company.ts";
import type { Desk, Page } from "../desk.ts";
import { classNames } from "../names.ts";
import { turnKey } from "../seen.ts";
import { subtitleOf, titleOf } from "../title.ts";
import { unbroken } from "../unbroken.ts";
import { createActions } from "./actions.ts";
import { chainView, ignoredView } from "./chain-view.ts";
import { changesIn, type FileChange } from "./entries.ts";
import { filesView } from "./files-view.ts";
import { askedBy } from "./hand-over.ts";
import { type PagesState, pagesView } from "./pages.ts";
import { createPictures } from "./pictures.ts";
import { createShots } from "./shots.ts";
import { createSigning } from "./signing.ts";
import { contentView, historyView, stateView } from "./state-view.ts";
import { wordsView } from "./words-view.ts";

const words = text.review;
const every = 8000;
const whilePending = 3000;

/** One change: what it means, how it looks, how it stands, and what one may do about it. */
export function createChangePage(desk: Desk, number: number): Page {
  let detail: Detail | null = null;
  let changes: { readonly head: string; readonly list: readonly FileChange[] } | null = null;
  let side: PagesState["side"] = "after";
  const pictures = createPictures(desk.reader, desk.draw);
  const shots = createShots(desk);
  const refresh = async () => {
    const [read] = await Promise.all([desk.reader.detail(number), desk.overviews.refresh()]);
    detail = read;
    desk.seen.add([turnKey(read)]);
    desk.draw();
    const head = read.pull.head.sha;
    if (changes?.head === head) return;
    changes = { head, list: await changesIn(desk.reader, read, desk.company().people) };
    desk.draw();
  };
  const signing = createSigning(desk, refresh);
  const actions = createActions(desk, signing);
  const pages = (): PagesState => ({
    side,
    onSide(one) {
      side = one;
      desk.draw();
    },
  });
  return {
    refresh,
    every: () => (detail?.preview?.state === "pending" || !detail?.report ? whilePending : every),
    leave() {
      signing.leave();
      shots.leave();
    },
    view() {
      if (!detail) return html`<p class="soft">${words.reading}</p>`;
      const told = changes?.head === detail.pull.head.sha ? changes.list : null;
      const { people } = desk.company();
      return html`${headView(desk, detail)} ${stateView(desk, detail, people)}
        ${wordsView(detail, told, pictures)} ${pagesView(detail, desk.settings.base, pages(), shots)}
        ${contentView(detail, told ?? [])}
        ${detail.report ? chainView(detail.report, people) : nothing} ${ignoredView(detail, people)}
        ${historyView(detail, people)}
        ${filesView(detail, new Set((told ?? []).map((one) => one.path)), pictures)}
        ${actions.view(detail)}`;
    },
  };
}

function headView(desk: Desk, { pull, report, events }: Detail): TemplateResult {
  const { people } = desk.company();
  const author = shortName(people, pull.user?.login ?? words.history.unknown);
  const subtitle = subtitleOf(pull, report);
  const asked = askedBy(events, desk.login());
  const kind = classNames(report);
  return html`<p><a class="action" href="?" data-go>← ${words.back}</a></p>
    <h1>${titleOf(pull, report)}</h1>
    ${subtitle ? html`<p class="soft">${subtitle}</p>` : nothing}
    <p class="soft">${kind ? html`<span class="kind">${kind}</span>` : nothing}${words.number(pull.number)} · ${unbroken(words.author(author, formatBeijing(Date.parse(pull.created_at))))}</p>
    ${asked ? html`<p class="asked">${words.handOver.asked(shortName(people, asked))}</p>` : nothing}`;
}
