import { generateKeyPairSync } from "node:crypto";
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
import type { Seed } from "../../src/forge/seed.ts";
import { issueUserToken } from "../../src/forge/tokens.ts";
import { userByLogin } from "../../src/forge/views/user.ts";
import { problemsOf } from "./openapi.ts";

/** What GitHub's description finds wrong in the answers of every forge of this test file. */
const problems: string[] = [];
let pending: Promise<void>[] = [];

/** Reads an answer the forge gave and holds it against GitHub's description. */
async function hold(request: Request, response: Response): Promise<void> {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith("/api/v3/")) return;
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

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const appKey = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const publicKey = keys.publicKey.export({ type: "spki", format: "pem" }).toString();

export const oauth = {
  id: "client",
  secret: "client secret",
  redirect: "http://127.0.0.1/callback",
};

const rule = (type: string, parameters?: Record<string, unknown>) =>
  parameters ? { type, parameters } : { type };

/** The protection that the studio puts on main. */
export const protection = {
  name: "main",
  target: "branch" as const,
  enforcement: "active" as const,
  include: ["~DEFAULT_BRANCH"],
  bypass: [],
  rules: [
    rule("deletion"),
    rule("non_fast_forward"),
    rule("pull_request", {
      required_approving_review_count: 1,
      dismiss_stale_reviews_on_push: false,
      require_code_owner_review: true,
      require_last_push_approval: true,
      required_review_thread_resolution: false,
    }),
    rule("required_status_checks", {
      strict_required_status_checks_policy: false,
      required_status_checks: [{ context: "approval", integration_id: 1 }],
    }),
  ],
};

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

interface Options {
  readonly seed?: Partial<Seed>;
  /** The files of the first commit on main. */
  readonly files?: Record<string, string>;
  readonly appHook?: { url: string; secret: string };
  /** People beside the usual ones, with what they may do. */
  readonly people?: Record<string, "read" | "write" | "admin">;
  readonly now?: () => Date;
  /** Where a forge of before kept its state, to start again from it. */
  readonly dir?: string;
}

const logins = [
  "ed",
  "dora",
  "cora",
  "wendy",
  "paul",
  "pia",
  "mina",
  "minjun",
  "walt",
  "grace",
  "adam",
];

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

function seedOf({ appHook, people = {} }: Options): Seed {
  const usual = logins.map((login) => [login, login === "adam" ? "admin" : "write"] as const);
  return {
    owner: "qinghe",
    name: "website",
    defaultBranch: "main",
    people: [...usual, ...Object.entries(people)].map(([login, permission]) => ({
      login,
      name: login,
      title: "职员",
      permission,
    })),
    app: {
      id: 1,
      slug: "countersign",
      publicKey,
      permissions: {
        checks: "write",
        contents: "write",
        issues: "write",
        pull_requests: "write",
        statuses: "write",
      },
      events: appHook ? ["pull_request", "pull_request_review", "push", "check_run", "status"] : [],
      hook: appHook ?? { url: "", secret: "" },
    },
    labels: ["decap-cms/draft", "decap-cms/pending_review", "decap-cms/pending_publish"],
    ruleset: protection,
    hooks: [],
  };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function firstCommit({ forge }: RunningForge, files: Record<string, string>): Promise<void> {
  const changes = await Promise.all(
    Object.entries(files).map(async ([path, text]) => ({
      path,
      mode: "100644",
      sha: await forge.git.writeBlob(Buffer.from(text)),
    })),
  );
  const who = { name: "Countersign", email: "countersign@localhost", date: forge.now() };
  const tree = await forge.git.writeTree(null, changes);
  const commit = { tree, parents: [], message: "first", author: who, committer: who };
  await forge.git.updateRef("refs/heads/main", await forge.git.writeCommit(commit), null);
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

async function writeCommit(
  octokit: Octokit,
  repo: { owner: string; repo: string },
  branch: string,
  files: Record<string, string | null>,
): Promise<string> {
  const { git } = octokit.rest;
  const existing = await git.getRef({ ...repo, ref: `heads/${branch}` }).catch(() => null);
  const from = existing ?? (await git.getRef({ ...repo, ref: "heads/main" }));
  const parent = from.data.object.sha;
  const tree = Object.entries(files).map(([path, content]) => ({
    path,
    mode: "100644" as const,
    type: "blob" as const,
    ...(content === null ? { sha: null } : { content }),
  }));
  const made = await git.createTree({ ...repo, base_tree: parent, tree });
  const commit = await git.createCommit({
    ...repo,
    message: branch,
    tree: made.data.sha,
    parents: [parent],
  });
  const { sha } = commit.data;
  if (existing) await git.updateRef({ ...repo, ref: `heads/${branch}`, sha });
  else await git.createRef({ ...repo, ref: `refs/heads/${branch}`, sha });
  return sha;
}
