import { html, nothing, type TemplateResult } from "lit-html";
import { type IgnoredReason, ignoredReasons } from "../../src/approval/decision.ts";
import { personName, rankName, roleName } from "../../src/approval/people.ts";
import { classText, ignoredText } from "../../src/approval/text.ts";
import { formatBeijing } from "../../src/base/time.ts";
import { publicPath } from "../../src/model/paths.ts";
import { text } from "../text.ts";
import type { ChangedFile, Detail, Overview, Pull, PushedBranch } from "./api.ts";
import { readPatch } from "./diff.ts";
import type { Report } from "./report.ts";

const words = text.review;
const when = (iso: string) => formatBeijing(Date.parse(iso));

export function names(report: Report, logins: readonly string[]): string {
  return logins.map((login) => personName(report.people, login)).join(words.or);
}

function classNames(report: Report | null): string {
  return (report?.classes ?? []).map((id) => classText[id] ?? id).join("、");
}

export function listView(
  groups: readonly { title: string; items: readonly Overview[]; empty?: string }[],
  recent: readonly Pull[],
): TemplateResult {
  return html`<h1>${words.heading}</h1>
    <p class="soft">${words.lead}</p>
    ${groups
      .filter((group) => group.items.length > 0 || group.empty)
      .map(
        (group) => html`<section>
          <h2>${group.title} <span class="count">${group.items.length}</span></h2>
          ${group.items.length === 0 ? html`<p class="soft">${group.empty}</p>` : html`<ul class="changes">${group.items.map(card)}</ul>`}
        </section>`,
      )}
    ${recent.length === 0 ? nothing : html`<section><h2>${words.done}</h2><ul class="changes">${recent.map((pull) => item(pull, words.mergedState, ""))}</ul></section>`}`;
}

/** What waits in branches that were pushed with git; nothing where there is none. */
export function pushedView(
  branches: readonly PushedBranch[],
  propose: (branch: PushedBranch) => void,
): TemplateResult | typeof nothing {
  if (branches.length === 0) return nothing;
  return html`<section><h2>${words.pushed}</h2><ul class="changes">${branches.map(
    (
      branch,
    ) => html`<li class="pushed"><span class="title">${branch.title}</span> <code>${branch.name}</code>
      <button @click=${() => propose(branch)}>${words.propose}</button></li>`,
  )}</ul></section>`;
}

function card({ pull, report, approval }: Overview): TemplateResult {
  return item(pull, approval?.output.title ?? words.noDecision, classNames(report));
}

function item(pull: Pull, state: string, kind: string): TemplateResult {
  return html`<li>
    <a href=${`?pr=${pull.number}`} data-pull=${pull.number}>
      <span class="title">${pull.title}</span>
      <span class="meta">${kind ? html`<span class="kind">${kind}</span>` : nothing}${words.number(pull.number)} · ${pull.user?.login ?? ""} · ${when(pull.created_at)}</span>
      <span class="state">${state}</span>
    </a>
  </li>`;
}

export function chainView(report: Report): TemplateResult {
  const reached = report.chain.findIndex((rank) => rank.rank === report.decision.stage);
  return html`<ol class="chain" aria-label=${words.chain}>
    ${report.chain.map(
      (rank, at) => html`<li class=${rankState(report, at, reached)}>
        <strong>${rankName(rank.rank)}</strong>
        ${rank.slots.map(
          (slot) => html`<div>
            <span class="role">${roleName(slot.role)}</span>
            ${slot.signed.map((one) => html`<span class="signed">✓ ${words.signedBy(personName(report.people, one.login), formatBeijing(one.at))}</span>`)}
            ${
              slot.signed.length >= slot.required
                ? nothing
                : html`<span class="soft">${at === reached ? words.waitsFor(names(report, slot.holders)) : words.later(names(report, slot.holders))}</span>`
            }
          </div>`,
        )}
      </li>`,
    )}
  </ol>`;
}

function rankState(report: Report, at: number, reached: number): string {
  if (report.decision.decision === "approved" || (reached >= 0 && at < reached)) return "done";
  return at === reached ? "now" : "later";
}

function isIgnored(reason: string): reason is IgnoredReason {
  const known: readonly string[] = ignoredReasons;
  return known.includes(reason);
}

export function ignoredView({ report, reviews }: Detail): TemplateResult | typeof nothing {
  const entries = Object.entries(report?.decision.ignored ?? {});
  if (!report || entries.length === 0) return nothing;
  return html`<section class="ignored"><h2>${words.ignored}</h2>
    <ul>${entries.map(([id, reason]) => {
      const review = reviews.find((one) => String(one.id) === id);
      const name = personName(report.people, review?.user?.login ?? id);
      return html`<li>${words.ignoredLine(name, review?.submitted_at ? when(review.submitted_at) : "", isIgnored(reason) ? ignoredText[reason] : reason)}</li>`;
    })}</ul></section>`;
}

export function stateView(detail: Detail): TemplateResult {
  const { report, approval, pull, reviews } = detail;
  if (pull.merged_at) return html`<p class="verdict approved">${words.mergedState}</p>`;
  if (pull.state === "closed") return html`<p class="verdict">${words.closedState}</p>`;
  if (!approval) return html`<p class="verdict">${words.noDecision}</p>`;
  const veto = reviews.findLast(
    (one) => one.user?.login === report?.decision.by && one.body !== "",
  );
  return html`<div class=${`verdict ${report?.decision.decision ?? ""}`}>
    <p><strong>${approval.output.title}</strong></p>
    ${report && report.decision.waiting_for.length > 0 ? html`<p>${words.waitsFor(names(report, report.decision.waiting_for))}</p>` : nothing}
    ${groundsView(detail)}
    ${veto && report ? html`<blockquote>${words.vetoReason(personName(report.people, veto.user?.login ?? ""), veto.body)}</blockquote>` : nothing}
  </div>`;
}

// While it waits, the chain below says the same in pictures; what stopped it is said at once.
function groundsView({ report, approval }: Detail): TemplateResult {
  const summary = (approval?.output.summary ?? "").split("\n").filter((line) => line !== "");
  const lines = (report?.decision.explanation ?? summary).map((line) => html`<p>${line}</p>`);
  if (!report || report.decision.stage === null) return html`${lines}`;
  return html`<details><summary>${words.grounds}</summary>${lines}</details>`;
}

export function contentView({ content }: Detail): TemplateResult | typeof nothing {
  if (!content) return nothing;
  const lines = (content.output.summary ?? "").split("\n").filter((line) => line !== "");
  return html`<section class="content"><h2>${words.content}</h2>
    ${
      content.conclusion === "success" && lines.length <= 1
        ? html`<p class="soft">${words.contentPassed}</p>`
        : html`<ul>${lines.map((line) => html`<li>${line.replace(/^- /, "")}</li>`)}</ul>`
    }</section>`;
}

/** The addresses of the pages that a change touches, without repetition. */
export function pagesOf(files: readonly ChangedFile[]): string[] {
  const paths = files.map((file) => (file.status === "removed" ? null : publicPath(file.filename)));
  return [...new Set(paths.filter((path) => path !== null))];
}

export function pagesView(detail: Detail, base: string): TemplateResult {
  const { files, preview, pull } = detail;
  const pages = pagesOf(files);
  if (pages.length === 0)
    return html`<section><h2>${words.pages}</h2><p class="soft">${words.noPage}</p></section>`;
  return html`<section><h2>${words.pages}</h2>${pages.map((page) => {
    const fresh = files.some(
      (file) => file.status === "added" && publicPath(file.filename) === page,
    );
    const after = preview?.state === "success" ? preview.url.replace(/\/$/, "") + page : null;
    const live = base + page;
    return html`<div class="pair">
      <figure><figcaption>${words.before}</figcaption>${fresh && !pull.merged_at ? html`<p class="soft frame">${words.newPage}</p>` : frame(live, words.before)}</figure>
      <figure><figcaption>${words.after}</figcaption>${after ? frame(after, words.after) : html`<p class="soft frame" role="status">${preview?.state === "failure" || preview?.state === "error" ? words.previewFailed : words.previewPending}</p>`}</figure>
    </div>`;
  })}</section>`;
}

function frame(url: string, title: string): TemplateResult {
  return html`<iframe class="frame" src=${url} title=${title} loading="lazy"></iframe><a href=${url} target="_blank" rel="noopener">${words.openPage}</a>`;
}

export function filesView(
  files: readonly ChangedFile[],
  pictures: ReadonlyMap<string, string>,
): TemplateResult {
  return html`<section><h2>${words.files}</h2>${files.map(
    (file) => html`<details class="file" open>
      <summary><span class="kind">${words.status[file.status] ?? file.status}</span> <code>${file.filename}</code>${file.previous_filename ? html` <span class="soft">${words.renamed(file.previous_filename)}</span>` : nothing}</summary>
      ${file.patch === undefined ? pictureView(file, pictures) : patchView(file.patch)}
    </details>`,
  )}</section>`;
}

function pictureView(file: ChangedFile, pictures: ReadonlyMap<string, string>): TemplateResult {
  const source = pictures.get(file.sha ?? "");
  return source
    ? html`<img class="picture" src=${source} alt=${file.filename} />`
    : html`<p class="soft">${words.binary}</p>`;
}

function patchView(patch: string): TemplateResult {
  const marks = { added: "+", removed: "−", same: " ", gap: "…" };
  return html`<div class="patch" tabindex="0">${readPatch(patch).map((line) => html`<div class=${line.kind}><span aria-hidden="true">${marks[line.kind]}</span>${line.text}</div>`)}</div>`;
}
