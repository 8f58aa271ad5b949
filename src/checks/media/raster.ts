import type { Problem } from "./problems.ts";

const hiddenLimit = 32 * 1024;

/** What stands in the bytes of a JPEG, PNG, GIF or WebP beside its picture. */
export function rasterProblems(bytes: Uint8Array, type: string): Problem[] {
  if (type === "jpg") return trailing(bytes, jpegEnd(bytes));
  if (type === "png" || type === "apng") return pngProblems(bytes);
  if (type === "gif") return trailing(bytes, gifEnd(bytes));
  if (type === "webp") return trailing(bytes, 8 + little(bytes, 4) + (little(bytes, 4) % 2));
  return [];
}

function trailing(bytes: Uint8Array, end: number | null): Problem[] {
  return end !== null && end < bytes.length
    ? [{ kind: "trailing", detail: String(bytes.length - end) }]
    : [];
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function little(bytes: Uint8Array, at: number): number {
  return at + 4 <= bytes.length ? view(bytes).getUint32(at, true) : 0;
}

/** Behind the end marker of a JPEG; null when it has none. */
function jpegEnd(bytes: Uint8Array): number | null {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return at + 2;
    if (marker === 0xff) at += 1;
    else at = marker === 0xda ? scanEnd(bytes, at) : at + 2 + view(bytes).getUint16(at + 2);
  }
  return bytes[at] === 0xff && bytes[at + 1] === 0xd9 ? at + 2 : null;
}

// Picture data ends at the next marker that is neither stuffing nor a restart.
function scanEnd(bytes: Uint8Array, start: number): number {
  for (let at = start + 2; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7) && at > start + 4) return at;
  }
  return bytes.length;
}

function pngProblems(bytes: Uint8Array): Problem[] {
  let hidden = 0;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view(bytes).getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (["zTXt", "iTXt", "tEXt", "iCCP"].includes(name)) hidden += length;
    at += 12 + length;
    if (name === "IEND")
      return [
        ...trailing(bytes, at),
        ...(hidden > hiddenLimit ? [{ kind: "hidden-text", detail: String(hidden) } as const] : []),
      ];
  }
  return [];
}

/** Behind the trailer of a GIF, block by block. */
function gifEnd(bytes: Uint8Array): number | null {
  const tableSize = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + tableSize(bytes[10] ?? 0);
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind === 0x3b) return at + 1;
    if (kind === 0x21) at = blocksEnd(bytes, at + 2);
    else if (kind === 0x2c) at = blocksEnd(bytes, at + 11 + tableSize(bytes[at + 9] ?? 0));
    else return null;
  }
  return null;
}

function blocksEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0) at += (bytes[at] ?? 0) + 1;
  return at + 1;
}

/** The EXIF data in the head of a JPEG; null when there is none, or it is no JPEG. */
export function jpegExif(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    const size = view(bytes).getUint16(at + 2);
    const isExif = String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === "Exif";
    if (marker === 0xe1 && isExif) return bytes.subarray(at + 4, at + 2 + size);
    if (marker === 0xda) return null;
    at += 2 + size;
  }
  return null;
}

/** What EXIF data (a TIFF, perhaps behind `Exif\0\0`) tells: a place on earth, an author, a turn. */
export function exifProblems(exif: Uint8Array): Problem[] {
  const start = exif[0] === 0x45 ? 6 : 0;
  const data = view(exif);
  if (exif.length < start + 8) return [];
  const isLittle = data.getUint16(start) === 0x4949;
  const first = start + data.getUint32(start + 4, isLittle);
  if (first + 2 > exif.length) return [];
  const count = Math.min(data.getUint16(first, isLittle), 200);
  const problems: Problem[] = [];
  for (let at = first + 2; at + 12 <= exif.length && at < first + 2 + 12 * count; at += 12) {
    const tag = data.getUint16(at, isLittle);
    if (tag === gpsPointer) problems.push({ kind: "gps" });
    if (tag === orientation && data.getUint16(at + 8, isLittle) > 1)
      problems.push({ kind: "turned" });
    if (authorTags.includes(tag)) problems.push({ kind: "author" });
  }
  return problems;
}

const gpsPointer = 0x8825;
const orientation = 0x0112;
const authorTags = [0x013b, 0x8298, 0x9c9d];

/** The same of XMP, which is XML in plain text. */
export function xmpProblems(xmp: string): Problem[] {
  return /exif:GPS(?:Latitude|Longitude)/.test(xmp) ? [{ kind: "gps" }] : [];
}
