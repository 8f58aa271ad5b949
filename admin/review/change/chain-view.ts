import { html, nothing, type TemplateResult } from "lit-html";
import { type IgnoredReason, ignoredReasons } from "../../../src/approval/decision.ts";
import { type People, personName, rankName, roleName } from "../../../src/approval/people.ts";
import { ignoredText } from "../../../src/approval/text.ts";
import { formatBeijing } from "../../../src/base/time.ts";
import { text } from "../../text.ts";
import type { Detail } from "../api/read.ts";
import { names } from "../names.ts";
import type { Report, Slot } from "../report.ts";
import { unbroken } from "../unbroken.ts";

const words = text.review;

/** Every rank in its order: who signed, whose turn it is, who comes later, and who stands in. */
export function chainView(report: Report, people: People): TemplateResult {
  const reached = report.chain.findIndex((rank) => rank.rank === report.decision.stage);
  return html`<section><h2>${words.chain}</h2><ol class="chain" aria-label=${words.chain}>
    ${report.chain.map(
      (rank, at) => html`<li class=${rankState(report, at, reached)}>
        <strong>${rankName(rank.rank)}</strong>
        ${rank.slots.map((slot) => slotView(slot, at === reached, people))}
      </li>`,
    )}
  </ol></section>`;
}

function slotView(slot: Slot, isTurn: boolean, people: People): TemplateResult {
  const open = slot.signed.length < slot.required;
  const holders = slot.holders.filter((login) => !slot.deputies.some((one) => one.login === login));
  const waited = names(people, holders);
  return html`<div>
    <span class="role">${roleName(slot.role)}</span>
    ${slot.signed.map((one) => html`<span class="signed">✓ ${unbroken(words.signedBy(signerName(people, one), formatBeijing(one.at)))}</span>`)}
    ${open ? html`<span class="soft">${isTurn ? words.waitsFor(waited) : words.later(waited)}</span>` : nothing}
    ${open ? slot.deputies.map((one) => html`<span class="soft">${unbroken(words.standsInUntil(personName(people, one.login), personName(people, one.principal), formatBeijing(one.until)))}</span>`) : nothing}
  </div>`;
}

/** The signer; a deputy with the person whose deputy it was. */
export function signerName(people: People, { login, principal }: Slot["signed"][number]): string {
  const name = personName(people, login);
  return principal ? words.standsIn(name, personName(people, principal)) : name;
}

function rankState(report: Report, at: number, reached: number): string {
  if (report.decision.decision === "approved" || (reached >= 0 && at < reached)) return "done";
  return at === reached ? "now" : "later";
}

function isIgnored(reason: string): reason is IgnoredReason {
  const known: readonly string[] = ignoredReasons;
  return known.includes(reason);
}

/** Every signature that does not count, and why. */
export function ignoredView(
  { report, events }: Detail,
  people: People,
): TemplateResult | typeof nothing {
  const entries = Object.entries(report?.decision.ignored ?? {});
  if (entries.length === 0) return nothing;
  return html`<section class="ignored"><h2>${words.ignored}</h2>
    <ul>${entries.map(([id, reason]) => {
      const review = events.find((one) => one.event === "reviewed" && String(one.id) === id);
      const name = review?.user ? personName(people, review.user.login) : words.history.unknown;
      const at = review?.submitted_at ? formatBeijing(Date.parse(review.submitted_at)) : "";
      return html`<li>${unbroken(words.ignoredLine(name, at, isIgnored(reason) ? ignoredText[reason] : reason))}</li>`;
    })}</ul></section>`;
}
