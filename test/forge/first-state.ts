import { generateKeyPairSync } from "node:crypto";
import type { Octokit } from "octokit";
import type { RunningForge } from "../../src/forge/forge.ts";
import { runGit } from "../../src/forge/git/run.ts";
import type { Seed } from "../../src/forge/seed.ts";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const appKey = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const publicKey = keys.publicKey.export({ type: "spki", format: "pem" }).toString();

export const oauth = {
  id: "client",
  secret: "client secret",
  redirect: "http://127.0.0.1/auth/callback",
};

const rule = (type: string, parameters?: Record<string, unknown>) =>
  parameters ? { type, parameters } : { type };

/** The protection that the studio puts on main. */
const protection = {
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

export interface Options {
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

/** The company of the tests: everybody may write, adam is administrator. */
export function seedOf({ appHook, people = {} }: Options): Seed {
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

/** What stands on main before anything happens, brought in by one git process. */
export async function firstCommit(
  { forge }: RunningForge,
  files: Record<string, string>,
): Promise<void> {
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const seconds = Math.floor(Date.parse(forge.now()) / 1000);
  const input = [
    `commit refs/heads/main\ncommitter Countersign <countersign@localhost> ${seconds} +0000\n`,
    data("first"),
    ...Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`),
  ].join("");
  await runGit(forge.git.dir, ["fast-import", "--quiet"], { input });
}

/** Writes files (null removes) as one commit on a branch, the way an editor does: over REST. */
export async function writeCommit(
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
