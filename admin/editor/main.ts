import * as z from "zod";
import { draftBranch } from "../shared/address.ts";
import { createGithub } from "../shared/github.ts";
import { changeAccount, renderBar, whoAmI } from "../shared/identity.ts";
import { readSession } from "../shared/session.ts";
import { readSettings } from "../shared/settings.ts";
import { text } from "../text.ts";
import { decapConfig } from "./config.ts";
import { translateDialogs } from "./dialogs.ts";
import { guardFetch } from "./fetch.ts";
import { nameFiles } from "./files.ts";
import { createFindings } from "./findings.ts";
import { readForms } from "./forms.ts";
import { offerLater } from "./keep.ts";
import { watchForm } from "./labels.ts";
import { mergePhrases, overlay } from "./locale.ts";
import { createNote, mend } from "./note.ts";
import { createOwners } from "./owners.ts";
import { registerPreviews } from "./preview.ts";
import { beforeSave } from "./save.ts";
import { createWatch } from "./watch.ts";
import { priceControl, slugControl } from "./widgets.ts";

const settings = readSettings();

function inline(id: string): string {
  return document.getElementById(id)?.textContent ?? "";
}

function loadDecap(): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = z.string().parse(JSON.parse(inline("decap-file")));
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(text.guard.offline));
    document.head.append(script);
  });
}

function showIdentity(): void {
  const draw = (message = "") =>
    whoAmI(settings).then(
      (account) => renderBar(settings, { account, here: "editor", message }, change),
      () =>
        renderBar(settings, { account: null, here: "editor", message: text.guard.offline }, change),
    );
  const change = () => {
    const before = localStorage.getItem("decap-cms-user");
    changeAccount(settings).then(
      // Somebody who was not signed in has nothing to lose by reloading, and Decap starts signed in.
      () =>
        before && document.querySelector("[class*=EditorContainer]") ? draw() : location.reload(),
      (error: unknown) => draw(error instanceof Error ? error.message : String(error)),
    );
  };
  void draw();
  // Decap signs in and out by itself; its record is the one truth of who is there.
  let known = readSession()?.token;
  setInterval(() => {
    const token = readSession()?.token;
    if (token !== known) void draw();
    known = token;
  }, 1000);
}

// Decap keeps what was written two seconds after the last key.
const kept = 2500;
let leaving = false;

function reopen(): void {
  leaving = true;
  setTimeout(() => location.reload(), kept);
}

async function start(): Promise<void> {
  window.CMS_MANUAL_INIT = true;
  // Before Decap's own: who leaves on purpose is not asked whether to.
  addEventListener("beforeunload", (event) => leaving && event.stopImmediatePropagation(), true);
  const forms = readForms(inline("desk-collections"));
  const github = createGithub(settings, window.fetch.bind(window), text.guard);
  const watch = createWatch(github, settings, forms.fileOf);
  const note = createNote(github, settings);
  const findings = createFindings(forms);
  const names = new Map<string, string>();
  guardFetch(settings, {
    ...note,
    arrive: watch.arrive,
    nameOf: (branch) => names.get(branch) ?? null,
    moved(branch, sha) {
      watch.wrote(branch, sha);
      // The gate has spoken by then.
      for (const later of [1500, 5000]) setTimeout(() => void note.refresh(), later);
    },
  });
  translateDialogs();
  nameFiles(async (file) => (await import("./fit.ts")).fit(file));
  watchForm();
  offerLater();
  showIdentity();
  await Promise.all([loadDecap(), mend(github).catch(() => undefined)]);
  void note.refresh();
  const { CMS } = window;
  CMS.registerLocale("zh_Hans", mergePhrases(CMS.getLocale("zh_Hans"), overlay));
  CMS.registerWidget("price", priceControl());
  CMS.registerWidget("slug", slugControl());
  CMS.registerEventListener({
    name: "preSave",
    handler: async (event) => {
      await findings.beforeSave(event.entry);
      return beforeSave(event, {
        forms,
        check: watch.check,
        accept: watch.accept,
        ownerOf: createOwners(github, settings, forms),
        reopen,
        remember: (collection, slug, name) => names.set(draftBranch(collection, slug), name),
      });
    },
  });
  registerPreviews(CMS, findings.changed);
  CMS.init({ config: decapConfig(settings, forms.collections) });
}

start().catch((error: unknown) => {
  const place = document.getElementById("nc-root");
  if (place) place.textContent = error instanceof Error ? error.message : String(error);
});
