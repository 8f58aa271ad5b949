import { html, type TemplateResult } from "lit-html";
import { personName, roleName } from "../../../src/approval/people.ts";
import { formatBeijing } from "../../../src/base/time.ts";
import { text } from "../../text.ts";
import type { Detail } from "../api/read.ts";
import { shortName } from "../company.ts";
import type { Desk } from "../desk.ts";
import type { Deputy, Offer } from "./hand-over.ts";
import type { Signing } from "./signing.ts";

const words = text.review.handOver;

/** Asks the deputy; without one in force, leads to the form that proposes one. */
export function handOverView(
  desk: Desk,
  signing: Signing,
  detail: Detail,
  { role, deputies, close }: Offer & { readonly close: () => void },
): TemplateResult {
  const { people } = desk.company();
  const form = new URLSearchParams({ page: "deputies", role, from: desk.login() });
  const ask = (one: Deputy) => {
    const principal = personName(people, one.principal);
    const until = formatBeijing(one.until);
    const comment = words.comment(one.deputy, principal, roleName(role), until);
    const done = words.done(shortName(people, one.deputy));
    close();
    signing.handOver(detail, one, { comment, done });
  };
  const cancel = html`<button type="button" @click=${close}>${text.review.cancel}</button>`;
  return html`<div class="panel" role="group" aria-label=${words.title}>
    ${
      deputies.length === 0
        ? html`<p>${words.none}</p>
          <p class="row"><a id="hand-over" class="button primary" href=${`?${form}`} data-go>${words.set}</a> ${cancel}</p>`
        : html`${deputies.map((one) => deputyView(one, shortName(people, one.deputy), ask))}
          <p class="soft">${words.explain}</p>
          <p class="row">${cancel}</p>`
    }
  </div>`;
}

function deputyView(one: Deputy, name: string, ask: (one: Deputy) => void): TemplateResult {
  if (!one.able) return html`<p>${words.excluded(name)}</p>`;
  return html`<p>${words.who(name, formatBeijing(one.until))}</p>
    <p class="row"><button type="button" id="hand-over" class="primary" @click=${() => ask(one)}>${words.confirm(name)}</button></p>`;
}
