import { html, nothing, render } from "lit-html";
import { text } from "../text.ts";
import type { Entry } from "./cms.ts";
import type { Forms } from "./forms.ts";
import { markWords } from "./mark.ts";
import { Refusal } from "./refusal.ts";
import type { TypedFinding } from "./typed.ts";

const words = text.findings;
const pause = 400;

/** The findings beside the form. */
export interface FindingsPanel {
  /** Hears of every change of the open entry. */
  changed(entry: Entry): void;
  /** Before a save: what may never enter the history is refused, with Chinese words. */
  beforeSave(entry: Entry): Promise<void>;
}

export function createFindings(forms: Forms): FindingsPanel {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest: Entry | null = null;

  const look = async (entry: Entry) => {
    // The rules and the parser are fetched when somebody writes, not before the form is there.
    const [{ findingsOfTyped }, { companyRules }] = await Promise.all([
      import("./typed.ts"),
      import("./rules.ts"),
    ]);
    const collection = entry.get("collection");
    const data = entry.get("data").toJS();
    const slug = entry.get("slug") || (typeof data.slug === "string" ? data.slug : "");
    return findingsOfTyped(forms.fileOf(collection, slug || "new"), data, companyRules());
  };

  const show = async (entry: Entry) => {
    const found = await look(entry);
    if (entry !== latest) return;
    draw(found, (one) =>
      forms.labelOf(entry.get("collection"), entry.get("slug") || null, one.field),
    );
    const { companyRules } = await import("./rules.ts");
    markWords(companyRules().words);
  };

  addEventListener("hashchange", () => {
    latest = null;
    draw([], () => "");
  });

  return {
    changed(entry) {
      latest = entry;
      clearTimeout(timer);
      timer = setTimeout(() => void show(entry), pause);
    },
    async beforeSave(entry) {
      const found = await look(entry);
      const never = found.filter((one) => /^(secret|privacy)/.test(one.rule));
      if (never.length > 0) throw new Refusal(words.refused(never.map((one) => one.message)));
    },
  };
}

function draw(found: readonly TypedFinding[], labelOf: (one: TypedFinding) => string): void {
  const place = document.getElementById("findings") ?? added();
  const blocking = found.filter((one) => one.severity === "block").length;
  const item = (one: TypedFinding) => html`<li class=${one.severity}>
    <b>${one.severity === "block" ? words.must : words.may}</b> ${one.field ? html`<span>${labelOf(one)}：</span>` : nothing}
    <mark>${one.text}</mark> ${one.message}${one.law ? html`<small>${one.law}</small>` : nothing}
    ${one.fix === undefined ? nothing : html`<button type="button" @click=${() => rewrite(one, labelOf(one))}>${words.replace(one.fix)}</button>`}
  </li>`;
  render(
    found.length === 0
      ? nothing
      : html`<details open><summary role="status">${words.summary(blocking, found.length)}</summary><ul>${found.map(item)}</ul></details>`,
    place,
  );
}

function added(): HTMLElement {
  const place = document.createElement("div");
  place.id = "findings";
  place.className = "findings";
  place.setAttribute("role", "region");
  place.setAttribute("aria-label", words.label);
  document.body.append(place);
  return place;
}

/** Puts the suggestion in place of the words, where the field is a plain one; else copies it. */
function rewrite({ text: found, fix = "" }: TypedFinding, label: string): void {
  const input = [...document.querySelectorAll("label")]
    .filter((one) => one.textContent?.trim().startsWith(label))
    .map((one) => document.getElementById(one.htmlFor))
    .find((one) => one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement);
  const isPlain = input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement;
  if (!isPlain || !input.value.includes(found)) {
    void navigator.clipboard.writeText(fix);
    return;
  }
  // React hears of a change only by its own setter and an event.
  const shape = Object.getPrototypeOf(input);
  Object.getOwnPropertyDescriptor(shape, "value")?.set?.call(
    input,
    input.value.replace(found, fix),
  );
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
}
