import mediaInfoFactory from "mediainfo.js";
import * as z from "zod";
import type { Problem } from "../../checks/media/problems.ts";

const track = z.looseObject({
  "@type": z.string(),
  Format: z.string().optional(),
  Format_Profile: z.string().optional(),
  CodecID: z.string().optional(),
  ChromaSubsampling: z.string().optional(),
  IsStreamable: z.string().optional(),
  IsTruncated: z.string().optional(),
  Recorded_Location: z.unknown().optional(),
  extra: z.record(z.string(), z.unknown()).optional(),
});
const report = z.looseObject({ media: z.looseObject({ track: z.array(track) }).nullish() });

type Track = z.infer<typeof track>;

const played = ["AVC", "VP8", "VP9", "AV1"];

/** What keeps a video from being played at once in every browser, and what it says of its place. */
export async function videoProblems(bytes: Uint8Array): Promise<Problem[]> {
  const info = await mediaInfoFactory({ format: "object", full: true });
  try {
    const result: unknown = await info.analyzeData(
      () => bytes.length,
      (size, offset) => bytes.subarray(offset, offset + size),
    );
    const tracks = report.parse(result).media?.track ?? [];
    const picture = tracks.find((one) => one["@type"] === "Video");
    const general = tracks.find((one) => one["@type"] === "General");
    if (!picture || !general) return [{ kind: "broken" }];
    return problemsOf(general, picture);
  } finally {
    info.close();
  }
}

function problemsOf(general: Track, picture: Track): Problem[] {
  const told = (one: Track, name: string) => one[name] ?? one.extra?.[name];
  const format = picture.Format ?? "";
  const isTruncated = [general, picture].some((one) => told(one, "IsTruncated") === "Yes");
  const hasPlace = Object.entries({ ...general, ...general.extra }).some(
    ([name, value]) => /Location|xyz|GPS/i.test(name) && String(value ?? "") !== "",
  );
  return [
    ...(isTruncated ? [{ kind: "truncated" } as const] : []),
    ...(told(general, "IsStreamable") === "No" ? [{ kind: "slow-start" } as const] : []),
    ...(played.includes(format) ? [] : [{ kind: "codec", detail: format } as const]),
    ...(picture.ChromaSubsampling && picture.ChromaSubsampling !== "4:2:0"
      ? [{ kind: "chroma", detail: picture.ChromaSubsampling } as const]
      : []),
    ...(hasPlace ? [{ kind: "gps" } as const] : []),
  ];
}
