import { html, nothing, type TemplateResult } from "lit-html";
import * as z from "zod";
import { sameLogin } from "../../../src/approval/login.ts";
import { personName, roleName } from "../../../src/approval/people.ts";
import type { Policy } from "../../../src/approval/policy.ts";
import { text } from "../../text.ts";
import { shortName } from "../company.ts";
import type { Desk } from "../desk.ts";
import {
  begunFor,
  type Draft,
  emptyDraft,
  governanceChain,
  policyWith,
  problemsOf,
  proposers,
  rolesIn,
  stuckAt,
} from "./draft.ts";
import { policyProposal } from "./proposal.ts";

const words = text.review.deputies;

export interface Form {
  view(policy: Policy): TemplateResult;
}

const stored = z.object({
  role: z.string(),
  from: z.string(),
  to: z.string(),
  start: z.string(),
  end: z.string(),
  reason: z.string(),
});

/** Proposes a deputy. What was typed survives a reload; an address can fill it in. */
export function createForm(desk: Desk, preset: Readonly<Record<string, string>>): Form {
  const place = "countersign-delegation";
  let draft: Draft = stored.parse({ ...emptyDraft, ...readDraft(place), ...preset });
  let begun = false;
  let problems: readonly string[] = [];
  let busy = false;
  let copied: Copied = "not yet";
  const set = (change: Partial<Draft>) => {
    draft = { ...draft, ...change };
    copied = "not yet";
    problems = [];
    sessionStorage.setItem(place, JSON.stringify(draft));
    desk.draw();
  };
  const send = async (policy: Policy) => {
    const { people, source } = desk.company();
    problems = problemsOf(draft, policy, people, desk.now());
    if (problems.length > 0) return;
    const next = policyWith(source, draft, desk.now());
    problems = next.problems;
    if (problems.length > 0) return;
    const [deputy, principal] = [shortName(people, draft.to), shortName(people, draft.from)];
    const title = words.pullTitle(deputy, principal, roleName(draft.role));
    const key = `${draft.role}-${draft.to}-${draft.start}-${draft.end}`;
    const body = words.pullBody(title);
    const number = await desk.actor.send(policyProposal(next.source, people, { title, body, key }));
    sessionStorage.removeItem(place);
    desk.go(`?pr=${number}`);
  };
  const submit = (policy: Policy, event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    desk.draw();
    send(policy)
      .catch(desk.fail)
      .finally(() => {
        busy = false;
        desk.draw();
        document.getElementById("delegation-problems")?.focus();
      });
  };
  const link = () => {
    const filled = Object.entries(draft).filter(([, value]) => value !== "");
    const query = new URLSearchParams({ page: "deputies", ...Object.fromEntries(filled) });
    return `${location.origin}${location.pathname}?${query}`;
  };
  const copy = async () => {
    copied = (await intoClipboard(link())) ? "copied" : "refused";
    desk.say(copied === "copied" ? words.copied : words.notCopied);
    desk.draw();
    const place = document.getElementById("delegation-link");
    if (copied === "refused" && place instanceof HTMLInputElement) place.select();
  };
  const endView = (policy: Policy, stuck: string | null) => {
    const open = problemsOf(draft, policy, desk.company().people, desk.now());
    if (stuck !== null)
      return open.length > 0 ? problemsView(open) : linkView(link(), copied, copy);
    const shown = open.length > 0 ? open : problems;
    return html`${shown.length > 0 ? problemsView(shown) : nothing}
      <p class="row"><button class="primary" ?disabled=${busy}>${busy ? words.sending : words.submit}</button></p>`;
  };
  return {
    view(policy) {
      // What the person holds is known only with the policy.
      if (!begun) draft = begunFor(desk.login(), draft, policy);
      begun = true;
      const stuck = stuckAt(policy, desk.login(), desk.now());
      const chain = governanceChain(policy).map(roleName).join(" → ");
      return html`<section><h2>${words.form}</h2>
        <p class="soft">${words.formLead} ${words.chain(chain)}</p>
        ${stuck === null ? nothing : stuckView(desk, policy, stuck)}
        <form class="sheet" novalidate @submit=${(event: SubmitEvent) => submit(policy, event)}>
          ${fieldsView(desk, policy, draft, set)}
          ${endView(policy, stuck)}
        </form></section>`;
    },
  };
}

function readDraft(place: string): Partial<Draft> {
  try {
    return stored.parse(JSON.parse(sessionStorage.getItem(place) ?? ""));
  } catch {
    return {};
  }
}

type Set = (change: Partial<Draft>) => void;

function fieldsView(desk: Desk, policy: Policy, draft: Draft, set: Set): TemplateResult {
  const { people } = desk.company();
  const holders = policy.roles[draft.role] ?? [];
  const others = Object.keys(people).filter((one) => !holders.some((held) => sameLogin(held, one)));
  const roles = rolesIn(policy);
  const named = (logins: readonly string[]) =>
    logins.map((login) => [login, personName(people, login)] as const);
  const chooseRole = (role: string) => {
    const [only, second] = policy.roles[role] ?? [];
    const from = only && !second ? only : "";
    set(begunFor(desk.login(), { ...draft, role, from }, policy));
  };
  return html`
    ${select(
      "role",
      draft.role,
      roles.map((role) => [role, roleName(role)] as const),
      chooseRole,
    )}
    ${select("from", draft.from, named(holders), (from) => set({ from }))}
    ${select("to", draft.to, named(others), (to) => set({ to }))}
    ${input("start", "datetime-local", draft.start, (start) => set({ start }))}
    ${input("end", "datetime-local", draft.end, (end) => set({ end }))}
    ${input("reason", "text", draft.reason, (reason) => set({ reason }))}
    <p class="soft">${words.reasonHint}</p>`;
}

function select(
  name: "role" | "from" | "to",
  value: string,
  options: readonly (readonly [string, string])[],
  choose: (value: string) => void,
): TemplateResult {
  const changed = (event: Event) =>
    event.target instanceof HTMLSelectElement && choose(event.target.value);
  return html`<label>${words.fields[name]}
    <select name=${name} @change=${changed}>
      <option value="" ?selected=${value === ""}>${words.choose}</option>
      ${options.map(([key, label]) => html`<option value=${key} ?selected=${key === value}>${label}</option>`)}
    </select></label>`;
}

function input(
  name: "start" | "end" | "reason",
  type: string,
  value: string,
  write: (value: string) => void,
): TemplateResult {
  const changed = (event: Event) =>
    event.target instanceof HTMLInputElement && write(event.target.value);
  return html`<label>${words.fields[name]}
    <input name=${name} type=${type} maxlength=${type === "text" ? 60 : nothing} .value=${value} @input=${changed} /></label>`;
}

function problemsView(problems: readonly string[]): TemplateResult {
  return html`<div id="delegation-problems" class="note" role="status" tabindex="-1"><p>${words.problems}</p><ul>${problems.map((one) => html`<li>${one}</li>`)}</ul></div>`;
}

// Said before anything is filled in: whoever reads it at the end has worked for nothing.
function stuckView(desk: Desk, policy: Policy, rank: string): TemplateResult {
  const { people } = desk.company();
  const able = proposers(policy, people, desk.login(), desk.now());
  const named = able.slice(0, 3).map((login) => personName(people, login));
  return html`<p class="note">${words.alone(rank, named.join("、"))}</p>`;
}

type Copied = "not yet" | "copied" | "refused";

function linkView(link: string, copied: Copied, copy: () => void): TemplateResult {
  return html`<label>${words.link}<input id="delegation-link" readonly .value=${link} /></label>
    <p class="row"><button type="button" class="primary" @click=${copy}>${words.copy}</button>
      ${copied === "not yet" ? nothing : html`<span role="status">${copied === "copied" ? words.copied : words.notCopied}</span>`}</p>`;
}

// Without HTTPS there is no clipboard at all, and a browser may refuse it.
async function intoClipboard(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return false;
  }
}
