import sharp, { type Metadata } from "sharp";
import type { Problem } from "../../checks/media/problems.ts";
import { exifProblems, rasterProblems, xmpProblems } from "../../checks/media/raster.ts";

const pixelLimit = 50_000_000;
const animationLimit = 25_000_000;
const sideLimit = 16_383;

/** What is wrong with a picture made of pixels. */
export async function imageProblems(bytes: Uint8Array, type: string): Promise<Problem[]> {
  const problems: Problem[] = [...rasterProblems(bytes, type)];
  if (type === "apng") problems.push({ kind: "apng" });
  const open = () => sharp(bytes, { failOn: "warning", limitInputPixels: pixelLimit, pages: -1 });
  try {
    const meta = await open().metadata();
    const { width = 0, height = 0, pages = 1, pageHeight = height } = meta;
    problems.push(...metaProblems(meta));
    if (width > sideLimit || pageHeight > sideLimit)
      return [...problems, { kind: "too-long-side", detail: `${width}×${pageHeight}` }];
    if (pages > 1 && width * pageHeight * pages > animationLimit)
      return [...problems, { kind: "too-many-frames", detail: `${pages}` }];
    if (width * pageHeight > pixelLimit)
      return [...problems, { kind: "too-many-pixels", detail: `${width}×${pageHeight}` }];
    await open().stats();
    return problems;
  } catch (error) {
    return [...problems, failureOf(error)];
  }
}

function failureOf(error: unknown): Problem {
  const message = error instanceof Error ? error.message : "";
  return /pixel limit/i.test(message)
    ? { kind: "too-many-pixels" }
    : { kind: "broken", detail: message.split("\n")[0]?.slice(0, 80) ?? "" };
}

function metaProblems(meta: Metadata): Problem[] {
  const {
    width = 0,
    pageHeight,
    height = 0,
    space,
    orientation = 1,
    depth,
    exif,
    xmp,
    iptc,
  } = meta;
  return [
    ...(space === "cmyk" ? [{ kind: "cmyk" } as const] : []),
    ...(orientation > 1 && !exif ? [{ kind: "turned" } as const] : []),
    ...(depth && !["uchar", "char"].includes(depth) ? [{ kind: "deep" } as const] : []),
    ...(width <= 2 && (pageHeight ?? height) <= 2 ? [{ kind: "tiny" } as const] : []),
    ...(exif ? exifProblems(exif) : []),
    ...(xmp ? xmpProblems(xmp.toString("utf8")) : []),
    ...(iptc && iptc.length > 0 ? [{ kind: "author" } as const] : []),
  ];
}
