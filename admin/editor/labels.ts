import { text } from "../text.ts";
import { overlay } from "./locale.ts";

/**
 * Names for what Decap leaves without one, so that screen readers say what it is; the form rests
 * while it is saved, since Decap takes what is typed meanwhile for saved, too; messages are in
 * Chinese alone; a fault is brought into sight; and nothing is offered that only signatures can do.
 */
export function watchForm(): void {
  showFault();
  const seen = { childList: true, subtree: true, characterData: true };
  new MutationObserver(() => {
    label();
    rest();
    unname();
    limit();
  }).observe(document.body, seen);
}

// Decap says that something is wrong, and leaves the person to look for it.
function showFault(): void {
  document.addEventListener(
    "click",
    ({ target }) => {
      if (!(target instanceof Element) || !target.closest('[class*="-SaveButton"]')) return;
      setTimeout(() => {
        const fault = document.querySelector('[class*="-ControlErrorsList"]');
        fault?.scrollIntoView({ block: "center" });
      }, afterChecking);
    },
    true,
  );
}

/** By then Decap has looked at every field. */
const afterChecking = 300;

function rest(): void {
  const button = document.querySelector('[class*="-SaveButton"]');
  const saving = button?.textContent === overlay.editor.editorToolbar.saving;
  for (const form of document.querySelectorAll('[class*="-ControlPaneContainer"]'))
    form.toggleAttribute("inert", saving);
}

// Decap puts its own English name of an error before the words of the answer.
function unname(): void {
  for (const alert of document.querySelectorAll('[role="alert"]')) {
    const texts = document.createTreeWalker(alert, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode())
      if (node.nodeValue?.includes(named)) node.nodeValue = node.nodeValue.replaceAll(named, "");
  }
}

const named = "API_ERROR: ";

// Signatures approve, not a menu.
function limit(): void {
  for (const item of document.querySelectorAll<HTMLElement>('[role="menuitem"]'))
    if (item.textContent?.trim() === overlay.editor.editorToolbar.ready) item.hidden = true;
}

function label(): void {
  // The line that runs along the top while something is fetched says nothing.
  for (const line of document.querySelectorAll("body > canvas:not([aria-hidden])"))
    line.setAttribute("aria-hidden", "true");
  for (const box of document.querySelectorAll('[role="textbox"]:not([aria-label])'))
    box.setAttribute("aria-label", text.labels.body);
  for (const frame of document.querySelectorAll("iframe:not([title])"))
    frame.setAttribute("title", text.labels.preview);
  // A button around a button: the inner one is named and can be reached.
  for (const outer of document.querySelectorAll('[role="button"]:has(button)')) {
    for (const name of ["role", "tabindex", "aria-haspopup", "aria-expanded"])
      outer.removeAttribute(name);
  }
}
