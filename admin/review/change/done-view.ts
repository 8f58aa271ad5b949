import { html, nothing, type TemplateResult } from "lit-html";
import { text } from "../../text.ts";
import type { Detail } from "../api/read.ts";
import type { Desk } from "../desk.ts";
import { groupsOf } from "../groups.ts";
import { titleOf } from "../title.ts";
import { afterSigning } from "./after-signing.ts";
import { pairsOf } from "./pages.ts";
import type { Signing } from "./signing.ts";

const words = text.review;

export function resultView(signing: Signing): TemplateResult | typeof nothing {
  const result = signing.result();
  if (!result) return nothing;
  return html`<p class=${result.good ? "result" : "trouble"} role=${result.good ? "status" : "alert"}>${result.said}</p>`;
}

/** What became of it, and the way to the next one that waits; `reject` takes a signature back. */
export function doneView(
  desk: Desk,
  signing: Signing,
  detail: Detail,
  reject: () => void,
): TemplateResult {
  const { mine } = groupsOf(desk.overviews.all(), desk.login());
  const rest = mine.filter((one) => one.pull.number !== detail.pull.number);
  const [pair] = pairsOf(detail, desk.settings.base);
  return html`<div class="actions done">
    ${signedView(desk, signing, detail, reject) ?? resultView(signing)}
    ${signing.isLive() && pair ? html`<p><a class="action" href=${desk.settings.base + pair.page}>${words.openLive}</a></p>` : nothing}
    ${nextView(rest)}
  </div>`;
}

// A signature is not yet a publication: it is said what is missing, and what one can still do.
function signedView(
  desk: Desk,
  signing: Signing,
  { pull, report, content }: Detail,
  reject: () => void,
): TemplateResult | null {
  if (pull.state !== "open" || signing.done(pull.head.sha) !== "APPROVE") return null;
  const said = afterSigning(report, desk.login(), desk.company().people);
  if (said === null) return null;
  const waits = report?.decision.decision !== "approved";
  // What the content check holds back is not being published.
  if (!waits && content?.conclusion === "failure") return null;
  return html`<div class="result"><p role="status">${said}</p>
    ${waits ? html`<p class="row"><span class="soft">${words.notPublic}</span> <button type="button" @click=${reject}>${words.reject}</button></p>` : nothing}</div>`;
}

function nextView(rest: ReturnType<typeof groupsOf>["mine"]): TemplateResult {
  const [next] = rest;
  if (!next)
    return html`<p class="row"><a id="next" class="button" href="?" data-go>${words.back}</a>
      <span class="soft">${words.allDone}</span></p>`;
  return html`<p class="row"><a id="next" class="button primary" href=${`?pr=${next.pull.number}`} data-go>${words.next(titleOf(next.pull, next.report))}</a>
    <span class="soft">${words.nextCount(rest.length)}</span></p>`;
}
