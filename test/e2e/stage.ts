import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Octokit } from "octokit";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { issueUserToken } from "../../src/forge/tokens.ts";
import { userByLogin } from "../../src/forge/views/user.ts";
import { type Studio, startStudio } from "../../src/studio/studio.ts";
import { openBrowser } from "./browser.ts";

const repo = { owner: "qinghe", repo: "website" };

/** A studio of its own on a free port, a browser, and people who sit down in front of it. */
export interface Stage {
  /** The running one: another after each `restart`. */
  readonly studio: Studio;
  readonly printed: readonly string[];
  /** A fresh browser in which nobody is signed in. */
  visitor(viewport?: { width: number; height: number }): Promise<Page>;
  /** A fresh browser in which this person signs in at the review desk. */
  reviewer(login: string, viewport?: { width: number; height: number }): Promise<Page>;
  /** A fresh browser in which this person signs in on the editors' start page. */
  editor(login: string, viewport?: { width: number; height: number }): Promise<Page>;
  /** A change proposed without a browser, such as the designer's by git; answers its number. */
  propose(login: string, title: string, files: Record<string, string>): Promise<number>;
  /** One more commit on the branch of a proposed change. */
  amend(login: string, title: string, files: Record<string, string>): Promise<void>;
  octokit(login: string): Octokit;
  /** The text of a file on main. */
  published(path: string): Promise<string>;
  /** Waits until every delivery has arrived and the gate has decided, whatever is still being built. */
  decided(): Promise<void>;
  /** Ctrl-C: everything stops while the browsers stay open. */
  stop(): Promise<void>;
  /** A second start at the same address. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const stateDir = mkdtempSync(join(tmpdir(), "countersign-story-"));
  const printed: string[] = [];
  const print = (line: string) => printed.push(line);
  const begin = (port: number) =>
    startStudio({ root: process.cwd(), stateDir, port, reset: false, print });
  let studio = await begin(0);
  const browser = await openBrowser();
  const contexts: BrowserContext[] = [];
  const sit = async (viewport = { width: 1280, height: 900 }) => {
    const context = await browser.newContext({ locale: "zh-CN", viewport });
    contexts.push(context);
    return context.newPage();
  };
  const octokit = (login: string) => clientOf(studio, login);
  return {
    get studio() {
      return studio;
    },
    printed,
    octokit,
    visitor: sit,
    async reviewer(login, viewport) {
      const page = await sit(viewport);
      await page.goto(`${studio.origin}/admin/review/`);
      await signInWith(page, login, page.locator("#desk").getByRole("button", { name: "登录" }));
      return page;
    },
    async editor(login, viewport) {
      const page = await sit(viewport);
      await page.goto(`${studio.origin}/admin/`);
      await signInWith(page, login, page.locator("#work").getByRole("button", { name: "登录" }));
      return page;
    },
    async propose(login, title, files) {
      const client = octokit(login);
      await commit(client, branchOf(title), files);
      const made = await client.rest.pulls.create({
        ...repo,
        title,
        head: branchOf(title),
        base: "main",
      });
      return made.data.number;
    },
    amend: (login, title, files) => commit(octokit(login), branchOf(title), files),
    async published(path) {
      const { data } = await octokit("ed").rest.repos.getContent({ ...repo, path });
      if (!("content" in data)) throw new Error(`${path} is no file`);
      return Buffer.from(data.content, "base64").toString("utf8");
    },
    async decided() {
      await studio.forge.hooks.idle();
      await studio.gate.idle();
      await studio.forge.hooks.idle();
      await studio.gate.idle();
    },
    stop: () => studio.close(),
    async start() {
      studio = await begin(Number(new URL(studio.origin).port));
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      await browser.close();
      await studio.close();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

/** Presses a sign-in button and chooses the person in the window that opens. */
export async function signInWith(page: Page, login: string, button: Locator): Promise<void> {
  const [popup] = await Promise.all([page.waitForEvent("popup"), button.click()]);
  await popup.locator(`button[value="${login}"]`).click();
  await page.locator("#identity .who").filter({ hasText: "·" }).waitFor();
}

function clientOf({ forge: { forge } }: Studio, login: string): Octokit {
  const user = userByLogin(forge, login);
  if (!user) throw new Error(`nobody is called ${login}`);
  return new Octokit({
    auth: issueUserToken(forge, user.id),
    baseUrl: forge.api,
    retry: { enabled: false },
    throttle: { enabled: false },
  });
}

function branchOf(title: string): string {
  return `change/${Buffer.from(title).toString("hex").slice(0, 40)}`;
}

async function commit(
  client: Octokit,
  branch: string,
  files: Record<string, string>,
): Promise<void> {
  const { git } = client.rest;
  const own = await git.getRef({ ...repo, ref: `heads/${branch}` }).catch(() => null);
  const from = own ?? (await git.getRef({ ...repo, ref: "heads/main" }));
  const parent = from.data.object.sha;
  const tree = Object.entries(files).map(([path, content]) => ({
    path,
    content,
    mode: "100644" as const,
    type: "blob" as const,
  }));
  const made = await git.createTree({ ...repo, base_tree: parent, tree });
  const { data } = await git.createCommit({
    ...repo,
    message: "改动",
    tree: made.data.sha,
    parents: [parent],
  });
  if (own) await git.updateRef({ ...repo, ref: `heads/${branch}`, sha: data.sha });
  else await git.createRef({ ...repo, ref: `refs/heads/${branch}`, sha: data.sha });
}
