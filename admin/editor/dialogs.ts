import { text } from "../text.ts";

const takesPlace = /^(.*) already exists\. Do you want to replace it\?$/;

/** What the browser is asked to say; null when the question answers itself. */
export function inChinese(message: string): string | null {
  // A file's name holds a digest of its content: one of the same name is the same file.
  if (takesPlace.test(message)) return null;
  // Decap marks drafts of an older kind; the desk does that itself before Decap starts.
  if (message.includes("is adding labels to")) return null;
  return /[\u4e00-\u9fff]/.test(message) ? message : text.dialogs.unknown(message);
}

/** Puts Chinese into the browser's own windows, in which Decap asks some things in English. */
export function translateDialogs(): void {
  const confirm = window.confirm.bind(window);
  const alert = window.alert.bind(window);
  window.confirm = (message = "") => {
    const said = inChinese(message);
    return said === null || confirm(said);
  };
  window.alert = (message = "") => {
    const said = inChinese(String(message));
    if (said !== null) alert(said);
  };
}
