import { createServer } from "node:http";
import { Octokit } from "octokit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createReader } from "../../../src/adapters/github/read.ts";

/** A GitHub whose lists are as long as `pages` says, one entry a page; 0 means without end. */
let pages = 0;
let origin = "";
const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", origin);
  const page = Number(url.searchParams.get("page") ?? 1);
  url.searchParams.set("page", String(page + 1));
  response.setHeader("content-type", "application/json");
  if (pages === 0 || page < pages) response.setHeader("link", `<${url.href}>; rel="next"`);
  response.end(JSON.stringify([entry(url.pathname, page)]));
});

function entry(path: string, page: number) {
  if (path.endsWith("/activity"))
    return {
      after: String(page).padStart(40, "0"),
      actor: page === 1 ? null : { login: "ed" },
      timestamp: `2026-03-02T00:00:0${page}Z`,
      activity_type: "push",
    };
  const sha = String(page).padStart(40, "0");
  return { sha, author: {}, committer: null, parents: [], event: "labeled" };
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address === "object" && address) origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function reader() {
  const octokit = new Octokit({ baseUrl: origin, throttle: { enabled: false } });
  return createReader({
    octokit,
    repo: { owner: "qinghe", repo: "website" },
    appId: 7,
    self: "countersign[bot]",
  });
}

describe("reading lists from GitHub", () => {
  it("reads every page", async () => {
    pages = 7;
    expect(await reader().commits(1)).toHaveLength(7);
  });

  it("a list without end is an error, never a part of it", async () => {
    pages = 0;
    await expect(reader().timeline(1)).rejects.toThrow("Cannot read all timeline");
    await expect(reader().commits(1)).rejects.toThrow("more than 60 pages");
  });

  it("a commit that belongs to no account has none", async () => {
    pages = 1;
    expect(await reader().commits(1)).toMatchObject([{ author: null, committer: null }]);
  });

  it("tells pushes earlier first, and a deleted account as nobody", async () => {
    pages = 3;
    const pushes = await reader().pushes("cms/products/a");
    expect(pushes.map((one) => one.actor)).toEqual(["ed", "ed", null]);
  });
});
