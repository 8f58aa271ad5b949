import { html, nothing, type TemplateResult } from "lit-html";
import { canBeWithdrawn } from "../../../src/model/paths.ts";
import { text } from "../../text.ts";
import type { Detail } from "../api/read.ts";
import type { Desk } from "../desk.ts";
import { takedownProposal } from "./takedown.ts";

const words = text.review.takedown;

/** The button that proposes to take down what a published change brought, and the reason it asks for. */
export function createTakedownForm(
  desk: Desk,
): (detail: Detail) => TemplateResult | typeof nothing {
  let busy = false;
  const send = async (detail: Detail, paths: readonly string[], reason: string) => {
    desk.go(`?pr=${await desk.actor.send(await takedownProposal(desk, detail, paths, reason))}`);
  };
  const submit = (detail: Detail, paths: readonly string[], event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement).get("reason");
    const reason = typeof given === "string" ? given.trim() : "";
    if (busy || reason === "") return;
    busy = true;
    desk.draw();
    send(detail, paths, reason)
      .catch(desk.fail)
      .finally(() => {
        busy = false;
        desk.draw();
      });
  };
  return (detail) => {
    const paths = detail.files.map((one) => one.filename).filter(canBeWithdrawn);
    if (!detail.pull.merged_at || paths.length === 0) return nothing;
    return html`<details class="no-print"><summary>${words.open}</summary>
      <form class="panel" @submit=${(event: SubmitEvent) => submit(detail, paths, event)}>
        <p>${words.lead(paths.length)}</p>
        <label>${words.reason}<input name="reason" required maxlength="500" /></label>
        <button type="submit" class="primary" ?disabled=${busy}>${words.send}</button>
      </form></details>`;
  };
}
