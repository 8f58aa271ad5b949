import { html, nothing, render, type TemplateResult } from "lit-html";
import { type Account, changeAccount, renderBar, whoAmI } from "../shared/identity.ts";
import { readSettings } from "../shared/settings.ts";
import { text } from "../text.ts";
import {
  type Api,
  createApi,
  type Detail,
  type Overview,
  type Pull,
  type PushedBranch,
} from "./api.ts";
import { turnOf } from "./report.ts";
import { createSigning, type Signing } from "./signing.ts";
import {
  chainView,
  contentView,
  filesView,
  ignoredView,
  listView,
  names,
  pagesOf,
  pagesView,
  pushedView,
  stateView,
} from "./views.ts";

const words = text.review;
const settings = readSettings();
const api: Api = createApi(settings);

interface List {
  readonly open: readonly Overview[];
  readonly recent: readonly Pull[];
  readonly pushed: readonly PushedBranch[];
}

let account: Account | null = null;
let message = "";
let list: List | null = null;
let detail: Detail | null = null;
const pictures = new Map<string, string>();
const signing: Signing = createSigning(api, settings, { draw, refresh, say });

function say(said: string): void {
  const place = document.getElementById("said");
  if (place) place.textContent = said;
}

const shown = (): number | null => {
  const number = Number(new URLSearchParams(location.search).get("pr"));
  return Number.isInteger(number) && number > 0 ? number : null;
};

function draw(): void {
  renderBar(settings, { account, here: "review", message: "" }, change);
  const desk = document.getElementById("desk");
  if (desk)
    render(
      html`${message ? html`<p class="trouble" role="alert">${message}</p>` : nothing}${page()}`,
      desk,
    );
}

function page(): TemplateResult {
  if (!account)
    return html`<h1>${words.heading}</h1><p>${words.signInFirst}</p><p><button class="primary" @click=${change}>${text.bar.signIn}</button></p>`;
  if (shown() !== null) return detail ? detailPage(detail) : html`<p class="soft">…</p>`;
  if (!list) return html`<h1>${words.heading}</h1><p class="soft">…</p>`;
  return html`${listView(groupsOf(list.open), list.recent)} ${pushedView(list.pushed, propose)}`;
}

function groupsOf(open: readonly Overview[]) {
  const mine = (one: Overview) =>
    turnOf(one.report, account?.login ?? null, one.pull.user?.login ?? null) === "mine";
  const stopped = ({ report }: Overview) => report?.decision.stage === null;
  return [
    { title: words.mine, items: open.filter(mine), empty: words.mineEmpty },
    { title: words.waiting, items: open.filter((one) => !mine(one) && !stopped(one)) },
    { title: words.stopped, items: open.filter((one) => !mine(one) && stopped(one)) },
  ];
}

function detailPage(shownDetail: Detail): TemplateResult {
  const { pull, report, files } = shownDetail;
  return html`<p><a href="?" data-list>← ${words.back}</a></p>
    <h1>${pull.title}</h1>
    <p class="soft">${words.number(pull.number)} · ${words.author(pull.user?.login ?? "", new Date(pull.created_at).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai" }))}</p>
    ${stateView(shownDetail)}
    ${pull.state === "open" ? actions(shownDetail) : nothing}
    ${signing.result() ? html`<p class="result" role="status">${signing.result()} ${signing.isLive() ? html`<a href=${`${settings.base}${pagesOf(files)[0] ?? "/"}`}>${words.openLive}</a>` : nothing}</p>` : nothing}
    ${report ? html`<section><h2>${words.chain}</h2>${chainView(report)}</section>` : nothing}
    ${ignoredView(shownDetail)} ${contentView(shownDetail)} ${pagesView(shownDetail, settings.base)} ${filesView(files, pictures)}`;
}

function actions(one: Detail): TemplateResult {
  const turn = turnOf(one.report, account?.login ?? null, one.pull.user?.login ?? null);
  const mayVeto = turn === "mine" || turn === "later" || turn === "signed";
  const note = one.report && turn !== "mine" ? noteFor(turn, one) : "";
  return html`<div class="actions">
    <button class="primary" ?disabled=${turn !== "mine" || signing.busy()} @click=${() => signing.approve(one)}>${signing.busy() ? words.sending : words.sign}</button>
    <button ?disabled=${!mayVeto || signing.busy()} @click=${() => signing.ask(one)}>${words.reject}</button>
    ${note ? html`<p class="soft">${note}</p>` : nothing}
    ${signing.asking() ? reasonForm(one) : nothing}
  </div>`;
}

function noteFor(turn: ReturnType<typeof turnOf>, { report }: Detail): string {
  if (turn === "author") return words.ownChange;
  if (turn === "signed") return words.alreadySigned;
  if (turn === "outside") return words.notInChain;
  if (!report || report.decision.waiting_for.length === 0) return "";
  return `${words.notTurn(names(report, report.decision.waiting_for))}${turn === "later" ? words.stillVeto : ""}`;
}

function reasonForm(one: Detail): TemplateResult {
  return html`<form class="reason" @submit=${(event: SubmitEvent) => {
    event.preventDefault();
    signing.reject(one);
  }}>
    <label for="reason">${words.reason}</label>
    <textarea id="reason" rows="3" aria-describedby="reason-hint" .value=${signing.reason()} @input=${(event: InputEvent) => event.target instanceof HTMLTextAreaElement && signing.write(one, event.target.value)}></textarea>
    <p id="reason-hint" class="soft">${words.reasonHint}</p>
    <button class="primary" ?disabled=${signing.busy()}>${words.send}</button> <button type="button" @click=${() => signing.cancel()}>${words.cancel}</button>
  </form>`;
}

async function refresh(): Promise<void> {
  const number = shown();
  try {
    if (!account) account = await whoAmI(settings);
    if (account && number !== null) await loadDetail(number);
    else if (account) list = await loadList();
    message = "";
    draw();
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  message = error instanceof Error ? error.message : String(error);
  draw();
}

async function loadList(): Promise<List> {
  const [open, recent] = await Promise.all([api.open(), api.recent()]);
  return { open, recent, pushed: await api.pushed(open) };
}

function propose(branch: PushedBranch): void {
  api.propose(branch).then((number) => go(`?pr=${number}`), fail);
}

async function loadDetail(number: number): Promise<void> {
  const read = await api.detail(number);
  if (shown() !== number) return;
  detail = read;
  for (const file of read.files)
    if (
      file.patch === undefined &&
      file.sha &&
      file.status !== "removed" &&
      !pictures.has(file.sha)
    ) {
      const source = await api.picture(file.sha, file.filename);
      if (source) pictures.set(file.sha, source);
    }
}

function change(): void {
  changeAccount(settings).then((now) => {
    account = now;
    void refresh();
  }, fail);
}

function go(search: string): void {
  history.pushState(null, "", search);
  arrive();
}

function arrive(): void {
  detail = null;
  signing.leave();
  draw();
  void refresh();
  document.getElementById("desk")?.focus();
}

document.addEventListener("click", (event) => {
  const link =
    event.target instanceof Element ? event.target.closest("a[data-pull], a[data-list]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey)
    return;
  event.preventDefault();
  go(link.search || location.pathname);
});
addEventListener("popstate", arrive);

const every = 4000;
setInterval(() => {
  if (document.visibilityState === "visible" && !signing.busy()) void refresh();
}, every);
void refresh();
