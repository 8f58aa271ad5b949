/** How far an upload is; `lost` once the line broke. */
export interface Progress {
  readonly sent: number;
  readonly total: number;
  readonly seconds: number;
  readonly lost: boolean;
}

export interface Upload {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** Nothing came through for this long: the line is dead, whatever the system says of it. */
const silence = 90_000;

/**
 * Sends a body as `fetch` would, and tells how far it is. There is no time limit for as long as
 * something moves. Rejects when the line breaks or nothing moves any more.
 */
export function send(
  { url, headers, body }: Upload,
  tell: (progress: Progress) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const started = performance.now();
    let last = { sent: 0, total: body.length };
    let watch = setTimeout(() => request.abort(), silence);
    const told = (lost: boolean) =>
      tell({ ...last, lost, seconds: (performance.now() - started) / 1000 });
    request.upload.onprogress = ({ loaded, total }) => {
      clearTimeout(watch);
      watch = setTimeout(() => request.abort(), silence);
      last = { sent: loaded, total };
      told(false);
    };
    const fail = () => {
      clearTimeout(watch);
      told(true);
      reject(new TypeError("the line broke"));
    };
    request.onerror = fail;
    request.onabort = fail;
    request.onload = () => {
      clearTimeout(watch);
      resolve(answerOf(request));
    };
    request.open("POST", url);
    headers.forEach((value, name) => {
      request.setRequestHeader(name, value);
    });
    request.send(body);
    told(false);
  });
}

function answerOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const [name = "", ...value] = line.split(":");
    if (name) headers.append(name.trim(), value.join(":").trim());
  }
  return new Response(request.response, { status: request.status, headers });
}

/** Seconds that are still to go at the pace so far; null while that cannot be said. */
export function secondsLeft({ sent, total, seconds }: Progress): number | null {
  return sent > 0 && seconds >= 1 ? ((total - sent) * seconds) / sent : null;
}
