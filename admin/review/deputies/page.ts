import { html, nothing, type TemplateResult } from "lit-html";
import { personName, roleName } from "../../../src/approval/people.ts";
import type { Policy } from "../../../src/approval/policy.ts";
import { formatBeijing } from "../../../src/base/time.ts";
import { text } from "../../text.ts";
import { shortName } from "../company.ts";
import type { Desk, Page } from "../desk.ts";
import { unbroken } from "../unbroken.ts";
import { createForm } from "./form.ts";
import { withEnd } from "./policy-text.ts";
import { isDeputyBranch, policyProposal } from "./proposal.ts";

const words = text.review.deputies;
const every = 60_000;

type Window = Policy["options"]["delegations"][number];

/** Who stands in for whom until when, for everybody; and the form that proposes it. */
export function createDeputiesPage(desk: Desk, preset: Readonly<Record<string, string>>): Page {
  const form = createForm(desk, preset);
  let busy = false;
  const endEarly = (one: Window, at: number) => {
    if (busy) return;
    busy = true;
    const { people, source } = desk.company();
    const end = new Date(desk.now()).toISOString().replace(/\.\d+Z$/, "Z");
    const [deputy, principal] = [shortName(people, one.to), shortName(people, one.from)];
    const title = words.endTitle(deputy, principal, roleName(one.role));
    const key = `end-${one.role}-${one.to}-${end}`;
    desk.actor
      .send(policyProposal(withEnd(source, at, end), people, { title, body: "", key }))
      .then((number) => desk.go(`?pr=${number}`), desk.fail)
      .finally(() => {
        busy = false;
      });
  };
  return {
    every: () => every,
    leave: () => undefined,
    refresh: () => desk.overviews.refresh(),
    view() {
      const { policy } = desk.company();
      if (!policy) return html`<h1>${words.title}</h1><p>${words.unreadable}</p>`;
      return html`<h1>${words.title}</h1><p class="soft">${words.lead}</p>
        ${windowsView(desk, policy, endEarly)} ${part(words.asked, askedViews(desk))} ${form.view(policy)}`;
    },
  };
}

function windowsView(
  desk: Desk,
  { options: { delegations } }: Policy,
  endEarly: (one: Window, at: number) => void,
): TemplateResult {
  const now = desk.now();
  const line = (one: Window) => {
    const at = delegations.indexOf(one);
    return windowView(desk, one, one.end > now ? () => endEarly(one, at) : null);
  };
  const inForce = delegations.filter((one) => one.start <= now && now < one.end);
  return html`<section><h2>${words.now} <span class="count">${inForce.length}</span></h2>
      ${inForce.length === 0 ? html`<p class="soft">${words.none}</p>` : html`<ul class="changes">${inForce.map(line)}</ul>`}
    </section>
    ${part(words.upcoming, delegations.filter((one) => now < one.start).map(line))}
    ${part(words.over, delegations.filter((one) => one.end <= now).map(line))}`;
}

/** What was proposed here and is not in force before everybody has signed. */
function askedViews(desk: Desk): TemplateResult[] {
  const { people } = desk.company();
  const asked = desk.overviews.all().filter(({ pull }) => isDeputyBranch(pull.head.ref));
  return asked.map(({ pull, report }) => {
    const names = report?.decision.waiting_for.map((login) => personName(people, login)) ?? [];
    const waits = names.length > 0 ? words.waiting(names.join(text.standing.or)) : words.judging;
    return html`<li class="window">
      <a class="title" href=${`?pr=${pull.number}`} data-go>${pull.title}</a>
      <span class="meta">${words.askedBy(personName(people, pull.user?.login ?? ""))}</span>
      <span class="meta">${report?.decision.by ? report.decision.explanation[0] : waits}</span>
    </li>`;
  });
}

function part(title: string, lines: readonly TemplateResult[]): TemplateResult | typeof nothing {
  if (lines.length === 0) return nothing;
  return html`<section><h2>${title} <span class="count">${lines.length}</span></h2>
    <ul class="changes">${lines}</ul></section>`;
}

function windowView(desk: Desk, one: Window, end: (() => void) | null): TemplateResult {
  const { people } = desk.company();
  const title = words.line(personName(people, one.to), personName(people, one.from));
  return html`<li class="window">
    <span class="title">${title}</span>
    <span class="meta">${words.role(roleName(one.role))}</span>
    <span class="meta">${unbroken(words.span(formatBeijing(one.start), formatBeijing(one.end)))}</span>
    ${one.reason ? html`<span class="meta">${words.reasonLine(one.reason)}</span>` : nothing}
    ${end ? html`<button type="button" @click=${end}>${words.endEarly}</button>` : nothing}
  </li>`;
}
