import * as z from "zod";
import { text } from "../text.ts";
import { readSession } from "./session.ts";
import type { Settings } from "./settings.ts";

/** What could not be done, in Chinese; `status` 0 is a server that did not answer. */
class GithubError extends Error {
  // Where there is one, Decap puts it in front of the message.
  override name = "";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** GitHub's REST below the desk's repository, as the person who is signed in. */
export interface Github {
  get<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>>;
  /** As `get`; null where there is no such thing. */
  find<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T> | null>;
  /** Every page of a list. */
  all<T extends z.ZodType>(path: string, item: T): Promise<z.output<T>[]>;
  put(path: string, body: unknown): Promise<void>;
  /** What a person is called; the login where GitHub knows no name. */
  nameOf(login: string): Promise<string>;
}

const user = z.object({ name: z.string().nullish() });

/** What a page says when it must wait or sign in again. */
interface Words {
  readonly offline: string;
  readonly expired: string;
  readonly limited: string;
}

export function createGithub(settings: Settings, fetch: typeof window.fetch, words: Words): Github {
  const root = `${settings.api}/repos/${settings.owner}/${settings.repo}`;
  const send = async (path: string, init: RequestInit = {}, from = root) => {
    const headers = headersFor(init.body !== undefined);
    const answer = await fetch(`${from}${path}`, { cache: "no-cache", ...init, headers }).catch(
      () => {
        throw new GithubError(0, words.offline);
      },
    );
    if (!answer.ok) throw new GithubError(answer.status, await wordsFor(answer, words));
    return answer;
  };
  const get: Github["get"] = async (path, schema) => schema.parse(await (await send(path)).json());
  return {
    get,
    find: (path, schema) =>
      get(path, schema).catch((error: unknown) => {
        if (error instanceof GithubError && error.status === 404) return null;
        throw error;
      }),
    async all(path, item) {
      const found: z.output<typeof item>[] = [];
      for (let page = 1; ; page += 1) {
        const mark = path.includes("?") ? "&" : "?";
        const part = await get(`${path}${mark}per_page=100&page=${page}`, z.array(item));
        found.push(...part);
        if (part.length < 100) return found;
      }
    },
    async put(path, body) {
      await send(path, { method: "PUT", body: JSON.stringify(body) });
    },
    async nameOf(login) {
      const found = await send(`/users/${encodeURIComponent(login)}`, {}, settings.api);
      return user.parse(await found.json()).name || login;
    },
  };
}

function headersFor(hasBody: boolean): Record<string, string> {
  const token = readSession()?.token;
  return {
    accept: "application/vnd.github+json",
    ...(token ? { authorization: `token ${token}` } : {}),
    ...(hasBody ? { "content-type": "application/json" } : {}),
  };
}

const answerBody = z.object({ message: z.string() });

async function wordsFor(answer: Response, words: Words): Promise<string> {
  const { status, headers } = answer;
  if (status === 401) return words.expired;
  if (isLimit(status, headers.get("x-ratelimit-remaining"))) return words.limited;
  if (status === 403) return text.guard.denied;
  const body = answerBody.safeParse(await answer.json().catch(() => null));
  return text.review.failed(body.data?.message ?? String(status));
}

/** Whether an answer means: too often, later again. */
export function isLimit(status: number, remaining: string | null): boolean {
  return status === 429 || (status === 403 && remaining === "0");
}
