import sharp from "sharp";

export interface Optimised {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

// The first that fits is taken: quality is given up before size.
const steps = [
  { side: 2560, quality: 82 },
  { side: 2048, quality: 80 },
  { side: 2048, quality: 70 },
  { side: 1600, quality: 74 },
  { side: 1600, quality: 62 },
  { side: 1280, quality: 66 },
  { side: 1024, quality: 60 },
] as const;

/**
 * A picture turned upright, in sRGB, without what the camera wrote into it, and not over `limit` bytes;
 * null when no step gets it so small. The format stays, but for a PNG that is a photo.
 */
export async function optimise(
  bytes: Uint8Array,
  format: string,
  limit: number,
): Promise<Optimised | null> {
  for (const { side, quality } of steps) {
    const upright = sharp(bytes, { limitInputPixels: 50_000_000 })
      .rotate()
      .toColourspace("srgb")
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true });
    const encoded =
      format === "png"
        ? upright.png({ compressionLevel: 9, palette: quality < 75, quality })
        : format === "webp"
          ? upright.webp({ quality })
          : format === "avif"
            ? upright.avif({ quality: Math.round(quality * 0.7) })
            : upright.jpeg({ quality, mozjpeg: true });
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
    if (data.length <= limit) return { bytes: data, width: info.width, height: info.height };
  }
  return null;
}
