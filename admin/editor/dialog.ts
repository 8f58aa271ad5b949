import { html, render, type TemplateResult } from "lit-html";

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly primary?: boolean;
  /** Keeps the dialog open, for what only helps to decide. */
  readonly stays?: () => void;
}

/**
 * Asks in a window of the page; resolves with what was chosen, and with the first choice when the
 * window is closed without one.
 */
export function ask<T extends string>(
  title: string,
  body: TemplateResult,
  choices: readonly [Choice<T>, ...Choice<T>[]],
): Promise<T> {
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  dialog.setAttribute("aria-labelledby", "ask-title");
  const button = ({ value, label, primary, stays }: Choice<T>) =>
    html`<button type="button" class=${primary ? "primary" : ""} @click=${() => (stays ? stays() : dialog.close(value))}>${label}</button>`;
  render(
    html`<h2 id="ask-title">${title}</h2>${body}<p class="doors">${choices.map(button)}</p>`,
    dialog,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      const chosen = choices.find(({ value }) => value === dialog.returnValue) ?? choices[0];
      resolve(chosen.value);
    });
  });
}
