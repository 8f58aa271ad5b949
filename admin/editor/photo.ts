import { html, render } from "lit-html";
import { extensionOf, mediaClassOf } from "../../src/checks/media/problems.ts";
import { exifProblems, jpegExif } from "../../src/checks/media/raster.ts";
import { text } from "../text.ts";

const words = text.photo;

/** Rule 6.9: the limit of one picture, as content-rules.yml has it. */
export interface Limits {
  readonly image: number;
  readonly video: number;
  readonly document: number;
}

// The first that fits is taken: quality is given up before size.
const steps = [
  { side: 2560, quality: 0.82 },
  { side: 2048, quality: 0.8 },
  { side: 2048, quality: 0.7 },
  { side: 1600, quality: 0.72 },
  { side: 1600, quality: 0.6 },
  { side: 1280, quality: 0.64 },
  { side: 1024, quality: 0.58 },
] as const;

/**
 * A photo as it may be uploaded: upright, without place and camera, under the limit; what was done is
 * shown. Other files stay as they are. Null for what cannot be made to fit: why is shown as well.
 */
export async function fitFile(file: File, limits: Limits): Promise<File | null> {
  const kind = mediaClassOf(file.name) ?? (file.type.startsWith("image/") ? "image" : null);
  const limit = kind ? limits[kind] : 0;
  if (kind !== "image" && file.size > limit) return refuse(file, words.tooLarge(limit));
  if (kind !== "image" || /^(svg|gif)$/.test(extensionOf(file.name)))
    return file.size > limit ? refuse(file, words.tooLarge(limit)) : file;
  if (file.size <= limit && !(await hasTraces(file))) return file;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(
    () => null,
  );
  if (!picture) return refuse(file, words.unreadable);
  try {
    const made = await smaller(picture, file, limit);
    if (!made) return refuse(file, words.tooMuch);
    say(words.done(file.name, file.size, made.file.size, made.width, made.height), false);
    return made.file;
  } finally {
    picture.close();
  }
}

// A photo that fits may still tell where it was taken, or lie on its side.
async function hasTraces(file: File): Promise<boolean> {
  const bytes = new Uint8Array(await file.slice(0, 256 * 1024).arrayBuffer());
  const exif = jpegExif(bytes);
  return exif !== null && exifProblems(exif).length > 0;
}

async function smaller(picture: ImageBitmap, file: File, limit: number) {
  const type = file.type === "image/webp" ? "image/webp" : "image/jpeg";
  for (const { side, quality } of steps) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const [width, height] = [picture.width, picture.height].map((one) =>
      Math.max(1, Math.round(one * scale)),
    );
    const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
    const context = canvas.getContext("2d");
    if (!context) return null;
    // What is clear in a PNG becomes white, not black.
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type, quality });
    if (blob.size > limit) continue;
    const end = type === "image/webp" ? "webp" : "jpg";
    const name = `${file.name.replace(/\.[^.]+$/, "")}.${end}`;
    return { file: new File([blob], name, { type }), width: canvas.width, height: canvas.height };
  }
  return null;
}

function refuse(file: File, why: string): null {
  say(words.refused(file.name, why), true);
  return null;
}

function say(message: string, isProblem: boolean): void {
  const place = document.getElementById("photo-note") ?? added();
  render(html`<p role=${isProblem ? "alert" : "status"}>${message}</p>`, place);
}

function added(): HTMLElement {
  const place = document.createElement("div");
  place.id = "photo-note";
  place.className = "photo-note";
  document.body.append(place);
  return place;
}
