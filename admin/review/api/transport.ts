import * as z from "zod";
import { readSession } from "../../shared/session.ts";
import { text } from "../../text.ts";

/** An answer that a person must hear of, in Chinese. */
export class DeskError extends Error {
  readonly kind: "offline" | "expired" | "refused";
  readonly status: number;

  constructor(kind: DeskError["kind"], message: string, status = 0) {
    super(message);
    this.kind = kind;
    this.status = status;
  }
}

type Method = "POST" | "PATCH" | "PUT";

/** One repository of GitHub's API, as the person who is signed in. Throws DeskError. */
export interface Transport {
  get<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>>;
  /** Every page of a list. */
  all<T extends z.ZodType>(path: string, item: T): Promise<z.output<T>[]>;
  send<T extends z.ZodType>(
    method: Method,
    path: string,
    body: unknown,
    schema: T,
  ): Promise<z.output<T>>;
}

const pageSize = 100;

export function createTransport(root: string): Transport {
  const get: Transport["get"] = async (path, schema) =>
    schema.parse(await (await ask(`${root}${path}`)).json());
  return {
    get,
    async all(path, item) {
      const found: z.output<typeof item>[] = [];
      for (let page = 1; ; page += 1) {
        const mark = path.includes("?") ? "&" : "?";
        const part = await get(`${path}${mark}per_page=${pageSize}&page=${page}`, z.array(item));
        found.push(...part);
        if (part.length < pageSize) return found;
      }
    },
    async send(method, path, body, schema) {
      const answer = await ask(`${root}${path}`, { method, body: JSON.stringify(body) });
      return schema.parse(await answer.json());
    },
  };
}

async function ask(url: string, init: { method?: Method; body?: string } = {}): Promise<Response> {
  const token = readSession()?.token;
  const response = await fetch(url, {
    ...init,
    // The browser's cache asks with If-None-Match: what did not change costs GitHub nothing.
    cache: "no-cache",
    headers: {
      accept: "application/vnd.github+json",
      ...(token ? { authorization: `token ${token}` } : {}),
      ...(init.body ? { "content-type": "application/json" } : {}),
    },
  }).catch(() => {
    throw new DeskError("offline", text.review.offline);
  });
  if (!response.ok) throw await refusalOf(response);
  return response;
}

async function refusalOf(response: Response): Promise<DeskError> {
  const { status, headers } = response;
  if (status === 401) return new DeskError("expired", text.review.expired, status);
  const answer = z
    .object({ message: z.string() })
    .safeParse(await response.json().catch(() => null));
  const message = answer.data?.message ?? String(status);
  const limited =
    status === 429 || (status === 403 && headers.get("x-ratelimit-remaining") === "0");
  if (limited) return new DeskError("refused", text.review.limited, status);
  if (/your own pull request/.test(message))
    return new DeskError("refused", text.review.ownError, status);
  if (status === 403) return new DeskError("refused", text.review.denied, status);
  if (status >= 500) return new DeskError("offline", text.review.unwell(status), status);
  return new DeskError("refused", text.review.failed(message), status);
}
