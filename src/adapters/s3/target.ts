import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { AwsClient } from "aws4fetch";
import type { Target } from "../files/target.ts";

export interface S3Settings {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly prefix: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Nobody may delete what is written before so many days have passed, where the bucket has Object Lock. */
  readonly lockDays?: number | undefined;
  readonly now: () => number;
}

const day = 24 * 3_600_000;

/** An S3-compatible bucket. Conditional writes keep it from writing over anything. */
export function s3Target(settings: S3Settings): Target {
  const { accessKey: accessKeyId, secretKey: secretAccessKey, region } = settings;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 4 });
  const root = `${settings.endpoint.replace(/\/$/, "")}/${settings.bucket}`;
  const urlOf = (path: string) => `${root}/${settings.prefix}${path}`;

  const put = async (path: string, body: Uint8Array<ArrayBuffer>): Promise<boolean> => {
    const answer = await client.fetch(urlOf(path), {
      method: "PUT",
      body,
      headers: {
        "If-None-Match": "*",
        "x-amz-checksum-sha256": createHash("sha256").update(body).digest("base64"),
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
