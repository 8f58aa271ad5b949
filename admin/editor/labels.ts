import { text } from "../text.ts";

/** Names for what Decap leaves without one, so that screen readers say what it is. */
export function labelDecap(): void {
  new MutationObserver(label).observe(document.body, { childList: true, subtree: true });
}

function label(): void {
  for (const box of document.querySelectorAll('[role="textbox"]:not([aria-label])'))
    box.setAttribute("aria-label", text.labels.body);
  for (const frame of document.querySelectorAll("iframe:not([title])"))
    frame.setAttribute("title", text.labels.preview);
  // A button around a button: the inner one is named and can be reached.
  for (const outer of document.querySelectorAll('[role="button"]:has(button)')) {
    outer.removeAttribute("role");
    outer.removeAttribute("tabindex");
  }
}
