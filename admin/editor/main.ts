import { changeAccount, renderBar, whoAmI } from "../shared/identity.ts";
import { readSession } from "../shared/session.ts";
import { readSettings } from "../shared/settings.ts";
import { text } from "../text.ts";
import { decapConfig } from "./config.ts";
import { guardFetch } from "./fetch.ts";
import { mergePhrases, overlay } from "./locale.ts";
import { registerPreviews } from "./preview.ts";
import { beforeSave } from "./save.ts";
import { priceControl, slugControl } from "./widgets.ts";

const settings = readSettings();

function loadDecap(): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${settings.base}/admin/decap/decap-cms.js`;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(text.guard.offline));
    document.head.append(script);
  });
}

// Decap asks one thing in English.
function translateDialogs(): void {
  const confirm = window.confirm.bind(window);
  window.confirm = (message = "") => {
    const name = /^(.*) already exists\. Do you want to replace it\?$/.exec(message)?.[1];
    return confirm(name ? text.dialogs.replace(name) : message);
  };
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

async function start(): Promise<void> {
  window.CMS_MANUAL_INIT = true;
  guardFetch(settings);
  translateDialogs();
  showIdentity();
  await loadDecap();
  const { CMS } = window;
  CMS.registerLocale("zh_Hans", mergePhrases(CMS.getLocale("zh_Hans"), overlay));
  CMS.registerWidget("price", priceControl());
  CMS.registerWidget("slug", slugControl());
  CMS.registerEventListener({ name: "preSave", handler: beforeSave });
  registerPreviews(CMS);
  const collections: unknown = JSON.parse(
    document.getElementById("desk-collections")?.textContent ?? "[]",
  );
  CMS.init({ config: decapConfig(settings, collections) });
}

void start();
