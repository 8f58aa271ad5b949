import { AsyncLocalStorage } from "node:async_hooks";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "octokit";

export interface GitHubSettings {
  /** `https://api.github.com`, or `http://127.0.0.1:4321/api/v3`. */
  readonly api: string;
  /** `owner/name` */
  readonly repository: string;
  readonly appId: number;
  /** The App's private key, PEM. */
  readonly appKey: string;
}

/** One repository as one App sees it. */
export interface Client {
  readonly octokit: Octokit;
  readonly repo: { readonly owner: string; readonly repo: string };
  readonly appId: number;
  /** The App's own login, `countersign[bot]`. */
  readonly self: string;
  readonly defaultBranch: string;
  readonly cloneUrl: string;
  /** An installation token for git, renewed as it runs out. */
  readonly token: () => Promise<string>;
  /** Does `work` and tells how many requests it sent, those for tokens included. */
  readonly counted: <T>(work: () => Promise<T>) => Promise<{ value: T; calls: number }>;
}

/** Signs in as the App on its installation. Throws when the key or the repository is not right. */
export async function openClient(settings: GitHubSettings): Promise<Client> {
  const repo = splitName(settings.repository);
  const counter: Counter = new AsyncLocalStorage();
  const app = octokitFor(settings, counter);
  const { data: installation } = await app.rest.apps.getRepoInstallation(repo);
  const octokit = octokitFor(settings, counter, installation.id);
  const { data: repository } = await octokit.rest.repos.get(repo);
  return {
    octokit,
    repo,
    appId: settings.appId,
    self: `${installation.app_slug}[bot]`,
    defaultBranch: repository.default_branch,
    cloneUrl: repository.clone_url,
    token: () => installationToken(octokit),
    async counted(work) {
      const count = { calls: 0 };
      return { value: await counter.run(count, work), calls: count.calls };
    },
  };
}

function splitName(repository: string): { owner: string; repo: string } {
  const [owner, repo, ...rest] = repository.split("/");
  if (owner && repo && rest.length === 0) return { owner, repo };
  throw new Error(`Cannot use the repository "${repository}": write it as owner/name`);
}

// Several pieces of work may be under way at once; each counts its own requests.
type Counter = AsyncLocalStorage<{ calls: number }>;

function octokitFor(settings: GitHubSettings, counter: Counter, installationId?: number) {
  return new Octokit({
    baseUrl: settings.api,
    userAgent: "countersign",
    authStrategy: createAppAuth,
    auth: {
      appId: settings.appId,
      privateKey: settings.appKey,
      ...(installationId === undefined ? {} : { installationId }),
    },
    request: {
      fetch: (url: string, options: RequestInit) => {
        const count = counter.getStore();
        if (count) count.calls += 1;
        return fetch(url, { ...options, signal: AbortSignal.timeout(patience) });
      },
    },
    // The sweep is the retry: a decision made again reads everything again.
    retry: { enabled: false },
    throttle: { enabled: false },
  });
}

const patience = 30_000;

async function installationToken(octokit: Octokit): Promise<string> {
  const answer: unknown = await octokit.auth({ type: "installation" });
  if (typeof answer === "object" && answer !== null && "token" in answer)
    if (typeof answer.token === "string") return answer.token;
  throw new Error("Cannot sign in to git: GitHub gave the App no installation token");
}
