import { html, type TemplateResult } from "lit-html";

const moment = /(\d{4}-\d{2}-\d{2} \d{2}:\d{2})/;

/** A line of which no moment is torn apart at the end of a narrow row. */
export function unbroken(line: string): (string | TemplateResult)[] {
  return line
    .split(moment)
    .map((part) => (moment.test(part) ? html`<span class="moment">${part}</span>` : part));
}
