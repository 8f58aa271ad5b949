import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Octokit } from "octokit";
import { issueUserToken } from "../../src/forge/tokens.ts";
import { userByLogin } from "../../src/forge/views/user.ts";
import { type Studio, startStudio } from "../../src/studio/studio.ts";
import { line, spread } from "./report.ts";

const repo = { owner: "qinghe", repo: "website" };
const rounds = 5;

/** From the answer to the last signature to the moment a visitor gets the new page. */
export async function benchLive(): Promise<void> {
  const stateDir = mkdtempSync(join(tmpdir(), "countersign-bench-"));
  const started = performance.now();
  const studio = await startStudio({
    root: process.cwd(),
    stateDir,
    port: 0,
    reset: false,
    print: () => undefined,
  });
  line(
    "npm start, first start to ready, seconds",
    ((performance.now() - started) / 1000).toFixed(1),
  );
  try {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push(await signToLive(studio, round));
    line("last signature to live page, seconds", spread(times, 2));
  } finally {
    await studio.close();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

async function signToLive(studio: Studio, round: number): Promise<number> {
  const slug = `bench-cup-${round}`;
  const number = await propose(studio, slug);
  await studio.idle();
  await client(studio, "paul").rest.pulls.createReview({
    ...repo,
    pull_number: number,
    event: "APPROVE",
  });
  const signed = performance.now();
  while ((await fetch(`${studio.origin}/products/${slug}/`)).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const seconds = (performance.now() - signed) / 1000;
  await studio.idle();
  return seconds;
}

async function propose(studio: Studio, slug: string): Promise<number> {
  const { git, pulls } = client(studio, "ed").rest;
  const main = await git.getRef({ ...repo, ref: "heads/main" });
  const parent = main.data.object.sha;
  const content = readFileSync("content/products/bamboo-cup.md", "utf8")
    .replace("slug: bamboo-cup", `slug: ${slug}`)
    .replace("QH-CUP-01", slug.toUpperCase());
  const path = `content/products/${slug}.md`;
  const tree = [{ path, content, mode: "100644", type: "blob" }] as const;
  const made = await git.createTree({ ...repo, base_tree: parent, tree: [...tree] });
  const commit = await git.createCommit({
    ...repo,
    message: slug,
    tree: made.data.sha,
    parents: [parent],
  });
  await git.createRef({ ...repo, ref: `refs/heads/${slug}`, sha: commit.data.sha });
  const pull = await pulls.create({ ...repo, title: slug, head: slug, base: "main" });
  return pull.data.number;
}

function client({ forge: { forge } }: Studio, login: string): Octokit {
  const user = userByLogin(forge, login);
  if (!user) throw new Error(`nobody is called ${login}`);
  const off = { enabled: false };
  return new Octokit({
    auth: issueUserToken(forge, user.id),
    baseUrl: forge.api,
    retry: off,
    throttle: off,
  });
}
