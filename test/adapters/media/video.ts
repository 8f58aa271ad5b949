function u32(value: number): Buffer {
  const made = Buffer.alloc(4);
  made.writeUInt32BE(value);
  return made;
}

function box(name: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(name, "latin1"), body]);
}

const zeros = (count: number) => Buffer.alloc(count);
const full = (name: string, ...parts: readonly Buffer[]) => box(name, zeros(4), ...parts);

/** Bits, and numbers in Exp-Golomb code, as H.264 writes them. */
function bits(
  write: (bit: (value: number, count: number) => void, ue: (value: number) => void) => void,
): Buffer {
  let text = "";
  const bit = (value: number, count: number) => {
    text += value.toString(2).padStart(count, "0");
  };
  write(bit, (value) => {
    const code = (value + 1).toString(2);
    text += "0".repeat(code.length - 1) + code;
  });
  text += "1";
  const bytes = text.match(/.{1,8}/g) ?? [];
  return Buffer.from(bytes.map((one) => Number.parseInt(one.padEnd(8, "0"), 2)));
}

/** The parameters of a 64×64 picture, with a quarter of the colours (1) or all of them (3). */
function parameters(chroma: 1 | 3): Buffer {
  const profile = chroma === 3 ? 244 : 66;
  return Buffer.concat([
    Buffer.from([0x67]),
    bits((bit, ue) => {
      bit(profile, 8);
      bit(chroma === 3 ? 0 : 0xc0, 8);
      bit(10, 8);
      ue(0);
      if (chroma === 3) {
        ue(3);
        bit(0, 1);
        ue(0);
        ue(0);
        bit(0, 2);
      }
      for (const value of [0, 0, 0, 1]) ue(value);
      bit(0, 1);
      ue(3);
      ue(3);
      bit(0b1100, 4);
    }),
  ]);
}

function sampleEntry(codec: string, chroma: 1 | 3): Buffer {
  const head = Buffer.concat([
    zeros(6),
    Buffer.from([0, 1]),
    zeros(16),
    Buffer.from([0, 64, 0, 64]),
  ]);
  const rest = Buffer.concat([
    u32(0x480000),
    u32(0x480000),
    zeros(4),
    Buffer.from([0, 1]),
    zeros(32),
    Buffer.from([0, 24, 255, 255]),
  ]);
  const sps = parameters(chroma);
  const picture = Buffer.from([0x68, 0xce, 0x38, 0x80]);
  const avcC = box(
    "avcC",
    Buffer.from([1, sps[1] ?? 0, sps[2] ?? 0, sps[3] ?? 0, 255, 0xe1, 0, sps.length]),
    sps,
    Buffer.from([1, 0, picture.length]),
    picture,
  );
  return box(codec, head, rest, codec === "avc1" ? avcC : zeros(0));
}

interface Video {
  readonly codec?: "avc1" | "hvc1";
  readonly chroma?: 1 | 3;
  readonly brand?: string;
  readonly movieLast?: boolean;
  readonly place?: boolean;
  /** Bytes cut off the end. */
  readonly cut?: number;
}

/** A film of one picture, box by box. */
export function mp4(video: Video = {}): Buffer {
  const {
    codec = "avc1",
    chroma = 1,
    brand = "isom",
    movieLast = false,
    place = false,
    cut = 0,
  } = video;
  const matrix = Buffer.concat([u32(0x10000), zeros(12), u32(0x10000), zeros(12), u32(0x40000000)]);
  const sample = Buffer.concat([u32(6), Buffer.from([0x65, 0x88, 0x84, 0, 0x10, 0])]);
  const data = box("mdat", sample, zeros(200));
  const table = (offset: number) =>
    box(
      "stbl",
      full("stsd", u32(1), sampleEntry(codec, chroma)),
      full("stts", u32(1), u32(1), u32(1000)),
      full("stsc", u32(1), u32(1), u32(1), u32(1)),
      full("stsz", u32(0), u32(1), u32(sample.length)),
      full("stco", u32(1), u32(offset)),
    );
  const movie = (offset: number) =>
    box(
      "moov",
      full(
        "mvhd",
        zeros(8),
        u32(1000),
        u32(1000),
        u32(0x10000),
        Buffer.from([1, 0]),
        zeros(10),
        matrix,
        zeros(24),
        u32(2),
      ),
      box(
        "trak",
        box(
          "tkhd",
          u32(7),
          zeros(8),
          u32(1),
          zeros(4),
          u32(1000),
          zeros(16),
          matrix,
          u32(64 << 16),
          u32(64 << 16),
        ),
        box(
          "mdia",
          full("mdhd", zeros(8), u32(1000), u32(1000), Buffer.from([0x55, 0xc4, 0, 0])),
          full("hdlr", zeros(4), Buffer.from("vide"), zeros(13)),
          box(
            "minf",
            box("vmhd", u32(1), zeros(8)),
            box("dinf", full("dref", u32(1), box("url ", u32(1)))),
            table(offset),
          ),
        ),
      ),
      ...(place
        ? [
            box(
              "udta",
              box("\xa9xyz", Buffer.from([0, 18, 0x15, 0xc7]), Buffer.from("+31.2300+121.4700/")),
            ),
          ]
        : []),
    );
  const head = box(
    "ftyp",
    Buffer.from(brand.padEnd(4)),
    u32(512),
    Buffer.from(brand.padEnd(4)),
    Buffer.from("mp41"),
  );
  const size = movie(0).length;
  const made = movieLast
    ? Buffer.concat([head, data, movie(head.length + 8)])
    : Buffer.concat([head, movie(head.length + size + 8), data]);
  return made.subarray(0, made.length - cut);
}

function element(id: number, body: Buffer): Buffer {
  const name = Buffer.from(id.toString(16), "hex");
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(body.length) | (1n << 56n));
  return Buffer.concat([name, size, body]);
}

/** A WebM of one picture. */
export function webm(): Buffer {
  const number = (id: number, value: number) => element(id, Buffer.from([value]));
  const text = (id: number, value: string) => element(id, Buffer.from(value));
  const track = element(
    0xae,
    Buffer.concat([
      number(0xd7, 1),
      number(0x73c5, 1),
      number(0x83, 1),
      text(0x86, "V_VP9"),
      element(0xe0, Buffer.concat([number(0xb0, 64), number(0xba, 64)])),
    ]),
  );
  const head = Buffer.concat([
    number(0x4286, 1),
    text(0x4282, "webm"),
    number(0x4287, 2),
    number(0x4285, 2),
  ]);
  const cluster = element(
    0x1f43b675,
    Buffer.concat([
      number(0xe7, 0),
      element(0xa3, Buffer.from([0x81, 0, 0, 0x80, 0x82, 0x49, 0x83, 0x42, 0, 3, 0xf0, 3, 0xf6])),
    ]),
  );
  const segment = Buffer.concat([
    element(0x1549a966, text(0x4d80, "x")),
    element(0x1654ae6b, track),
    cluster,
  ]);
  return Buffer.concat([element(0x1a45dfa3, head), element(0x18538067, segment)]);
}
