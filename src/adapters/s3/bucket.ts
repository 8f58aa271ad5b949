import { checksumOf, openClient, type S3Place } from "./client.ts";

/** A bucket whose files visitors read. */
export interface Bucket {
  /** Null when there is no such file. */
  read(path: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Also where there is a file already. */
  write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(path: string): Promise<void>;
}

/** An S3-compatible bucket, such as OSS, COS or R2; every method throws when it does not answer well. */
export function openBucket(place: S3Place): Bucket {
  const { client, root } = openClient(place);
  const ask = async (path: string, init: RequestInit = {}) => {
    const url = `${root}/${place.prefix}${path.split("/").map(encodeURIComponent).join("/")}`;
    const answer = await client.fetch(url, init);
    if (answer.ok || (answer.status === 404 && init.method !== "PUT")) return answer;
    throw new Error(`${init.method ?? "GET"} ${url}: ${answer.status} ${await answer.text()}`);
  };
  return {
    async read(path) {
      const answer = await ask(path);
      return answer.status === 404 ? null : new Uint8Array(await answer.arrayBuffer());
    },
    async write(path, body) {
      await ask(path, { method: "PUT", body, headers: headersFor(path, body) });
    },
    async remove(path) {
      await ask(path, { method: "DELETE" });
    },
  };
}

// What lies below _astro/ carries its content's hash in its name.
function headersFor(path: string, body: Uint8Array<ArrayBuffer>): Record<string, string> {
  return {
    "content-type": typeOf(path),
    "cache-control": path.startsWith("_astro/")
      ? "public, max-age=31536000, immutable"
      : "public, max-age=0, must-revalidate",
    ...checksumOf(body),
  };
}

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  ics: "text/calendar; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  ico: "image/x-icon",
  mp4: "video/mp4",
  webm: "video/webm",
  pdf: "application/pdf",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
};

function typeOf(path: string): string {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  return types[ending] ?? "application/octet-stream";
}
