import { html, nothing, type TemplateResult } from "lit-html";
import { type People, personName } from "../../../src/approval/people.ts";
import { formatBeijing } from "../../../src/base/time.ts";
import { text } from "../../text.ts";
import type { Detail } from "../api/read.ts";
import type { Annotation } from "../api/shapes.ts";
import type { Desk } from "../desk.ts";
import { yourTurn } from "../list/card.ts";
import { waitingNames } from "../names.ts";
import { turnOf } from "../report.ts";
import type { FileChange } from "./entries.ts";
import { historyOf } from "./history.ts";
import { inWords } from "./in-words.ts";

const words = text.review;

/** How it stands: whose turn it is, or what stopped it and why. */
export function stateView(desk: Desk, detail: Detail, people: People): TemplateResult {
  const { report, approval, pull, events } = detail;
  if (pull.merged_at) return html`<p class="verdict approved">${words.mergedState}</p>`;
  if (pull.state === "closed") return html`<p class="verdict">${words.closedState}</p>`;
  if (!approval) return html`<p class="verdict">${words.noDecision}</p>`;
  const veto = events.findLast(
    (one) => one.event === "reviewed" && one.user?.login === report?.decision.by && one.body,
  );
  const turn = turnOf(report, desk.login(), pull.user?.login ?? null);
  const waits = report && report.decision.waiting_for.length > 0;
  return html`<div class=${`verdict ${report?.decision.decision ?? ""}`}>
    ${turn === "mine" ? html`<p class="asked">${yourTurn(desk, detail)}</p>` : nothing}
    <p><strong>${approval.output.title}</strong></p>
    ${waits ? html`<p>${words.waitsFor(waitingNames(people, report))}</p>` : nothing}
    ${groundsView(detail)}
    ${veto ? html`<blockquote>${words.vetoReason(personName(people, veto.user?.login ?? ""), veto.body ?? "")}</blockquote>` : nothing}
  </div>`;
}

// While it waits, the chain below says the same in pictures; what stopped it is said at once.
function groundsView({ report, approval }: Detail): TemplateResult {
  const summary = (approval?.output.summary ?? "").split("\n").filter((line) => line !== "");
  const lines = (report?.decision.explanation ?? summary).map(
    (line) => html`<p>${inWords(line)}</p>`,
  );
  if (!report || report.decision.stage === null) return html`${lines}`;
  return html`<details><summary>${words.grounds}</summary>${lines}</details>`;
}

/** What the content check found, by entry. */
export function contentView(
  { content, findings }: Detail,
  changes: readonly FileChange[],
): TemplateResult {
  const passed = content?.conclusion === "success" && findings.length === 0;
  const said = content === null ? words.contentPending : words.contentPassed;
  const more = (content?.output.annotations_count ?? 0) > findings.length;
  return html`<section class="content"><h2>${words.content}</h2>
    ${
      passed || content === null
        ? html`<p class="soft">${said}</p>`
        : html`<ul>${findings.map((one) => findingView(one, changes))}</ul>`
    }
    ${more ? html`<p class="soft">${words.contentMore}</p>` : nothing}
  </section>`;
}

function findingView(one: Annotation, changes: readonly FileChange[]): TemplateResult {
  const blocks = one.annotation_level === "failure";
  const known = changes.find((change) => change.path === one.path);
  const place = known ? words.fields.labelled(known.kind, known.name) : one.path;
  return html`<li class=${blocks ? "blocks" : "warns"}>
    <strong>${blocks ? words.mustMend : words.remark}</strong> ${one.message}
    <span class="soft">${place} · ${words.atLine(one.start_line)} <code>${one.path}</code></span>
  </li>`;
}

/** Who did what, when. */
export function historyView({ pull, events }: Detail, people: People): TemplateResult {
  return html`<section><h2>${words.history.title}</h2><ol class="history">
    ${historyOf(pull, events, people).map(
      (
        one,
      ) => html`<li class=${one.kind}><time datetime=${one.at}>${formatBeijing(Date.parse(one.at))}</time> <span>${one.text}</span>
        ${one.said ? html`<blockquote>${one.said}</blockquote>` : nothing}</li>`,
    )}
  </ol></section>`;
}
