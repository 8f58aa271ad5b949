import { html } from "hono/html";
import { formatBeijing } from "../../base/time.ts";
import type { OrderState } from "../../orders/state.ts";
import type { Week } from "../../orders/week.ts";
import { card } from "./card.ts";
import { type FilterName, filterNames } from "./filter.ts";
import { boardText as text } from "./text.ts";
import { weekPicture } from "./week.ts";

export interface Board {
  readonly orders: readonly OrderState[];
  readonly question: string;
  readonly chosen: FilterName;
  readonly counts: ReadonlyMap<FilterName, number>;
  readonly clerk: string;
  readonly now: number;
  readonly week: Week;
}

const shown = 200;

export function page(board: Board) {
  const { orders, question, clerk, now } = board;
  const back = new URLSearchParams(question === "" ? { filter: board.chosen } : { q: question });
  const overdue = board.counts.get("due") ?? 0;
  return html`<!doctype html>
<html lang="zh-CN">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${overdue > 0 ? `(${overdue}) ` : ""}${text.title}</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/orders/board.css">
  <script src="/orders/board.js" type="module"></script>
</head>
<body data-now="${now}">
<header>
  <h1>${text.title}</h1>
  ${clerkForm(clerk, back)}
</header>
<main id="board">
  <form class="search" method="get" role="search">
    <label for="q">${text.search}</label>
    <div><input id="q" name="q" type="search" value="${question}" autocomplete="off"><button>${text.find}</button></div>
  </form>
  ${filters(board)}
  <p class="count" role="status">${text.count(orders.length)} · ${text.updated(formatBeijing(now))}</p>
  ${orders.length === 0 ? html`<p class="empty">${question === "" ? text.none : text.notFound(question)}</p>` : ""}
  <ol class="orders">${orders.slice(0, shown).map((one) => card(one, { now, clerk, back: `${back}` }))}</ol>
  ${weekPicture(board.week)}
</main>
</body>
</html>`;
}

function clerkForm(clerk: string, back: URLSearchParams) {
  const form = html`<form class="clerk" method="post" action="/orders/clerk?back=${encodeURIComponent(`${back}`)}">
    <label for="clerk">${text.clerk}</label>
    <input id="clerk" name="clerk" value="${clerk}" required maxlength="20" autocomplete="name">
    <button>${text.save}</button>
    <small>${text.clerkHint}</small>
  </form>`;
  if (clerk === "") return form;
  return html`<details class="who"><summary>${text.as(clerk)}<span>${text.change}</span></summary>${form}</details>`;
}

function filters({ chosen, counts, question }: Board) {
  return html`<nav aria-label="筛选"><ul>${filterNames.map((name) => {
    const current = name === chosen && question === "";
    return html`<li><a href="/orders/?filter=${name}" ${current ? html`aria-current="page"` : ""}>${text.filters[name]}<b>${counts.get(name) ?? 0}</b></a></li>`;
  })}</ul></nav>`;
}
