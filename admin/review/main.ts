import { html, render } from "lit-html";
import { type Account, changeAccount, renderBar, whoAmI } from "../shared/identity.ts";
import { readSettings } from "../shared/settings.ts";
import { text } from "../text.ts";
import { createActor } from "./api/act.ts";
import { createReader } from "./api/read.ts";
import { createTransport } from "./api/transport.ts";
import { createChangePage } from "./change/page.ts";
import { type Company, nobody, readCompany } from "./company.ts";
import { createDeputiesPage } from "./deputies/page.ts";
import type { Desk, Page } from "./desk.ts";
import { createNoticesPage } from "./list/notices.ts";
import { createListPage } from "./list/page.ts";
import { createOverviews } from "./overviews.ts";
import { createRecordPage } from "./records/one.ts";
import { createRecordsPage } from "./records/page.ts";
import { type Route, routeOf } from "./route.ts";
import { createSeen } from "./seen.ts";
import { mineOf, navigation, troubleView, welcome } from "./shell.ts";

const settings = readSettings();
const transport = createTransport(`${settings.api}/repos/${settings.owner}/${settings.repo}`);
const reader = createReader(transport, settings.branch);

let account: Account | null = null;
let company: Company = nobody;
let trouble: unknown = null;
let page: Page;
let route: Route;
let refreshedAt = 0;
let busy: Promise<void> | null = null;

const desk: Desk = {
  settings,
  reader,
  actor: createActor(transport, settings.branch, settings.owner),
  overviews: createOverviews(reader, Date.now, draw),
  seen: createSeen(
    () => localStorage,
    () => account?.login ?? "",
  ),
  login: () => account?.login ?? "",
  company: () => company,
  now: Date.now,
  draw,
  say(said) {
    const place = document.getElementById("said");
    if (place) place.textContent = said;
  },
  go(search) {
    history.pushState(null, "", search || location.pathname);
    arrive();
    scrollTo(0, 0);
  },
  fail(error) {
    trouble = error;
    draw();
  },
};

function pageOf(where: Route): Page {
  switch (where.page) {
    case "change":
      return createChangePage(desk, where.number);
    case "record":
      return createRecordPage(desk, where.number);
    case "records":
      return createRecordsPage(desk, where.month);
    case "deputies":
      return createDeputiesPage(desk, where.preset);
    case "notices":
      return createNoticesPage(desk);
    case "list":
      return createListPage(desk);
  }
}

function draw(): void {
  const waiting = account ? mineOf(desk).length : 0;
  renderBar(settings, { account, here: "review", message: "", waiting }, change);
  const place = document.getElementById("desk");
  if (!place || !page) return;
  const body = account
    ? html`${navigation(desk, route)}${troubleView(trouble, change)}${page.view()}`
    : html`${troubleView(trouble, change)}${welcome(change)}`;
  render(body, place);
  document.title = text.review.counted(waiting, text.reviewTitle);
}

const companyEvery = 5 * 60_000;
let companyAt = Number.NEGATIVE_INFINITY;

async function load(): Promise<void> {
  account ??= await whoAmI(settings);
  if (!account) return;
  // Whoever looks at the deputies wants to see them as they are.
  if (Date.now() - companyAt > companyEvery || route.page === "deputies") {
    company = await readCompany(reader, settings.branch);
    companyAt = Date.now();
  }
  await page.refresh();
}

/** One refresh at a time; what went wrong is shown until the next one goes right. */
function refresh(): Promise<void> {
  busy ??= load()
    .then(
      () => {
        trouble = null;
      },
      (error: unknown) => {
        trouble = error;
      },
    )
    .finally(() => {
      busy = null;
      refreshedAt = Date.now();
      draw();
    });
  return busy;
}

function change(): void {
  changeAccount(settings).then((now) => {
    const other = account?.login !== now.login;
    account = now;
    trouble = null;
    if (other) arrive();
    else void refresh();
  }, desk.fail);
}

function arrive(): void {
  page?.leave();
  route = routeOf(location.search);
  page = pageOf(route);
  trouble = null;
  draw();
  // What is still being read belongs to the page that was left.
  void (busy ?? Promise.resolve()).then(refresh);
  document.getElementById("desk")?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[data-go]") : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  desk.go(link.search);
});
addEventListener("popstate", arrive);

setInterval(() => {
  const every = page.every();
  if (every === null || document.visibilityState !== "visible" || busy) return;
  if (Date.now() - refreshedAt >= every) void refresh();
}, 1000);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && page.every() !== null) void refresh();
});
arrive();
