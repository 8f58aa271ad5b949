import * as z from "zod";
import { type Report, readReport } from "../report.ts";
import {
  type Annotation,
  annotation,
  branch,
  type ChangedFile,
  type CheckRun,
  type Commit,
  checkRuns,
  commit,
  comparison,
  contents,
  type Event,
  event,
  file,
  type Pull,
  pull,
  statuses,
} from "./shapes.ts";
import { DeskError, type Transport } from "./transport.ts";

/** A change as the list shows it. */
export interface Overview {
  readonly pull: Pull;
  readonly report: Report | null;
  readonly approval: CheckRun | null;
  readonly content: CheckRun | null;
}

/** A change as its own page shows it. */
export interface Detail extends Overview {
  readonly files: readonly ChangedFile[];
  /** Everything that happened, earlier first. */
  readonly events: readonly Event[];
  readonly findings: readonly Annotation[];
  readonly preview: { readonly state: string; readonly url: string } | null;
}

/** A branch that was pushed with git and that nobody has proposed yet. */
export interface PushedBranch {
  readonly name: string;
  /** The first line of its last commit message. */
  readonly title: string;
}

export interface Reader {
  openPulls(): Promise<Pull[]>;
  overview(pull: Pull): Promise<Overview>;
  /** The last commits of the main branch, newest first. */
  recent(): Promise<Commit[]>;
  /** The last commits of the main branch that changed a file, newest first. */
  changesOf(path: string, limit: number): Promise<Commit[]>;
  pull(number: number): Promise<Pull>;
  detail(number: number): Promise<Detail>;
  events(number: number): Promise<Event[]>;
  /** A blob's bytes, base64. */
  blob(sha: string): Promise<string>;
  /** A file's bytes at a commit or branch, base64; null when it is not there. */
  bytes(path: string, ref: string): Promise<string | null>;
  /** A file's text at a commit or branch; null when it is not there. */
  text(path: string, ref: string): Promise<string | null>;
  /** Where the branch of a change left the main branch. */
  mergeBase(head: string): Promise<string>;
  pushed(taken: readonly Pull[]): Promise<PushedBranch[]>;
  /** The commits of the main branch in a span of time, newest first. */
  history(since: string, until: string): Promise<Commit[]>;
}

/** Reads GitHub's API as the person who is signed in. */
export function createReader({ get, all }: Transport, main: string): Reader {
  const overview = async (one: Pull): Promise<Overview> => {
    const { check_runs: runs } = await get(`/commits/${one.head.sha}/check-runs`, checkRuns);
    const named = (name: string) => runs.find((run) => run.name === name && run.app) ?? null;
    const approval = named("approval");
    const report = readReport(approval?.output.text, one.number);
    return { pull: one, approval, content: named("content"), report };
  };
  const events = (number: number) => all(`/issues/${number}/timeline`, event);
  const bytes = async (path: string, ref: string) => {
    const at = path.split("/").map(encodeURIComponent).join("/");
    const found = await get(`/contents/${at}?ref=${encodeURIComponent(ref)}`, contents).catch(
      (error: unknown) => {
        if (error instanceof DeskError && error.status === 404) return null;
        throw error;
      },
    );
    return found?.content.replace(/\s/g, "") ?? null;
  };
  const readPull = (number: number) => get(`/pulls/${number}`, pull);
  return {
    openPulls: () => all("/pulls?state=open", pull),
    overview,
    recent: () => get(`/commits?sha=${encodeURIComponent(main)}&per_page=10`, z.array(commit)),
    changesOf: (path, limit) =>
      get(
        `/commits?${new URLSearchParams({ sha: main, path, per_page: String(limit) })}`,
        z.array(commit),
      ),
    pull: readPull,
    async detail(number) {
      const one = await readPull(number);
      const [shown, files, happened, { statuses: list }] = await Promise.all([
        overview(one),
        all(`/pulls/${number}/files`, file),
        events(number),
        get(`/commits/${one.head.sha}/status`, statuses),
      ]);
      const found = list.find((status) => status.context === "deploy-preview");
      const preview = found ? { state: found.state, url: found.target_url ?? "" } : null;
      const remarks = shown.content?.output.annotations_count
        ? await all(`/check-runs/${shown.content.id}/annotations`, annotation)
        : [];
      return { ...shown, files, events: happened, findings: remarks, preview };
    },
    events,
    blob: async (sha) => (await get(`/git/blobs/${sha}`, contents)).content,
    bytes,
    async text(path, ref) {
      const content = await bytes(path, ref);
      return content === null ? null : textOf(content);
    },
    async mergeBase(head) {
      const compared = await get(`/compare/${encodeURIComponent(main)}...${head}`, comparison);
      return compared.merge_base_commit.sha;
    },
    async pushed(taken) {
      const known = new Set([main, ...taken.map((one) => one.head.ref)]);
      const loose = (await all("/branches", branch)).filter(({ name }) => !known.has(name));
      return Promise.all(
        loose.map(async ({ name, commit: { sha } }) => {
          const { message } = (await get(`/commits/${sha}`, commit)).commit;
          return { name, title: message.split("\n", 1)[0] ?? name };
        }),
      );
    },
    history: (since, until) =>
      all(
        `/commits?sha=${encodeURIComponent(main)}&since=${encodeURIComponent(since)}&until=${encodeURIComponent(until)}`,
        commit,
      ),
  };
}

/** The text of base64 as GitHub sends it, broken into lines. */
export function textOf(base64: string): string {
  const bytes = Uint8Array.from(atob(base64.replace(/\s/g, "")), (one) => one.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
