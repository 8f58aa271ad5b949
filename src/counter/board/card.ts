import { randomBytes } from "node:crypto";
import { html } from "hono/html";
import { formatBeijing } from "../../base/time.ts";
import { type Clock, clocksOf } from "../../orders/clocks.ts";
import { type Deed, isClosed, type OrderState } from "../../orders/state.ts";
import { clockText, fieldText } from "../../orders/text.ts";
import { stageOf } from "../lines.ts";
import { boardText as text } from "./text.ts";

interface Around {
  readonly now: number;
  readonly clerk: string;
  readonly back: string;
}

/** One order on the board: its clocks, its people, and the buttons that are next. */
export function card(state: OrderState, around: Around) {
  const { source, id, total, currency, receiver, items, note } = state.order;
  const clocks = clocksOf(state, around.now);
  const worst = clocks.some((one) => one.verdict === "overdue")
    ? "overdue"
    : clocks.some((one) => one.verdict === "warning")
      ? "warning"
      : "calm";
  return html`<li class="order ${worst}"><article aria-label="${id}">
    <h2><span class="id">${id}</span> <small>${source}</small></h2>
    <p class="stage">${stageOf(state)}<span class="total">${total} ${currency}</span></p>
    <ul class="clocks">${clocks.map(clockLine)}</ul>
    ${drift(state)}
    <p class="who">${receiver.name} ${telephone(receiver.phone)}</p>
    <p class="address">${receiver.address}</p>
    ${isClosed(state) ? "" : deeds(state, around)}
    <details><summary>${text.more}</summary>
      <p>${text.items}：${items.map((one) => `${one.title || one.sku} × ${one.quantity}`).join("；")}</p>
      ${note === "" ? "" : html`<p>${text.buyerNote}：${note}</p>`}
      <p>${state.arrivedAt === null ? "" : text.arrived(formatBeijing(state.arrivedAt))} ${text.detected(formatBeijing(state.detectedAt))}</p>
      <ul class="history">${history(state)}</ul>
    </details>
  </article></li>`;
}

// A number that the platform hides in part cannot be dialled.
function telephone(phone: string) {
  const whole = /^\+?[\d\s()-]{5,}$/.test(phone);
  return whole ? html`<a href="tel:${phone.replace(/[^\d+]/g, "")}">${phone}</a>` : phone;
}

function clockLine({ clock, due, verdict }: Clock) {
  const name = clockText[clock];
  switch (verdict) {
    case "running":
    case "warning":
    case "overdue":
      return html`<li class="${verdict}"><span data-left="${text.left(name)}" data-over="${text.over(name)}">${verdict === "overdue" ? text.over(name) : text.left(name)}</span> <time data-due="${due ?? ""}"></time></li>`;
    case "in_time":
      return html`<li class="in_time">✓ ${text.inTime(name)}</li>`;
    case "late":
      return html`<li class="late">✗ ${text.late(name)}</li>`;
    case "idle":
    case "void":
      return "";
  }
}

function drift({ differences }: OrderState) {
  if (differences.length === 0) return "";
  const lines = differences.map(
    ({ field, before, after }) => html`<li>${text.driftLine(fieldText(field), before, after)}</li>`,
  );
  return html`<div class="drift" role="alert"><p>⚠ ${text.drift}</p><ul>${lines}</ul></div>`;
}

type ButtonName = keyof typeof text.deeds;

/** The buttons that are next: nothing is offered twice, and no step before the one it follows. */
function nextDeeds({ contacted, confirmed, submitted, reached }: OrderState): ButtonName[] {
  if (submitted) return ["shipped"];
  if (confirmed) return ["submitted"];
  return contacted && reached ? ["confirmed"] : ["contacted", "no-answer", "confirmed"];
}

function deeds(state: OrderState, { clerk, back }: Around) {
  const path = (deed: ButtonName) =>
    `/orders/${state.subject}/${deed}?back=${encodeURIComponent(back)}`;
  // A form that is sent twice carries the same name, and is recorded once.
  const once = () =>
    html`<input type="hidden" name="once" value="${randomBytes(12).toString("hex")}">`;
  const disabled = clerk === "" ? html`disabled title="${text.needClerk}"` : "";
  const buttons = nextDeeds(state).map(
    (deed) => html`<form method="post" action="${path(deed)}">${once()}
      ${deed === "shipped" ? html`<input name="note" placeholder="${text.parcel}" aria-label="${text.parcel}">` : ""}
      <button class="${deed}" ${disabled}>${text.deeds[deed]}</button></form>`,
  );
  return html`<div class="deeds">${buttons}
    <form method="post" class="remark" action="${path("remark")}">${once()}
      <input name="note" required maxlength="500" placeholder="${text.note}" aria-label="${text.note}">
      <button ${disabled}>${text.deeds.remark}</button></form></div>`;
}

function history(state: OrderState) {
  const steps: readonly (readonly [string, Deed | null])[] = [
    ...state.attempts.map(
      (one) => [text.attempt[one.note] ?? text.done.contacted, { ...one, note: "" }] as const,
    ),
    [text.done.confirmed, state.confirmed],
    [text.done.submitted, state.submitted],
    ...state.remarks.map((one) => [text.done.remark, one] as const),
    [text.done.shipped, state.shipped],
    [text.done.completed, state.completed],
    [text.done.cancelled, state.cancelled],
  ];
  return steps
    .flatMap(([what, deed]) => (deed ? [{ what, deed }] : []))
    .toSorted((a, b) => a.deed.at - b.deed.at)
    .map(({ what, deed }) => {
      const dated = deed.stated === null ? "" : `（${text.dated(formatBeijing(deed.stated))}）`;
      return html`<li>${text.by(what, deed.by, formatBeijing(deed.at))}${dated}${deed.note === "" ? "" : `：${deed.note}`}</li>`;
    });
}
