import { generateKeyPairSync, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appKey, startForge, type TestForge } from "./harness.ts";

let forge: TestForge;
beforeAll(async () => {
  forge = await startForge({
    people: { visitor: "read" },
    files: { "a.md": "一\n" },
  });
});
afterAll(() => forge.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${forge.origin}/api/v3${path}`, { headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function jwt(claims: Record<string, unknown>, key = appKey): string {
  const body = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
  return `${body}.${sign("RSA-SHA256", Buffer.from(body), key).toString("base64url")}`;
}

const seconds = () => Math.floor(Date.now() / 1000);

describe("who asks", () => {
  it("is a person by a token, whichever word stands before it", async () => {
    for (const word of ["Bearer", "token"]) {
      const answer = await get("/user", { authorization: `${word} ${forge.token("ed")}` });
      expect(await answer.json()).toMatchObject({ login: "ed", bio: "职员", type: "User" });
    }
  });

  it("hears 401 Bad credentials for a token that nobody gave out", async () => {
    const answer = await get("/user", bearer("gho_invented"));
    expect([answer.status, await answer.json()]).toMatchObject([
      401,
      { message: "Bad credentials" },
    ]);
  });

  it("hears that there is no such repository when nobody is signed in", async () => {
    expect((await get("/repos/qinghe/website")).status).toBe(404);
    expect((await get("/user")).status).toBe(401);
  });

  it("finds owner and repository in any case, and no other repository", async () => {
    const headers = bearer(forge.token("ed"));
    expect((await get("/repos/QingHe/Website", headers)).status).toBe(200);
    expect((await get("/repos/qinghe/other", headers)).status).toBe(404);
  });
});

describe("an App", () => {
  it("proves itself with its key and gets a token for an hour", async () => {
    const { data: app } = await forge.appKey().rest.apps.getAuthenticated();
    expect(app).toMatchObject({ id: 1, slug: "countersign" });
    const { data: installation } = await forge.appKey().rest.apps.getRepoInstallation(forge.repo);
    const { data } = await forge.appKey().rest.apps.createInstallationAccessToken({
      installation_id: installation.id,
    });
    const left = Date.parse(data.expires_at) - Date.now();
    expect(left).toBeGreaterThan(3590_000);
    expect(left).toBeLessThanOrEqual(3600_000);
  });

  it.each([
    ["is over", { iat: -700, exp: -100 }],
    ["is good for more than ten minutes", { iat: 0, exp: 900 }],
    ["comes from the future", { iat: 300, exp: 600 }],
  ])("is refused when its JSON web token %s", async (_why, { iat, exp }) => {
    const token = jwt({ iss: 1, iat: seconds() + iat, exp: seconds() + exp });
    expect((await get("/app", bearer(token))).status).toBe(401);
  });

  it("is refused when another key has signed", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const other = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const token = jwt({ iss: 1, iat: seconds(), exp: seconds() + 60 }, other);
    expect((await get("/app", bearer(token))).status).toBe(401);
  });

  it("is refused without a signature, whatever the token calls its algorithm", async () => {
    const claims = { iss: 1, iat: seconds(), exp: seconds() + 60 };
    const token = `${part({ alg: "none" })}.${part(claims)}.`;
    expect((await get("/app", bearer(`${token}x`))).status).toBe(401);
  });

  it("may ask for less than it has, and never for more", async () => {
    const ask = (permissions: Record<string, "read" | "write">) =>
      forge
        .appKey()
        .rest.apps.createInstallationAccessToken({ installation_id: 500_001, permissions });
    const { data } = await ask({ checks: "read" });
    expect(data.permissions).toEqual({ metadata: "read", checks: "read" });
    await expect(ask({ administration: "write" })).rejects.toMatchObject({ status: 422 });
    const sha = await forge.head("main");
    const run = { name: "approval", head_sha: sha };
    const answer = await fetch(`${forge.origin}/api/v3/repos/qinghe/website/check-runs`, {
      method: "POST",
      headers: bearer(data.token),
      body: JSON.stringify(run),
    });
    const body = await answer.json();
    expect([answer.status, body]).toMatchObject([
      403,
      { message: "Resource not accessible by integration" },
    ]);
  });

  it("reads nothing of the contents without the right to", async () => {
    const { data } = await forge.appKey().rest.apps.createInstallationAccessToken({
      installation_id: 500_001,
      permissions: { checks: "write" },
    });
    const headers = bearer(data.token);
    for (const path of ["commits", "branches/main", "git/ref/heads/main", "contents/a.md", "pulls"])
      expect((await get(`/repos/qinghe/website/${path}`, headers)).status).toBe(403);
    const sha = await forge.head("main");
    const runs = await get(`/repos/qinghe/website/commits/${sha}/check-runs`, headers);
    expect(runs.status).toBe(200);
    const url = `${forge.origin}/qinghe/website.git/info/refs?service=git-upload-pack`;
    const basic = `Basic ${Buffer.from(`x-access-token:${data.token}`).toString("base64")}`;
    expect((await fetch(url, { headers: { authorization: basic } })).status).toBe(401);
    expect((await fetch(url)).status).toBe(401);
  });

  it("is not a person", async () => {
    await expect(forge.app().rest.users.getAuthenticated()).rejects.toMatchObject({ status: 403 });
  });

  it("acts as its bot", async () => {
    const number = await forge.propose("ed", "bot", { "b.md": "一\n" });
    const comment = { ...forge.repo, issue_number: number, body: "你好" };
    const { data } = await forge.app().rest.issues.createComment(comment);
    expect(data.user).toMatchObject({ login: "countersign[bot]", type: "Bot" });
  });
});

describe("a person who may only read", () => {
  it("reads, comments and reviews, but neither writes, labels nor merges", async () => {
    const number = await forge.propose("ed", "read-only", { "c.md": "一\n" });
    const { rest } = forge.as("visitor");
    const at = { ...forge.repo, issue_number: number };
    const pull = { ...forge.repo, pull_number: number };
    await rest.issues.createComment({ ...at, body: "看到了" });
    await rest.pulls.createReview({ ...pull, event: "APPROVE" });
    const refused = { status: 403 };
    await expect(rest.issues.setLabels({ ...at, labels: ["x"] })).rejects.toMatchObject(refused);
    await expect(rest.pulls.merge(pull)).rejects.toMatchObject(refused);
    const ref = { ...forge.repo, ref: "refs/heads/mine", sha: await forge.head("main") };
    await expect(rest.git.createRef(ref)).rejects.toMatchObject(refused);
    await expect(rest.repos.listWebhooks(forge.repo)).rejects.toMatchObject(refused);
  });
});

describe("every answer", () => {
  it("carries GitHub's headers and counts what is spent", async () => {
    const headers = bearer(forge.token("mina"));
    const first = await get("/repos/qinghe/website", headers);
    const second = await get("/repos/qinghe/website", headers);
    const left = (answer: Response) => Number(answer.headers.get("x-ratelimit-remaining"));
    expect(left(first) - left(second)).toBe(1);
    expect(first.headers.get("x-ratelimit-limit")).toBe("5000");
    expect(first.headers.get("x-github-request-id")).toMatch(/^[0-9A-F]{24}$/);
    expect(first.headers.get("x-github-media-type")).toBe("github.v3; format=json");
  });

  it("need not be sent again to who has it already", async () => {
    const headers = bearer(forge.token("ed"));
    const first = await get("/repos/qinghe/website/labels", headers);
    const etag = first.headers.get("etag") ?? "";
    const again = await get("/repos/qinghe/website/labels", { ...headers, "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const labels = { ...forge.repo, name: "新标签" };
    await forge.as("ed").rest.issues.createLabel(labels);
    const changed = await get("/repos/qinghe/website/labels", {
      ...headers,
      "if-none-match": etag,
    });
    expect(changed.status).toBe(200);
  });

  it("says by name what the forge does not do", async () => {
    const answer = await get("/repos/qinghe/website/releases", bearer(forge.token("ed")));
    expect(answer.status).toBe(501);
    expect(await answer.json()).toMatchObject({
      message: "Not Implemented by the forge: GET /repos/qinghe/website/releases",
    });
  });

  it("says 400 to a body that is no JSON, and 422 to one of another form", async () => {
    const post = (body: string) =>
      fetch(`${forge.origin}/api/v3/repos/qinghe/website/pulls`, {
        method: "POST",
        headers: bearer(forge.token("ed")),
        body,
      });
    expect((await post("{")).status).toBe(400);
    expect((await post('{"title": 3}')).status).toBe(422);
  });

  it("comes in pages that lead to each other", async () => {
    for (let at = 0; at < 5; at++)
      await forge.as("ed").rest.issues.createLabel({ ...forge.repo, name: `page-${at}` });
    const octokit = forge.as("ed");
    const names = await octokit.paginate(octokit.rest.issues.listLabelsForRepo, {
      ...forge.repo,
      per_page: 2,
    });
    expect(names.filter((one) => one.name.startsWith("page-"))).toHaveLength(5);
    const middle = await get(
      "/repos/qinghe/website/labels?per_page=2&page=2",
      bearer(forge.token("ed")),
    );
    const rels = [...(middle.headers.get("link") ?? "").matchAll(/rel="(\w+)"/g)].map(
      (one) => one[1],
    );
    expect(rels).toEqual(["prev", "next", "last", "first"]);
  });
});
