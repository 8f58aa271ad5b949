import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { relay } from "../../src/relay/relay.ts";
import { type RelaySettings, relaySettings } from "../../src/relay/settings.ts";
import worker from "../../src/relay/worker.ts";
import { oauth, startForge, type TestForge } from "../forge/harness.ts";

let forge: TestForge;
beforeAll(async () => {
  forge = await startForge();
});
afterAll(() => forge.stop());

const desk = "https://www.example.com";
const variables = () => ({
  COUNTERSIGN_RELAY: "http://127.0.0.1",
  COUNTERSIGN_RELAY_SITES: `${desk} https://new.example.com`,
  COUNTERSIGN_OAUTH_ID: oauth.id,
  COUNTERSIGN_OAUTH_SECRET: oauth.secret,
  COUNTERSIGN_API: `${forge.origin}/api/v3`,
});
const ask = (path: string, cookie = "", settings: Partial<RelaySettings> = {}) =>
  relay({ ...relaySettings(variables()), ...settings }).request(path, { headers: { cookie } });

interface Begun {
  /** The address of the sign-in page. */
  readonly to: URL;
  readonly cookie: string;
  readonly state: string;
}

async function begin(settings: Partial<RelaySettings> = {}): Promise<Begun> {
  const answer = await ask("/auth?provider=github&scope=repo", "", settings);
  const to = new URL(answer.headers.get("location") ?? "");
  const cookie = answer.headers.get("set-cookie") ?? "";
  return { to, cookie, state: to.searchParams.get("state") ?? "" };
}

/** What the person does on the sign-in page; answers the address that the browser goes to next. */
async function choose(login: string, { to }: Begun): Promise<string> {
  const page = await fetch(to);
  const cookie = page.headers.get("set-cookie")?.split(";")[0] ?? "";
  const key = /name="key" value="([^"]+)"/.exec(await page.text())?.[1] ?? "";
  const body = new URLSearchParams({ login, key });
  const sent = await fetch(to, { method: "POST", body, headers: { cookie }, redirect: "manual" });
  const { pathname, search } = new URL(sent.headers.get("location") ?? "");
  return pathname + search;
}

const finish = async (path: string, cookie: string, settings: Partial<RelaySettings> = {}) =>
  (await ask(path, cookie.split(";")[0], settings)).text();

/** Runs the popup's script and says what its opener hears, once it replies as a page of `origin`. */
function toldBy(page: string, origin = desk): string[] {
  const told: string[] = [];
  const [, script = ""] = /<script nonce="[^"]+">([\s\S]*)<\/script>/.exec(page) ?? [];
  let listener: (event: unknown) => void = () => undefined;
  const opener = {
    postMessage: (message: string, to: string) => to === origin && told.push(message),
  };
  const addEventListener = (_type: string, heard: typeof listener) => {
    listener = heard;
  };
  runInNewContext(script, { opener, addEventListener });
  listener({ origin, data: "authorizing:github", source: opener });
  return told;
}

const success = "authorization:github:success:";

describe("the whole handshake against the forge", () => {
  it("ends with that person's token in the desk that opened the popup", async () => {
    const begun = await begin();
    const told = toldBy(await finish(await choose("grace", begun), begun.cookie));
    expect(told[0]).toBe("authorizing:github");
    const { token, provider } = JSON.parse(told[1]?.slice(success.length) ?? "");
    const user = await fetch(`${forge.origin}/api/v3/user`, {
      headers: { authorization: `token ${token}` },
    });
    expect([provider, (await user.json()).login]).toEqual(["github", "grace"]);
  });

  it("asks for the scope that the company chose, whatever the popup's address says", async () => {
    const { to } = await begin({ scope: "public_repo" });
    expect(to.searchParams.get("scope")).toBe("public_repo");
  });

  it("runs as a fetch handler that is given its variables with the request", async () => {
    const answer = await worker.fetch(new Request("http://127.0.0.1/auth"), variables());
    expect(new URL((await answer).headers.get("location") ?? "").origin).toBe(forge.origin);
  });
});

describe("nobody else is given the token", () => {
  it("not a page of another origin, though it opened the popup", async () => {
    const begun = await begin();
    const page = await finish(await choose("ed", begun), begun.cookie);
    expect(toldBy(page, "https://evil.example")).toEqual([]);
    expect(toldBy(page, `${desk}.evil.example`)).toEqual([]);
  });

  it.each([
    ["with a forged state", (path: string) => path.replace(/state=[^&]+/, "state=forged")],
    ["without a state", (path: string) => path.replace(/&?state=[^&]+/, "")],
  ])("not a sign-in %s", async (_how, forge) => {
    const begun = await begin();
    const page = await finish(forge(await choose("ed", begun)), begun.cookie);
    expect(toldBy(page).at(-1)).toContain("请关闭此窗口后重新登录");
  });

  it("not a sign-in that another browser began", async () => {
    const begun = await begin();
    const path = await choose("ed", begun);
    for (const cookie of ["", (await begin()).cookie])
      expect(toldBy(await finish(path, cookie)).at(-1)).toContain("不是从本页发起的");
  });

  it("not whoever sends the same code again", async () => {
    const begun = await begin();
    const path = await choose("ed", begun);
    await finish(path, begun.cookie);
    expect(toldBy(await finish(path, begun.cookie)).at(-1)).toContain("bad_verification_code");
  });

  it("and the state is forgotten with the answer", async () => {
    const begun = await begin();
    const answer = await ask(await choose("ed", begun), begun.cookie.split(";")[0]);
    expect(answer.headers.get("set-cookie")).toMatch(/^countersign_state=;.*Max-Age=0/);
  });

  it("the cookie is for this host alone, over https, and no script reads it", async () => {
    const { cookie } = await begin({ origin: "https://login.example.com" });
    expect(cookie).toMatch(/^__Host-countersign_state=/);
    for (const rule of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"])
      expect(cookie).toContain(rule);
  });

  it("the last page is kept nowhere and stands in nobody's frame", async () => {
    const { headers } = await ask("/auth/callback");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });
});

describe("what goes wrong is said in Chinese", () => {
  const said = async (query: Record<string, string>, settings: Partial<RelaySettings> = {}) => {
    const { cookie, state } = await begin();
    const path = `/auth/callback?${new URLSearchParams({ ...query, state })}`;
    return toldBy(await finish(path, cookie, settings)).at(-1);
  };

  it("a person who presses cancel at GitHub", async () => {
    expect(await said({ error: "access_denied" })).toContain("您取消了授权");
  });

  it("a secret that is wrong", async () => {
    const wrong = { clientSecret: "guess" };
    expect(await said({ code: "x" }, wrong)).toContain("incorrect_client_credentials");
  });

  it("a server that does not answer", async () => {
    expect(await said({ code: "x" }, { api: "http://127.0.0.1:1/api/v3" })).toContain("无法识别");
  });

  it("a text that could end the script early ends nothing", async () => {
    expect(await said({ error: "</script><b>" })).toContain("</script><b>");
  });

  it("settings that are missing or too wide", () => {
    const all = variables();
    expect(() => relaySettings({ ...all, COUNTERSIGN_OAUTH_ID: "" })).toThrow("登录中转的设置不对");
    for (const sites of ["", "*", "https://www.example.com/admin/"])
      expect(() => relaySettings({ ...all, COUNTERSIGN_RELAY_SITES: sites })).toThrow(
        "COUNTERSIGN_RELAY_SITES",
      );
  });

  it("a site with its path: the person is told how to write it", () => {
    const sites = "https://qinghe.github.io/website/";
    expect(() => relaySettings({ ...variables(), COUNTERSIGN_RELAY_SITES: sites })).toThrow(
      /“https:\/\/qinghe\.github\.io\/website\/”要写成 https:\/\/www\.example\.com 的样子.*没有路径/,
    );
  });

  it("a port that is taken: the person is told how to take another", async () => {
    const env = { PATH: process.env.PATH, ...variables(), PORT: new URL(forge.origin).port };
    const ended = promisify(execFile)(process.execPath, ["scripts/relay.ts"], { env });
    await expect(ended).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^端口 \d+ 已被占用，登录中转没有启动。.*PORT=\d+ npm run relay/,
      ),
    });
  });
});
