import { html, nothing } from "lit-html";
import { formatBeijing } from "../../src/base/time.ts";
import { text } from "../text.ts";
import { differencesOf } from "./conflict.ts";
import { ask } from "./dialog.ts";
import type { Other } from "./watch.ts";

const words = text.conflict;

export type Answer = "wait" | "load" | "overwrite";

interface Mine {
  /** With the body, as Decap has it. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly labelOf: (field: string) => string;
}

/** Says that somebody else has changed the entry, shows both versions, and asks what to do. */
export function warn({ conflict, by, version }: Other, { data, labelOf }: Mine): Promise<Answer> {
  const when = by ? formatBeijing(Date.parse(by.date)) : "";
  const theirs = version ? { ...version.data, body: version.body } : null;
  const differences = theirs ? differencesOf(data, theirs) : [];
  // Both wrote the same: there is nothing to choose.
  if (theirs && differences.length === 0 && conflict !== "draftGone")
    return Promise.resolve("overwrite");
  const copy = () => {
    const lines = Object.entries(data).map(
      ([field, value]) => `${labelOf(field)}：${plain(value)}`,
    );
    navigator.clipboard.writeText(lines.join("\n")).then(
      () => say(words.copied),
      () => say(words.notCopied),
    );
  };
  const body = html`<p>${words.what[conflict](by?.name ?? words.somebody, when)}</p>
    <p>${words.kept}</p>
    ${
      differences.length > 0
        ? html`<div class="scroll" tabindex="0" role="region" aria-label=${words.compare}><table><caption>${words.compare}</caption>
          <thead><tr><th scope="col">${words.field}</th><th scope="col">${words.mine}</th><th scope="col">${words.theirs}</th></tr></thead>
          <tbody>${differences.map((one) => html`<tr><th scope="row">${labelOf(one.field)}</th><td>${one.mine}</td><td>${one.theirs}</td></tr>`)}</tbody></table></div>`
        : nothing
    }
    <p id="ask-said" role="status" class="soft"></p>`;
  const load = { value: "load", label: words.load } as const;
  const overwrite = { value: "overwrite", label: words.overwrite } as const;
  return ask<Answer>(words.title, body, [
    { value: "wait", label: words.wait, primary: true },
    { value: "wait", label: words.copy, stays: copy },
    // The draft is one's own: there is no other one to load.
    ...(conflict === "publishedChanged" ? [] : [load]),
    // What is gone cannot be overwritten: the next save begins anew.
    ...(conflict === "draftGone" ? [] : [overwrite]),
  ]);
}

function say(said: string): void {
  const place = document.getElementById("ask-said");
  if (place) place.textContent = said;
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
