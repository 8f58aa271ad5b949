import { html, nothing, render, type TemplateResult } from "lit-html";
import { draftBranch, type Place, placeOf } from "../shared/address.ts";
import {
  type Change,
  changeOf,
  markDrafts,
  openPulls,
  pullOf,
  setStatus,
} from "../shared/changes.ts";
import type { Github } from "../shared/github.ts";
import type { Settings } from "../shared/settings.ts";
import { text } from "../text.ts";
import { type Progress, secondsLeft } from "./upload.ts";

const words = text.note;

/** The strip above the form: where this entry stands, why it was sent back, what happens next. */
export interface Note {
  /** Reads anew where the open entry stands. */
  refresh(): Promise<void>;
  progress(id: number, progress: Progress | null): void;
  tryAgain(): Promise<boolean>;
  waiting(reason: string | null): void;
}

export function createNote(github: Github, settings: Settings): Note {
  let change: Change | null = null;
  let at = "";
  let message = "";
  let held = "";
  const uploads = new Map<number, Progress>();
  let again: ((answer: boolean) => void) | null = null;

  const draw = () => {
    const place = placeOf(location.hash);
    const strip = document.getElementById("note");
    if (strip)
      render(
        html`${line(place)} ${uploadLine()} ${held ? html`<p class="held" role="alert">${held}</p>` : nothing}`,
        strip,
      );
    document.body.classList.toggle("at-entry", place !== null);
  };

  const line = (place: Place | null): TemplateResult | typeof nothing => {
    if (!place) return nothing;
    const guide = html`<a href=${`${settings.base}/admin/guide/#${place.collection}`} target="_blank" rel="noopener">${words.guide}</a>`;
    if (message) return html`<p role="alert">${message} ${guide}</p>`;
    if (place.slug === null) return html`<p>${words.fresh} ${guide}</p>`;
    if (!change)
      return at === location.hash
        ? html`<p>${words.published} ${guide}</p>`
        : html`<p>${words.reading} ${guide}</p>`;
    return standing(change, guide);
  };

  const standing = (
    { standing: stand, pull }: Change,
    guide: TemplateResult,
  ) => html`<details ?open=${!isNarrow() || stand.veto !== null || stand.findings.length > 0} class=${stand.kind}>
    <summary>${stand.said}</summary>
    ${stand.veto ? html`<blockquote>${stand.veto.reason}<footer>${stand.veto.by} ${stand.veto.when}</footer></blockquote>` : nothing}
    ${stand.findings.length > 0 ? html`<ul>${stand.findings.map((one) => html`<li>${one}</li>`)}</ul>` : nothing}
    <p>${stand.next} <a href=${`${settings.base}/admin/review/?pr=${pull.number}`}>${text.start.progress}</a> ${guide}</p>
  </details>
  ${pull.labels.some(({ name }) => name === "decap-cms/draft") ? html`<p><button type="button" class="primary" @click=${submit}>${text.start.submit}</button></p>` : nothing}`;

  const uploadLine = () => {
    if (uploads.size === 0) return nothing;
    const sum = [...uploads.values()].reduce((all, one) => ({
      sent: all.sent + one.sent,
      total: all.total + one.total,
      seconds: Math.max(all.seconds, one.seconds),
      lost: all.lost || one.lost,
    }));
    if (again)
      return html`<p role="alert">${words.lost(Math.floor((100 * sum.sent) / sum.total))}
        <button type="button" class="primary" @click=${() => answerAgain(true)}>${words.again}</button>
        <button type="button" @click=${() => answerAgain(false)}>${words.notNow}</button></p>`;
    return html`<p class="upload"><label>${words.uploading(megabytes(sum.sent), megabytes(sum.total), secondsLeft(sum))}
      <progress max=${sum.total} value=${sum.sent}></progress></label></p>`;
  };

  const answerAgain = (answer: boolean) => {
    again?.(answer);
    again = null;
    draw();
  };
  // The line is back: nobody needs to press anything.
  addEventListener("online", () => answerAgain(true));

  const submit = () => {
    if (!change) return;
    if (document.querySelector("[class*=BackStatusChanged]")) {
      message = words.saveFirst;
      draw();
      return;
    }
    const { pull } = change;
    const labels = pull.labels.map(({ name }) => name);
    // What is handed in is followed on the start page; Decap would read everything anew to show it.
    const following = `${settings.base}/admin/#submitted=${pull.number}`;
    setStatus(github, pull.number, labels, "pending_review").then(
      () => location.assign(following),
      fail,
    );
  };

  const fail = (error: unknown) => {
    message = error instanceof Error ? error.message : String(error);
    draw();
  };

  const read = async () => {
    const { hash } = location;
    const place = placeOf(hash);
    const branch = place?.slug ? draftBranch(place.collection, place.slug) : null;
    const pull = branch ? await pullOf(github, settings.owner, branch) : null;
    const found = pull ? await changeOf(github, pull) : null;
    if (location.hash !== hash) return;
    change = found;
    at = hash;
    message = "";
    draw();
  };

  addEventListener("hashchange", () => {
    change = null;
    draw();
    void read().catch(fail);
  });
  setInterval(() => {
    if (document.visibilityState === "visible" && placeOf(location.hash)) void read().catch(fail);
  }, every);
  draw();

  return {
    refresh: () => read().catch(fail),
    progress(id, progress) {
      if (progress) uploads.set(id, progress);
      else uploads.delete(id);
      draw();
    },
    tryAgain: () =>
      new Promise((resolve) => {
        const before = again;
        again = (answer) => {
          before?.(answer);
          resolve(answer);
        };
        draw();
      }),
    waiting(reason) {
      held = reason ? words.held(reason) : "";
      draw();
    },
  };
}

// On a phone the form needs the room: one line says where it stands, and more where something is wrong.
function isNarrow(): boolean {
  return matchMedia("(max-width: 50rem)").matches;
}

const every = 12_000;

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}

/** Makes drafts whole that a closed window left half marked. */
export async function mend(github: Github): Promise<void> {
  await markDrafts(github, await openPulls(github));
}
