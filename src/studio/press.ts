import { mkdirSync } from "node:fs";

import type { Client } from "../adapters/github/client.ts";
import type { GitRepo } from "../forge/git/repo.ts";
import { confirmLive, mergedBetween } from "./announce.ts";
import { type BuildResult, buildSite } from "./builder.ts";
import type { HookEvent } from "./hooks.ts";
import { previewTree } from "./preview-tree.ts";
import { createPreviews } from "./previews.ts";
import { createPublisher, type Publisher } from "./publisher.ts";
import { createQueue } from "./queue.ts";
import type { StudioState } from "./state.ts";
import { text } from "./text.ts";
import { createTimer } from "./timer.ts";

export interface Press {
  /** The folder that visitors are served from; null before the first site. */
  site(): string | null;
  preview(sha: string): string | null;
  hear(event: HookEvent): void;
  /** Renders the tip of the branch unless the live site shows it already, and missing previews. */
  publishTip(): Promise<void>;
  idle(): Promise<void>;
  close(): Promise<void>;
}

interface PressSettings {
  readonly root: string;
  readonly state: StudioState;
  readonly origin: string;
  readonly git: GitRepo;
  readonly branch: string;
  readonly connect: () => Promise<Client>;
  readonly print: (line: string) => void;
}

/** Renders what is merged for visitors and what is proposed for approvers, one build at a time. */
export function createPress(settings: PressSettings): Press {
  const { state, print } = settings;
  const stop = new AbortController();
  for (const dir of [state.sites, state.previews]) mkdirSync(dir, { recursive: true });
  const queue = createQueue((error) => {
    if (!stop.signal.aborted) print(String(error));
  });
  const publisher = createPublisher(state.sites, (sha, out) =>
    build(settings, { sha, out, preview: false }, stop.signal),
  );
  const previews = createPreviews(state.previews, (sha, out) =>
    build(settings, { sha, out, preview: true }, stop.signal),
  );
  const context = { settings, publisher, github: once(settings.connect) };
  const timer = createTimer(() =>
    queue.add("site", () => publish(publisher.version()?.commit ?? null), true),
  );
  const publish = async (sha: string | null) => {
    if (!sha) return;
    await publishCommit(context, sha);
    timer.set(publisher.version()?.next_change, Date.now());
  };
  const showPreview = (sha: string) => queue.add(sha, () => renderPreview(context, previews, sha));
  return {
    site: publisher.current,
    preview: previews.folder,
    hear(event) {
      if (event.kind === "merged") queue.add("site", () => publish(event.sha), true);
      if (event.kind === "head") showPreview(event.sha);
    },
    async publishTip() {
      const tip = await settings.git.readRef(`refs/heads/${settings.branch}`);
      if (tip !== publisher.version()?.commit) queue.add("site", () => publish(tip), true);
      else timer.set(publisher.version()?.next_change, Date.now());
      await queue.idle();
      const heads = await openHeads(context.github);
      previews.keepOnly(heads);
      for (const sha of heads) if (!previews.folder(sha)) showPreview(sha);
    },
    idle: queue.idle,
    async close() {
      timer.stop();
      stop.abort();
      await queue.idle();
    },
  };
}

interface Context {
  readonly settings: PressSettings;
  readonly publisher: Publisher;
  readonly github: () => Promise<Client>;
}

interface Job {
  readonly sha: string;
  readonly out: string;
  readonly preview: boolean;
}

async function build(settings: PressSettings, job: Job, signal: AbortSignal): Promise<BuildResult> {
  const { root, state, origin } = settings;
  const { repository, checkouts, cache } = state;
  const tree = job.preview ? await previewTree(settings.git, settings.branch, job.sha) : job.sha;
  const env = job.preview
    ? { COUNTERSIGN_BASE: `/preview/${job.sha}`, COUNTERSIGN_DESK: "off" }
    : { COUNTERSIGN_BASE: "/", COUNTERSIGN_DESK: "on" };
  const request = {
    commit: job.sha,
    tree,
    out: job.out,
    workspace: job.preview ? "preview" : "site",
    env: { ...env, COUNTERSIGN_SITE: origin, COUNTERSIGN_STUDIO: "1" },
  };
  return buildSite({ root, repository, checkouts, cache }, request, signal);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function publishCommit({ settings, publisher, github }: Context, sha: string): Promise<void> {
  const { print, origin } = settings;
  const started = performance.now();
  const before = publisher.version()?.commit ?? null;
  print(text.building(sha));
  const result = await publisher.publish(sha);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (!result.ok) {
    print(text.buildFailed(sha));
    print(result.log);
    return;
  }
  print(text.published(sha, seconds));
  if (before === null || before === sha) return;
  const { octokit, repo } = await github();
  for (const number of await mergedBetween(octokit, repo, before, sha)) {
    const change = await confirmLive(octokit, repo, origin, sha, number);
    print(text.live(change.number, change.title, change.seconds?.toFixed(1) ?? "—"));
  }
}

async function renderPreview(
  { settings, github }: Context,
  previews: ReturnType<typeof createPreviews>,
  sha: string,
): Promise<void> {
  const { octokit, repo } = await github();
  const tell = (state: "pending" | "success" | "failure", description: string) =>
    octokit.rest.repos.createCommitStatus({
      ...repo,
      sha,
      state,
      description,
      context: "deploy-preview",
      target_url: `${settings.origin}/preview/${sha}/`,
    });
  await tell("pending", text.previewBuilding);
  const result = await previews.render(sha);
  if (result.ok) await tell("success", text.previewReady);
  else {
    settings.print(text.previewBroken(sha, result.log));
    await tell("failure", text.previewFailed);
  }
}

async function openHeads(github: () => Promise<Client>): Promise<string[]> {
  const { octokit, repo } = await github();
  const list = octokit.rest.pulls.list;
  const open = await octokit.paginate(list, { ...repo, state: "open", per_page: 100 });
  return open.map((pull) => pull.head.sha);
}
