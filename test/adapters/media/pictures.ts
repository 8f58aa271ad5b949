import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

const grey = { r: 120, g: 130, b: 140 };

export function picture(width = 40, height = 30, channels: 3 | 4 = 3) {
  return sharp({ create: { width, height, channels, background: grey } });
}

export const jpeg = () => picture().jpeg().toBuffer();
export const png = () => picture().png().toBuffer();

/** Photo-like noise, which compresses badly. */
export function noise(width: number, height: number) {
  const data = Buffer.alloc(width * height * 3);
  let state = 1;
  for (let at = 0; at < data.length; at += 1) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    data[at] = state >> 16;
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);

/** A PNG of one bit for each point, whose size costs nothing on disk. */
export function hugePng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * Math.min(height, 64)));
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Puts a chunk behind the head of a PNG. */
export function withChunk(source: Buffer, name: string, data: Buffer): Buffer {
  return Buffer.concat([source.subarray(0, 33), chunk(name, data), source.subarray(33)]);
}

/** An animated PNG: the control chunk alone makes it one. */
export function apng(source: Buffer): Buffer {
  return withChunk(source, "acTL", Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]));
}

/** A GIF of grey frames. */
export async function animation(frames: number, side: number, format: "gif" | "webp") {
  const all = await sharp({
    create: { width: side, height: side * frames, channels: 3, background: grey },
  })
    .raw()
    .toBuffer();
  // Frames that are all the same would be joined to one.
  const size = side * side * 3;
  for (let frame = 0; frame < frames; frame += 1)
    all.fill((frame % 2) * 200 + (frame % 50), frame * size, frame * size + side * 30);
  const raw = { width: side, height: side * frames, channels: 3 as const, pageHeight: side };
  const made = sharp(all, { raw });
  return format === "gif" ? made.gif().toBuffer() : made.webp({ lossless: true }).toBuffer();
}
