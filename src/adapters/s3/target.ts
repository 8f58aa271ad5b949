import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Target } from "../files/target.ts";
import { checksumOf, openClient, type S3Place } from "./client.ts";

export interface S3Settings extends S3Place {
  /** Nobody may delete what is written before so many days have passed, where the bucket has Object Lock. */
  readonly lockDays?: number | undefined;
  readonly now: () => number;
}

const day = 24 * 3_600_000;

/** An S3-compatible bucket. Conditional writes keep it from writing over anything. */
export function s3Target(settings: S3Settings): Target {
  const { client, root } = openClient(settings);
  const urlOf = (path: string) => `${root}/${settings.prefix}${path}`;

  const put = async (path: string, body: Uint8Array<ArrayBuffer>): Promise<boolean> => {
    const answer = await client.fetch(urlOf(path), {
      method: "PUT",
      body,
      headers: {
        "If-None-Match": "*",
        ...checksumOf(body),
        ...lockHeaders(settings),
      },
    });
    if (answer.status === 412) return false;
    if (!answer.ok) throw await problem("write", path, answer);
    return true;
  };
  const get = async (path: string): Promise<Response> => {
    const answer = await client.fetch(urlOf(path));
    if (!answer.ok) throw await problem("read", path, answer);
    return answer;
  };

  return {
    name: `${root}/${settings.prefix}`,
    putFile: async (path, file) => put(path, new Uint8Array(await readFile(file))),
    putText: (path, text) => put(path, new TextEncoder().encode(text)),
    async read(path) {
      return Readable.from(bytesOf(await get(path)), { objectMode: false });
    },
    readText: async (path) => (await get(path)).text(),
    async list() {
      const paths: string[] = [];
      for (let token: string | null = ""; token !== null; ) {
        const url = new URL(root);
        url.searchParams.set("list-type", "2");
        url.searchParams.set("prefix", settings.prefix);
        if (token !== "") url.searchParams.set("continuation-token", token);
        const answer = await client.fetch(url);
        if (!answer.ok) throw await problem("list", settings.prefix, answer);
        const xml = await answer.text();
        paths.push(
          ...[...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = ""]) => plainOf(key)),
        );
        const [, next] = /<NextContinuationToken>([^<]*)</.exec(xml) ?? [];
        token = next === undefined ? null : plainOf(next);
      }
      return paths.map((path) => path.slice(settings.prefix.length)).sort();
    },
    async remove(path) {
      const answer = await client.fetch(urlOf(path), { method: "DELETE" });
      if (!answer.ok) throw await problem("delete", path, answer);
    },
  };
}

async function* bytesOf(answer: Response) {
  const reader = answer.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return;
    yield Buffer.from(value);
  }
}

function lockHeaders({ lockDays, now }: S3Settings): Record<string, string> {
  if (lockDays === undefined) return {};
  const until = new Date(now() + lockDays * day).toISOString();
  return {
    "x-amz-object-lock-mode": "GOVERNANCE",
    "x-amz-object-lock-retain-until-date": until,
  };
}

async function problem(what: string, path: string, answer: Response): Promise<Error> {
  const [, code = ""] = /<Code>([^<]*)<\/Code>/.exec(await answer.text()) ?? [];
  return new Error(`Cannot ${what} "${path}": the bucket answers ${answer.status} ${code}`.trim());
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function plainOf(xml: string): string {
  return xml.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
