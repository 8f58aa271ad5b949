import { html, nothing, type TemplateResult } from "lit-html";
import { text } from "../../text.ts";
import type { Detail } from "../api/read.ts";
import type { Desk } from "../desk.ts";
import { waitingNames } from "../names.ts";
import { type Turn, turnOf } from "../report.ts";
import { doneView, resultView } from "./done-view.ts";
import { offerOf } from "./hand-over.ts";
import { handOverView } from "./hand-over-view.ts";
import type { Signing } from "./signing.ts";

const words = text.review;

type Panel = "none" | "reason" | "deputy";

/** What one may do about a change, at hand while one reads it. */
export interface Actions {
  view(detail: Detail): TemplateResult;
}

export function createActions(desk: Desk, signing: Signing): Actions {
  let panel: Panel = "none";
  let problem = "";
  // Signed, and thinking better of it.
  let again = false;
  const show = (next: Panel, focus = "") => {
    panel = next;
    problem = "";
    again &&= next !== "none";
    desk.draw();
    if (focus) document.getElementById(focus)?.focus();
  };
  const draft = ({ pull }: Detail) => `countersign-reason-${desk.login()}-${pull.number}`;
  const reasonOf = (detail: Detail) => sessionStorage.getItem(draft(detail)) ?? "";
  const reject = (detail: Detail) => {
    const reason = reasonOf(detail).trim();
    if (reason === "") {
      problem = words.reasonMissing;
      desk.say(problem);
      desk.draw();
      document.getElementById("reason")?.focus();
    } else signing.reject(detail, reason);
  };
  const write = (detail: Detail, event: Event) => {
    if (event.target instanceof HTMLTextAreaElement)
      sessionStorage.setItem(draft(detail), event.target.value);
  };
  const reasonForm = (detail: Detail) => html`<form class="panel" @submit=${(
    event: SubmitEvent,
  ) => {
    event.preventDefault();
    reject(detail);
  }}>
    <label for="reason">${words.reason}</label>
    <textarea id="reason" rows="3" aria-describedby="reason-hint" .value=${reasonOf(detail)} @input=${(event: Event) => write(detail, event)}></textarea>
    <p id="reason-hint" class="soft">${words.reasonHint}</p>
    ${problem ? html`<p class="problem">${problem}</p>` : nothing}
    <p class="row"><button class="primary" ?disabled=${signing.busy()}>${signing.busy() ? words.sending : words.send}</button>
      <button type="button" @click=${() => show("none")}>${words.cancel}</button></p>
  </form>`;
  return {
    view(detail) {
      const done = signing.done(detail.pull.head.sha);
      if (done && !(again && done === "APPROVE")) {
        panel = "none";
        sessionStorage.removeItem(draft(detail));
        return doneView(desk, signing, detail, () => {
          again = true;
          show("reason", "reason");
        });
      }
      if (detail.pull.state !== "open") return html``;
      const turn = turnOf(detail.report, desk.login(), detail.pull.user?.login ?? null);
      const offer = turn === "mine" ? offerOf(detail.report, desk.login()) : null;
      const mayVeto = turn === "mine" || turn === "later" || turn === "signed";
      const maySign = turn === "mine" || turn === "vetoed";
      const note = noteFor(desk, turn, detail);
      const idle = panel === "none";
      if (turn === "unknown" && idle && !signing.result()) return html``;
      return html`<div class="actions">
        ${resultView(signing)}
        ${note ? html`<p class="soft">${note}</p>` : nothing}
        ${
          idle && (mayVeto || maySign)
            ? html`<p class="row">
          ${maySign ? html`<button type="button" class=${turn === "mine" ? "primary" : ""} ?disabled=${signing.busy()} @click=${() => signing.approve(detail)}>${signing.busy() ? words.sending : turn === "mine" ? words.sign : words.lift}</button>` : nothing}
          ${mayVeto ? html`<button type="button" ?disabled=${signing.busy()} @click=${() => show("reason", "reason")}>${words.reject}</button>` : nothing}
          ${offer ? html`<button type="button" ?disabled=${signing.busy()} @click=${() => show("deputy", "hand-over")}>${words.handOver.ask}</button>` : nothing}
        </p>`
            : nothing
        }
        ${panel === "reason" ? reasonForm(detail) : nothing}
        ${panel === "deputy" && offer ? handOverView(desk, signing, detail, { ...offer, close: () => show("none") }) : nothing}
      </div>`;
    },
  };
}

function noteFor(desk: Desk, turn: Turn, { report }: Detail): string {
  if (!report || turn === "mine") return "";
  if (turn === "author") return words.ownChange;
  if (turn === "outside") return words.notInChain;
  if (turn === "vetoed") return words.youSentBack;
  const waiting = report.decision.waiting_for.length > 0;
  if (turn === "signed") return `${words.alreadySigned}${waiting ? words.stillVeto : ""}`;
  if (!waiting) return "";
  return `${words.notTurn(waitingNames(desk.company().people, report))}${words.stillVeto}`;
}
