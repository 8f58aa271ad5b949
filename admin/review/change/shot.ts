/**
 * A picture of a page as this very browser renders it, in full length. The page is laid out in a
 * hidden frame that runs no script, then drawn from an SVG that holds it with all its styles and
 * pictures; neither can reach the desk. Throws when the page cannot be read, such as from another
 * site.
 */
export async function takeShot(address: string, width: number): Promise<Blob> {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) throw new Error(String(answer.status));
  const frame = await layOut(await answer.text(), answer.url, width);
  try {
    const page = frame.contentDocument;
    if (!page) throw new Error("no document");
    const height = Math.min(page.documentElement.scrollHeight, longest);
    return await draw(await drawing(page, width, height), width, height);
  } finally {
    frame.remove();
  }
}

// What a phone can hold in one canvas.
const longest = 8000;

async function layOut(html: string, address: string, width: number): Promise<HTMLIFrameElement> {
  const frame = document.createElement("iframe");
  frame.sandbox.add("allow-same-origin");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.style.cssText = `position:fixed;left:-${width * 2}px;top:0;width:${width}px;height:800px;border:0`;
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  frame.srcdoc = still(html, address);
  document.body.append(frame);
  await loaded;
  return frame;
}

/** The page without what acts, its addresses made whole, and no picture put off. */
function still(html: string, address: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const one of page.querySelectorAll("script, iframe, object, embed, base, meta[http-equiv]"))
    one.remove();
  const whole = (path: string) => new URL(path, address).href;
  for (const picture of page.querySelectorAll("img")) picture.loading = "eager";
  for (const one of page.querySelectorAll("[src]"))
    one.setAttribute("src", whole(one.getAttribute("src") ?? ""));
  for (const one of page.querySelectorAll("link[href]"))
    one.setAttribute("href", whole(one.getAttribute("href") ?? ""));
  for (const one of page.querySelectorAll("[srcset]")) {
    const choices = (one.getAttribute("srcset") ?? "").split(",").map((each) => each.trim());
    one.setAttribute("srcset", choices.map((each) => each.replace(/^\S+/, whole)).join(", "));
  }
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

// An SVG loads nothing from outside: whatever the page needs goes into it.
async function drawing(page: Document, width: number, height: number): Promise<string> {
  const styles = await Promise.all(
    [...page.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].map(inlineStyle),
  );
  for (const sheet of styles) page.head.append(sheet);
  await Promise.all([...page.images].map(inlinePicture));
  for (const one of page.querySelectorAll("link, source")) one.remove();
  const body = new XMLSerializer().serializeToString(page.documentElement);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><foreignObject width="100%" height="100%">${body}</foreignObject></svg>`;
}

async function inlineStyle(link: HTMLLinkElement): Promise<HTMLStyleElement> {
  const sheet = link.ownerDocument.createElement("style");
  sheet.textContent = await (await fetch(link.href)).text();
  return sheet;
}

async function inlinePicture(picture: HTMLImageElement): Promise<void> {
  const address = picture.currentSrc || picture.src;
  picture.removeAttribute("srcset");
  if (!address || address.startsWith("data:")) return;
  const blob = await (await fetch(address)).blob();
  picture.src = await dataAddress(blob);
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(new Error("unreadable picture")));
    reader.readAsDataURL(blob);
  });
}

async function draw(svg: string, width: number, height: number): Promise<Blob> {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
  );
}
