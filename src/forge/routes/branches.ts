import { notFound, unprocessable } from "../errors.ts";
import { pageOf, paginate } from "../paginate.ts";
import { rulesFor } from "../rules.ts";
import type { Forge, ForgeApp } from "../types.ts";
import { commitView, fileView } from "../views/commit.ts";
import { pullView } from "../views/pull.ts";
import { repositoryUrl } from "../views/repository.ts";

/** Branches, commits and comparisons: https://docs.github.com/rest/branches, …/rest/commits */
export function branchRoutes(app: ForgeApp, forge: Forge): void {
  const url = repositoryUrl(forge);
  const isProtected = (branch: string) => rulesFor(forge, branch, null).length > 0;

  app.get("/branches", async (c) => {
    const refs = await forge.git.listRefs("refs/heads/");
    const page = paginate(c, refs).map(({ ref, sha }) => {
      const name = ref.slice("refs/heads/".length);
      return { name, commit: { sha, url: `${url}/commits/${sha}` }, protected: isProtected(name) };
    });
    return c.json(page);
  });
  app.get("/branches/:branch{.+}", async (c) => {
    const name = c.req.param("branch");
    const commit = await forge.git.readCommit(`refs/heads/${name}`);
    if (!commit) throw notFound();
    const self = `${url}/branches/${encodeURIComponent(name)}`;
    return c.json({
      name,
      commit: commitView(forge, commit),
      _links: { self, html: `${forge.origin}/${forge.owner}/${forge.name}/tree/${name}` },
      protected: isProtected(name),
      protection: {
        enabled: isProtected(name),
        required_status_checks: { enforcement_level: "off", contexts: [], checks: [] },
      },
      protection_url: `${self}/protection`,
    });
  });
  commitLists(app, forge);
  comparisons(app, forge);
}

// git reads "yesterday" too; GitHub takes a time and nothing else.
function momentOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw unprocessable("since and until are ISO 8601 times.");
  return new Date(time).toISOString();
}

function commitLists(app: ForgeApp, forge: Forge): void {
  app.get("/commits", async (c) => {
    const { page, perPage } = pageOf(c);
    const rev = await forge.git.resolve(c.req.query("sha") ?? forge.defaultBranch);
    if (!rev) throw notFound();
    const { path, since, until } = c.req.query();
    const span = { since: momentOf(since), until: momentOf(until) };
    const skip = (page - 1) * perPage;
    const list = await forge.git.log({ rev, path, ...span, skip, limit: perPage + 1 });
    if (list.length > perPage) {
      const next = new URL(c.req.url);
      next.searchParams.set("page", String(page + 1));
      c.header("Link", `<${next}>; rel="next"`);
    }
    return c.json(list.slice(0, perPage).map((one) => commitView(forge, one)));
  });
  app.get("/commits/:sha/pulls", (c) => {
    const sha = c.req.param("sha");
    const has = forge.store.pull.filter((one) => one.headSha === sha || one.mergeCommit === sha);
    return c.json(paginate(c, has).map((one) => pullView(forge, one)));
  });
  app.get("/commits/:ref{.+}", async (c) => {
    const ref = c.req.param("ref");
    if (/\/(status|statuses|check-runs|check-suites|comments)$/.test(ref)) throw notFound();
    const commit = await forge.git.readCommit(ref);
    if (!commit) throw notFound();
    const [parent] = commit.parents;
    const changes = parent ? await forge.git.diff(parent, commit.sha) : [];
    const additions = changes.reduce((sum, one) => sum + one.additions, 0);
    const deletions = changes.reduce((sum, one) => sum + one.deletions, 0);
    return c.json({
      ...commitView(forge, commit),
      stats: { additions, deletions, total: additions + deletions },
      files: paginate(c, changes).map((one) => fileView(forge, one, commit.sha)),
    });
  });
}

// GitHub lists 300 files of a comparison and no more.
const fileLimit = 300;

function comparisons(app: ForgeApp, forge: Forge): void {
  app.get("/compare/:basehead{.+}", async (c) => {
    const [base = "", head = ""] = c.req.param("basehead").split("...");
    const own = (rev: string) => forge.git.readCommit(rev.replace(`${forge.owner}:`, ""));
    const [from, to] = await Promise.all([own(base), own(head)]);
    const mergeBase = from && to ? await forge.git.mergeBase(from.sha, to.sha) : null;
    const middle = mergeBase ? await forge.git.readCommit(mergeBase) : null;
    if (!from || !to || !middle) throw notFound();
    const [commits, behind, changes] = await Promise.all([
      forge.git.commitsBetween(from.sha, to.sha),
      forge.git.countBetween(to.sha, from.sha),
      forge.git.diff(middle.sha, to.sha),
    ]);
    const html = `${forge.origin}/${forge.owner}/${forge.name}/compare/${base}...${head}`;
    return c.json({
      url: c.req.url,
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: commitView(forge, from),
      merge_base_commit: commitView(forge, middle),
      status: comparisonStatus(commits.length, behind),
      ahead_by: commits.length,
      behind_by: behind,
      total_commits: commits.length,
      commits: commits.map((one) => commitView(forge, one)),
      files: changes.slice(0, fileLimit).map((one) => fileView(forge, one, to.sha)),
    });
  });
}

function comparisonStatus(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? "diverged" : "ahead";
  return behind > 0 ? "behind" : "identical";
}
