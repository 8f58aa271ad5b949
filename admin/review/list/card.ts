import { html, nothing, type TemplateResult } from "lit-html";
import { text } from "../../text.ts";
import { ago } from "../ago.ts";
import type { Overview } from "../api/read.ts";
import type { Pull } from "../api/shapes.ts";
import { shortName } from "../company.ts";
import type { Desk } from "../desk.ts";
import { sinceOf } from "../groups.ts";
import { classNames, waitingNames } from "../names.ts";
import type { MergeRecord } from "../records/record.ts";
import { principalFor, turnOf } from "../report.ts";
import { turnKey } from "../seen.ts";
import { subtitleOf, titleOf } from "../title.ts";

const words = text.review;

/** A change in a list: what it is, from whom, and whose turn it is since when. */
export function card(desk: Desk, one: Overview, mine: boolean): TemplateResult {
  const { pull, report } = one;
  const isNew = mine && !desk.seen.has(turnKey(one));
  const state = mine
    ? html`<strong>${yourTurn(desk, one)}</strong> · ${sinceText(desk, one)}`
    : stateOf(desk, one);
  return item(desk, pull, {
    title: html`${titleOf(pull, report)}${isNew ? html` <span class="new">${words.fresh}</span>` : nothing}`,
    subtitle: subtitleOf(pull, report),
    kind: classNames(report),
    state,
  });
}

/** That it is one's turn, and as whose deputy. */
export function yourTurn(desk: Desk, { report }: Pick<Overview, "report">): string {
  const principal = report ? principalFor(report, desk.login()) : null;
  if (principal === null) return words.yourTurn;
  return words.yourTurnFor(shortName(desk.company().people, principal));
}

/** A published change. */
export function doneCard(desk: Desk, number: number, one: MergeRecord): TemplateResult {
  const author = shortName(desk.company().people, one.author ?? words.history.unknown);
  return html`<li>
    <a href=${`?pr=${number}`} data-go>
      <span class="title">${one.title}</span>
      ${one.subject ? html`<span class="meta">${one.subject}</span>` : nothing}
      <span class="state">${words.publishedAt(author, ago(one.mergedAt, desk.now()))}</span>
    </a>
  </li>`;
}

function stateOf(desk: Desk, one: Overview): string {
  const { report, approval } = one;
  if (!report || report.decision.waiting_for.length === 0)
    return approval?.output.title ?? words.noDecision;
  const waits = `${words.waitsFor(waitingNames(desk.company().people, report))} · ${sinceText(desk, one)}`;
  const signed = turnOf(report, desk.login(), one.pull.user?.login ?? null) === "signed";
  return signed ? `${words.youSigned} · ${waits}` : waits;
}

function sinceText(desk: Desk, one: Overview): string {
  return words.since(ago(sinceOf(one), desk.now()));
}

interface Lines {
  readonly title: TemplateResult | string;
  readonly subtitle: string;
  readonly kind: string;
  readonly state: TemplateResult | string;
}

function item(desk: Desk, pull: Pull, { title, subtitle, kind, state }: Lines): TemplateResult {
  const author = shortName(desk.company().people, pull.user?.login ?? words.history.unknown);
  return html`<li>
    <a href=${`?pr=${pull.number}`} data-go data-pull=${pull.number}>
      <span class="title">${title}</span>
      ${subtitle ? html`<span class="meta">${subtitle}</span>` : nothing}
      <span class="meta">${kind ? html`<span class="kind">${kind}</span>` : nothing}${words.proposed(author, ago(pull.created_at, desk.now()))}</span>
      <span class="state">${state}</span>
    </a>
  </li>`;
}
