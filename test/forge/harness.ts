import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "octokit";
import { afterEach, expect } from "vitest";
import { openForge, type RunningForge } from "../../src/forge/forge.ts";
import { issueUserToken } from "../../src/forge/tokens.ts";
import { userByLogin } from "../../src/forge/views/user.ts";
import { appKey, firstCommit, type Options, oauth, seedOf, writeCommit } from "./first-state.ts";
import { problemsOf } from "./openapi.ts";

export { appKey, type Options, oauth };

/** What GitHub's description finds wrong in the answers of every forge of this test file. */
const problems: string[] = [];
let pending: Promise<void>[] = [];

/** Reads an answer the forge gave and holds it against GitHub's description. */
async function hold(request: Request, response: Response): Promise<void> {
  const { pathname } = new URL(request.url);
  // Avatars are pictures; on GitHub they come from elsewhere.
  if (!pathname.startsWith("/api/v3/") || pathname.startsWith("/api/v3/avatars/")) return;
  const { status, headers } = response;
  const path = pathname.slice("/api/v3".length);
  const body = await response.text();
  problems.push(...problemsOf({ method: request.method, path, status, headers, body }));
}

// Nobody who uses this harness can forget it: a wrong answer fails the test that got it.
afterEach(async () => {
  await Promise.all(pending);
  pending = [];
  expect(problems.splice(0), "answers that differ from GitHub's description").toEqual([]);
});

export interface TestForge extends RunningForge {
  readonly origin: string;
  readonly dir: string;
  readonly gitDir: string;
  readonly repo: { readonly owner: string; readonly repo: string };
  token(login: string): string;
  /** octokit signed in as a person. */
  as(login: string): Octokit;
  /** octokit signed in as the App's installation. */
  app(): Octokit;
  /** octokit with the App's own key. */
  appKey(): Octokit;
  /** The commit a branch stands at. */
  head(branch: string): Promise<string>;
  /** Writes files (null removes) as one commit on `branch`, made from main where it is new. */
  commit(login: string, branch: string, files: Record<string, string | null>): Promise<string>;
  /** A commit and a pull request for it; answers its number. */
  propose(login: string, branch: string, files: Record<string, string | null>): Promise<number>;
  /** Stops answering and keeps the state, for a forge that starts again with `dir`. */
  pause(): Promise<void>;
  stop(): Promise<void>;
}

/** A forge on loopback, every one of its REST answers held against GitHub's description. */
export async function startForge(options: Options = {}): Promise<TestForge> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), "countersign-forge-"));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const gitDir = join(dir, "website.git");
  const running = await openForge({
    dataDir: join(dir, "forge"),
    gitDir,
    origin,
    oauth,
    ...(options.now ? { now: options.now } : {}),
    seed: { ...seedOf(options), ...options.seed },
    observe: (request, response) => pending.push(hold(request, response)),
  });
  server.on("request", getRequestListener(running.fetch));
  if (!options.dir) await firstCommit(running, options.files ?? { "README.md": "青禾\n" });
  return clients(running, { dir, gitDir, origin, close: () => closed(server) });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

interface Held {
  readonly dir: string;
  readonly gitDir: string;
  readonly origin: string;
  readonly close: () => Promise<void>;
}

function clients(running: RunningForge, held: Held): TestForge {
  const { forge } = running;
  const baseUrl = forge.api;
  const repo = { owner: forge.owner, repo: forge.name };
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const token = (login: string) => issueUserToken(forge, userByLogin(forge, login)?.id ?? 0);
  const as = (login: string) =>
    new Octokit({
      auth: token(login),
      baseUrl,
      log: quiet,
      retry: { enabled: false },
      throttle: { enabled: false },
    });
  const commit: TestForge["commit"] = (login, branch, files) =>
    writeCommit(as(login), repo, branch, files);
  const byKey = (installation: { installationId?: number }) =>
    new Octokit({
      authStrategy: createAppAuth,
      auth: { appId: 1, privateKey: appKey, ...installation },
      baseUrl,
      log: quiet,
      retry: { enabled: false },
      throttle: { enabled: false },
    });
  return {
    ...running,
    origin: held.origin,
    dir: held.dir,
    gitDir: held.gitDir,
    repo,
    token,
    as,
    app: () => byKey({ installationId: 500_001 }),
    appKey: () => byKey({}),
    head: async (branch) => (await forge.git.readRef(`refs/heads/${branch}`)) ?? "",
    commit,
    async propose(login, branch, files) {
      await commit(login, branch, files);
      const made = await as(login).rest.pulls.create({
        ...repo,
        title: branch,
        head: branch,
        base: "main",
      });
      return made.data.number;
    },
    async pause() {
      await running.close();
      await held.close();
    },
    async stop() {
      await running.close();
      await held.close();
      rmSync(held.dir, { recursive: true, force: true });
    },
  };
}
