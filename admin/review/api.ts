import * as z from "zod";
import { readSession } from "../shared/session.ts";
import type { Settings } from "../shared/settings.ts";
import { text } from "../text.ts";
import { type Report, readReport } from "./report.ts";

const user = z.object({ login: z.string() }).nullable();
const pull = z.object({
  number: z.number(),
  title: z.string(),
  state: z.string(),
  draft: z.boolean().nullish(),
  user,
  created_at: z.string(),
  merged_at: z.string().nullable(),
  merge_commit_sha: z.string().nullish(),
  labels: z.array(z.object({ name: z.string() })),
  head: z.object({ sha: z.string(), ref: z.string() }),
});
export type Pull = z.infer<typeof pull>;

const file = z.object({
  filename: z.string(),
  previous_filename: z.string().optional(),
  status: z.string(),
  patch: z.string().optional(),
  sha: z.string().nullish(),
});
export type ChangedFile = z.infer<typeof file>;

const review = z.object({
  id: z.number(),
  user,
  state: z.string(),
  body: z.string(),
  submitted_at: z.string().optional(),
  commit_id: z.string().nullable(),
});
type Review = z.infer<typeof review>;

const checkRuns = z.object({
  check_runs: z.array(
    z.object({
      name: z.string(),
      conclusion: z.string().nullable(),
      app: z.object({ slug: z.string().optional() }).nullable(),
      output: z.object({
        title: z.string().nullable(),
        summary: z.string().nullable(),
        text: z.string().nullable(),
      }),
    }),
  ),
});
type CheckRun = z.infer<typeof checkRuns>["check_runs"][number];

const statuses = z.object({
  statuses: z.array(
    z.object({ context: z.string(), state: z.string(), target_url: z.string().nullish() }),
  ),
});

const branch = z.object({ name: z.string(), commit: z.object({ sha: z.string() }) });
const commit = z.object({ commit: z.object({ message: z.string() }) });

/** A branch that was pushed with git and that nobody has proposed yet. */
export interface PushedBranch {
  readonly name: string;
  /** The first line of its last commit message. */
  readonly title: string;
}

/** An answer that a person must hear of, in Chinese. */
class DeskError extends Error {}

export interface Overview {
  readonly pull: Pull;
  readonly report: Report | null;
  readonly approval: CheckRun | null;
  readonly content: CheckRun | null;
}

export interface Detail extends Overview {
  readonly files: readonly ChangedFile[];
  readonly reviews: readonly Review[];
  readonly preview: { readonly state: string; readonly url: string } | null;
}

export interface Api {
  open(): Promise<Overview[]>;
  recent(): Promise<Pull[]>;
  detail(number: number): Promise<Detail>;
  /** The picture of a blob as a data address; null when it is no picture. */
  picture(sha: string, path: string): Promise<string | null>;
  /** A review by the signed-in person's own token, on exactly the commit that was shown. */
  sign(
    number: number,
    commit: string,
    event: "APPROVE" | "REQUEST_CHANGES",
    body: string,
  ): Promise<void>;
  head(number: number): Promise<Pull>;
  pushed(open: readonly Overview[]): Promise<PushedBranch[]>;
  /** Opens the pull request of a pushed branch; answers its number. */
  propose(branch: PushedBranch): Promise<number>;
}

/** Reads and writes GitHub's API as the person who is signed in. */
export function createApi(settings: Settings): Api {
  const root = `${settings.api}/repos/${settings.owner}/${settings.repo}`;
  const get = async <T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>> =>
    schema.parse(await (await send(`${root}${path}`)).json());
  const all = async <T extends z.ZodType>(path: string, item: T): Promise<z.output<T>[]> => {
    const found: z.output<T>[] = [];
    for (let page = 1; ; page += 1) {
      const part = await get(
        `${path}${path.includes("?") ? "&" : "?"}per_page=100&page=${page}`,
        z.array(item),
      );
      found.push(...part);
      if (part.length < 100) return found;
    }
  };
  const overview = async (one: Pull): Promise<Overview> => {
    const { check_runs: runs } = await get(`/commits/${one.head.sha}/check-runs`, checkRuns);
    const named = (name: string) => runs.find((run) => run.name === name && run.app) ?? null;
    const approval = named("approval");
    return {
      pull: one,
      approval,
      content: named("content"),
      report: readReport(approval?.output.text, one.number),
    };
  };
  return {
    open: async () => Promise.all((await all("/pulls?state=open", pull)).map(overview)),
    async recent() {
      const closed = await get(
        "/pulls?state=closed&sort=updated&direction=desc&per_page=10",
        z.array(pull),
      );
      return closed.filter((one) => one.merged_at);
    },
    async detail(number) {
      const one = await get(`/pulls/${number}`, pull);
      const [shown, files, reviews, { statuses: list }] = await Promise.all([
        overview(one),
        all(`/pulls/${number}/files`, file),
        all(`/pulls/${number}/reviews`, review),
        get(`/commits/${one.head.sha}/status`, statuses),
      ]);
      const found = list.find((status) => status.context === "deploy-preview");
      const preview = found ? { state: found.state, url: found.target_url ?? "" } : null;
      return { ...shown, files, reviews, preview };
    },
    async picture(sha, path) {
      const type = /\.(png|jpe?g|webp|gif|avif)$/i
        .exec(path)?.[1]
        ?.toLowerCase()
        .replace("jpg", "jpeg");
      if (!type) return null;
      const blob = await get(`/git/blobs/${sha}`, z.object({ content: z.string() }));
      return `data:image/${type};base64,${blob.content.replace(/\s/g, "")}`;
    },
    async sign(number, commit, event, body) {
      await send(`${root}/pulls/${number}/reviews`, { event, body, commit_id: commit });
    },
    head: (number) => get(`/pulls/${number}`, pull),
    async pushed(open) {
      const taken = new Set([settings.branch, ...open.map((one) => one.pull.head.ref)]);
      const loose = (await all("/branches", branch)).filter(({ name }) => !taken.has(name));
      return Promise.all(
        loose.map(async ({ name, commit: { sha } }) => {
          const { message } = (await get(`/commits/${sha}`, commit)).commit;
          return { name, title: message.split("\n", 1)[0] ?? name };
        }),
      );
    },
    async propose({ name, title }) {
      const made = await send(`${root}/pulls`, { title, head: name, base: settings.branch });
      return z.object({ number: z.number() }).parse(await made.json()).number;
    },
  };
}

async function send(url: string, body?: unknown): Promise<Response> {
  const token = readSession()?.token;
  const response = await fetch(url, {
    cache: "no-cache",
    headers: {
      accept: "application/vnd.github+json",
      ...(token ? { authorization: `token ${token}` } : {}),
      ...(body ? { "content-type": "application/json" } : {}),
    },
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  }).catch(() => {
    throw new DeskError(text.review.offline);
  });
  if (!response.ok) throw new DeskError(await reasonOf(response));
  return response;
}

async function reasonOf(response: Response): Promise<string> {
  if (response.status === 401) return text.review.expired;
  const answer = z
    .object({ message: z.string() })
    .safeParse(await response.json().catch(() => null));
  const message = answer.data?.message ?? String(response.status);
  if (/your own pull request/.test(message)) return text.review.ownError;
  return response.status === 403 ? text.guard.denied : text.review.failed(message);
}
