/**
 * A name that only files with the same content share: `桌布 实拍-3fa2c81b.jpg`. Decap keeps the pictures
 * of a collection in one folder, so that a second `IMG_0001.jpg` would take the place of the first.
 */
export function ownName(name: string, digest: ArrayBuffer): string {
  const mark = [...new Uint8Array(digest).slice(0, 4)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  const dot = name.lastIndexOf(".");
  const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  return stem.endsWith(`-${mark}`) ? name : `${stem}-${mark}${end}`;
}

async function renamed(file: File): Promise<File> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return new File([file], ownName(file.name, digest), { type: file.type });
}

const done = new WeakSet<Event>();

/**
 * Makes every file that is chosen or dropped fit, and gives it a name of its own, before Decap hears of
 * it.
 */
export function nameFiles(fit: (file: File) => Promise<File | null>): void {
  addEventListener(
    "change",
    (event) => {
      const { target } = event;
      if (!(target instanceof HTMLInputElement) || target.type !== "file" || done.has(event))
        return;
      event.stopImmediatePropagation();
      void filesFrom([...(target.files ?? [])], fit).then(({ files }) => {
        target.files = files;
        again(target, new Event("change", { bubbles: true }));
      });
    },
    true,
  );
  addEventListener(
    "drop",
    (event) => {
      const { target, dataTransfer } = event;
      if (!target || !dataTransfer || dataTransfer.files.length === 0 || done.has(event)) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      void filesFrom([...dataTransfer.files], fit).then((own) => {
        again(
          target,
          new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: own }),
        );
      });
    },
    true,
  );
}

// What cannot be made to fit is left out: `fit` has said why.
async function filesFrom(
  files: readonly File[],
  fit: (file: File) => Promise<File | null>,
): Promise<DataTransfer> {
  const own = new DataTransfer();
  const fitting = (await Promise.all(files.map(fit))).filter((one) => one !== null);
  for (const file of await Promise.all(fitting.map(renamed))) own.items.add(file);
  return own;
}

function again(target: EventTarget, event: Event): void {
  done.add(event);
  target.dispatchEvent(event);
}
