import { html, nothing, render, type TemplateResult } from "lit-html";
import { sameLogin } from "../../src/approval/login.ts";
import { turnOf } from "../review/report.ts";
import { draftOf } from "../shared/address.ts";
import {
  type Change,
  changeOf,
  markDrafts,
  openPulls,
  type Pull,
  publishedPulls,
  setStatus,
} from "../shared/changes.ts";
import { createGithub } from "../shared/github.ts";
import { type Account, changeAccount, renderBar, whoAmI } from "../shared/identity.ts";
import { readSettings } from "../shared/settings.ts";
import { readShelves } from "../shared/shelves.ts";
import { text } from "../text.ts";
import { readEntries } from "./entries.ts";
import { type Row, search } from "./finder.ts";
import { finderView, groupView, publishedView, turnView } from "./views.ts";

const words = text.start;
const settings = readSettings();
const shelves = readShelves();
const github = createGithub(settings, window.fetch.bind(window), words.trouble);

const page = 12;

let account: Account | null = null;
let ready = false;
let message = "";
/** What was handed in just now, here or at the form. */
let submitted = Number(/^#submitted=(\d+)$/.exec(location.hash)?.[1] ?? 0);
let changes: Change[] | null = null;
let published: Pull[] = [];
let rows: Row[] | null = null;
let findTrouble = "";
let query = "";
let shelf = "";
let shown = page;

function draw(): void {
  renderBar(settings, { account, here: "editor", message: "", waiting: toSign().length }, change);
  const place = document.getElementById("work");
  if (place) render(body(), place);
}

function body(): TemplateResult {
  const alert = message ? html`<p class="trouble" role="alert">${message}</p>` : nothing;
  if (!account)
    return html`${alert}${ready ? html`<p>${words.signInFirst} <button type="button" class="primary" @click=${change}>${text.bar.signIn}</button></p>` : nothing}`;
  return html`${alert} ${thanks()} ${turnView(settings.base, toSign())} ${mine()} ${finder()}`;
}

/** What it is for the one who is signed in to sign now. */
function toSign(): Change[] {
  const login = account?.login ?? null;
  return (changes ?? []).filter(
    ({ report, pull }) => turnOf(report, login, pull.user?.login ?? null) === "mine",
  );
}

function thanks() {
  const own = changes?.find(({ pull }) => pull.number === submitted);
  return own && ["waiting", "unknown"].includes(own.standing.kind)
    ? html`<p class="done" role="status">${words.submitted(own.pull.title)}</p>`
    : nothing;
}

function mine() {
  if (!changes) return html`<p class="soft">${words.reading}</p>`;
  const own = changes.filter(({ pull }) => sameLogin(pull.user?.login, account?.login));
  const kinds = (...wanted: Change["standing"]["kind"][]) =>
    own.filter(({ standing }) => wanted.includes(standing.kind));
  const others = changes.filter((one) => !own.includes(one) && draftOf(one.pull.head.ref));
  const groups = [
    { title: words.sentBack, changes: kinds("sentBack", "wrong") },
    { title: words.drafts, changes: kinds("draft") },
    {
      title: words.waiting,
      changes: kinds("waiting", "fixed", "approved", "unknown"),
      empty: own.length === 0 ? words.nothing : "",
    },
    { title: words.others, changes: others },
  ];
  const done = published.filter((one) => sameLogin(one.user?.login, account?.login));
  return html`${groups.map((group) => groupView(settings.base, group, submit))}
    ${publishedView(settings.base, done.slice(0, 5))}`;
}

function finder() {
  const found = search(allRows(), query, shelf);
  return finderView(
    settings.base,
    shelves,
    { rows, found, shown, trouble: findTrouble },
    {
      type(typed) {
        query = typed;
        shown = page;
        draw();
      },
      choose(name) {
        shelf = name;
        shown = page;
        draw();
      },
      more() {
        shown += 100;
        draw();
      },
    },
  );
}

// What is on main, and what somebody has just begun.
function allRows(): Row[] {
  const known = rows ?? [];
  const begun = (changes ?? []).flatMap(({ pull }): Row[] => {
    const entry = draftOf(pull.head.ref);
    const home = shelves.find((one) => one.name === entry?.collection);
    if (!entry || !home || known.some((row) => isSame(row, entry))) return [];
    return [{ ...entry, label: home.label, title: pull.title, mark: "", isNew: true }];
  });
  return rows ? [...begun, ...known] : [];
}

function isSame(row: Row, entry: { collection: string; slug: string }): boolean {
  return row.collection === entry.collection && row.slug === entry.slug;
}

function submit({ pull }: Change): void {
  const labels = pull.labels.map(({ name }) => name);
  setStatus(github, pull.number, labels, "pending_review").then(() => {
    message = "";
    submitted = pull.number;
    refreshSoon();
    return refresh();
  }, fail);
}

// The gate needs a moment, and longer when it has much to do.
function refreshSoon(): void {
  for (const later of [1500, 4000, 8000, 14_000]) setTimeout(() => void refresh(), later);
}

async function refresh(): Promise<void> {
  try {
    account ??= await whoAmI(settings);
    ready = true;
    draw();
    if (account) await read();
    message = "";
    draw();
  } catch (error) {
    fail(error);
  }
}

async function read(): Promise<void> {
  const [open, closed] = await Promise.all([openPulls(github), publishedPulls(github)]);
  changes = await Promise.all(open.map((pull) => changeOf(github, pull)));
  published = closed;
  await markDrafts(github, open);
}

function fail(error: unknown): void {
  ready = true;
  message = error instanceof Error ? error.message : String(error);
  draw();
}

async function readRows(): Promise<void> {
  if (!account) return;
  try {
    rows = await readEntries(github, settings, shelves);
    findTrouble = "";
  } catch (error) {
    findTrouble = error instanceof Error ? error.message : String(error);
  }
  draw();
}

function change(): void {
  changeAccount(settings).then((now) => {
    account = now;
    draw();
    void refresh().then(readRows);
  }, fail);
}

const every = 20_000;
setInterval(() => {
  if (document.visibilityState === "visible" && account) void refresh();
}, every);
void refresh().then(readRows);
if (submitted) {
  // Said once: who comes back to this page later did not hand anything in.
  history.replaceState(null, "", location.pathname);
  refreshSoon();
}
