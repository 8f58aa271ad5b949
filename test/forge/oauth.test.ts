import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { oauth, startForge, type TestForge } from "./harness.ts";

let forge: TestForge;
let clock = Date.now();
beforeAll(async () => {
  forge = await startForge({ now: () => new Date(clock) });
});
afterAll(() => forge.stop());

const authorize = (query: Record<string, string> = {}) => {
  const all = {
    client_id: oauth.id,
    redirect_uri: oauth.redirect,
    scope: "repo",
    state: "s1",
    ...query,
  };
  return `${forge.origin}/login/oauth/authorize?${new URLSearchParams(all)}`;
};

/** What a browser does: opens the page, keeps its cookie, presses a person's button. */
async function choose(login: string, query: Record<string, string> = {}): Promise<Response> {
  const page = await fetch(authorize(query));
  const cookie = page.headers.get("set-cookie")?.split(";")[0] ?? "";
  const key = /name="key" value="([^"]+)"/.exec(await page.text())?.[1] ?? "";
  const body = new URLSearchParams({ login, key });
  return fetch(authorize(query), { method: "POST", body, headers: { cookie }, redirect: "manual" });
}

async function codeFor(login: string): Promise<string> {
  const answer = await choose(login);
  return new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
}

const trade = (given: Record<string, string>, accept = "application/json") =>
  fetch(`${forge.origin}/login/oauth/access_token`, {
    method: "POST",
    headers: { accept, "content-type": "application/json" },
    body: JSON.stringify({ client_id: oauth.id, client_secret: oauth.secret, ...given }),
  });

describe("signing in", () => {
  it("shows the people by name, title and login", async () => {
    const page = await (await fetch(authorize())).text();
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toMatch(/<strong>grace<\/strong> <small>职员<\/small> <code>grace<\/code>/);
  });

  it("leads back with a code and the state, and the code becomes that person's token", async () => {
    const answer = await choose("grace");
    const target = new URL(answer.headers.get("location") ?? "");
    expect([answer.status, target.origin + target.pathname]).toEqual([302, oauth.redirect]);
    expect(target.searchParams.get("state")).toBe("s1");
    const code = target.searchParams.get("code") ?? "";
    const { access_token: token, ...rest } = await (await trade({ code })).json();
    expect(rest).toEqual({ token_type: "bearer", scope: "repo" });
    const user = await fetch(`${forge.origin}/api/v3/user`, {
      headers: { authorization: `token ${token}` },
    });
    expect(await user.json()).toMatchObject({ login: "grace" });
  });

  it("answers as a form when JSON is not asked for, as GitHub does", async () => {
    const answer = await trade({ code: await codeFor("ed") }, "*/*");
    expect(new URLSearchParams(await answer.text()).get("token_type")).toBe("bearer");
  });
});

describe("a code", () => {
  const refused = { error: "bad_verification_code" };

  it("works once", async () => {
    const code = await codeFor("ed");
    await trade({ code });
    expect(await (await trade({ code })).json()).toMatchObject(refused);
  });

  it("works for ten minutes", async () => {
    const code = await codeFor("ed");
    clock += 11 * 60_000;
    expect(await (await trade({ code })).json()).toMatchObject(refused);
  });

  it("is for the client whose secret is right", async () => {
    const given = { code: await codeFor("ed"), client_secret: "guess" };
    const error = { error: "incorrect_client_credentials" };
    expect(await (await trade(given)).json()).toMatchObject(error);
  });
});

describe("nobody is signed in unseen", () => {
  it.each([
    ["another site", "https://evil.example/callback"],
    ["another path", "http://127.0.0.1/other"],
    ["a path that only begins alike", "http://127.0.0.1/auth/callback-evil"],
    ["a name before the host", "http://127.0.0.1@evil.example/callback"],
    ["no address at all", "callback"],
  ])("no code goes to %s", async (_where, redirect_uri) => {
    const answer = await fetch(authorize({ redirect_uri }), { redirect: "manual" });
    expect(answer.status).toBe(400);
    expect((await choose("ed", { redirect_uri })).status).toBe(400);
  });

  it("a path below the registered one is fine", async () => {
    const redirect_uri = `${oauth.redirect}/decap`;
    expect((await choose("ed", { redirect_uri })).status).toBe(302);
  });

  it("a form of another page, without this page's cookie, is refused", async () => {
    const page = await (await fetch(authorize())).text();
    const key = /name="key" value="([^"]+)"/.exec(page)?.[1] ?? "";
    const body = new URLSearchParams({ login: "grace", key });
    const answer = await fetch(authorize(), { method: "POST", body, redirect: "manual" });
    expect(answer.status).toBe(400);
  });

  it("an App's bot and the organisation cannot be chosen", async () => {
    for (const login of ["countersign[bot]", "qinghe", "nobody"])
      expect((await choose(login)).status).toBe(400);
  });

  it("the page runs no script and stands in nobody's frame", async () => {
    const policy = (await fetch(authorize())).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
  });
});
