import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { relay } from "../../src/studio/relay.ts";
import { type Listener, listen } from "../../src/studio/server.ts";

// The forge's token route on a real server: it knows one code, and says strange things to another.
let forge: Listener;
beforeAll(async () => {
  forge = await listen(0, () => undefined);
  forge.serve(async (request) => {
    const { code, client_secret: secret } = await request.json();
    if (code === "strange") return new Response("<html>");
    if (code !== "right" || secret !== "s3cret")
      return Response.json({ error: "bad_verification_code" });
    return Response.json({ access_token: "gho_</script>" });
  });
});
afterAll(() => forge.close());

const app = () => relay({ origin: forge.origin, clientId: "desk", clientSecret: "s3cret" });

async function begin() {
  const answer = await app().request("/auth");
  const to = new URL(answer.headers.get("location") ?? "");
  const cookie = answer.headers.get("set-cookie") ?? "";
  return { to, cookie, state: to.searchParams.get("state") ?? "" };
}

async function finish(code: string, state: string, cookie: string) {
  const path = `/auth/callback?${new URLSearchParams({ code, state })}`;
  return (await app().request(path, { headers: { cookie: cookie.split(";")[0] ?? "" } })).text();
}

/** Runs the popup's script and says what its opener is told once it answers. */
function toldBy(page: string): string[] {
  const told: string[] = [];
  const [, script = ""] = /<script>([\s\S]*)<\/script>/.exec(page) ?? [];
  const location = { origin: "http://desk" };
  let listener: (event: unknown) => void = () => undefined;
  const opener = { postMessage: (message: string, to: string) => told.push(`${to} ${message}`) };
  const addEventListener = (_type: string, heard: typeof listener) => {
    listener = heard;
  };
  runInNewContext(script, { location, opener, addEventListener });
  listener({ origin: "http://evil", data: "authorizing:github", source: opener });
  listener({ origin: "http://desk", data: "authorizing:github", source: opener });
  return told;
}

describe("signing in", () => {
  it("sends the person to the forge with a state that only this browser knows", async () => {
    const { to, cookie, state } = await begin();
    expect(`${to.origin}${to.pathname}`).toBe(`${forge.origin}/login/oauth/authorize`);
    expect(to.searchParams.get("redirect_uri")).toBe(`${forge.origin}/auth/callback`);
    expect(state).toMatch(/^[0-9a-f]{32}$/);
    expect(cookie).toContain(state);
    expect(cookie).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/);
  });

  it("hands the token to the page that opened it, on this origin and no other", async () => {
    const { cookie, state } = await begin();
    const page = await finish("right", state, cookie);
    expect(toldBy(page)).toEqual([
      "http://desk authorizing:github",
      'http://desk authorization:github:success:{"token":"gho_</script>","provider":"github"}',
    ]);
  });

  it("that somebody else began is refused", async () => {
    const { cookie, state } = await begin();
    for (const [given, kept] of [
      ["f".repeat(32), cookie],
      [state, ""],
      ["", cookie],
    ] as const)
      expect(toldBy(await finish("right", given, kept)).at(-1)).toContain("请关闭此窗口后重新登录");
  });

  it("that the forge refuses, or answers strangely, says so in Chinese", async () => {
    const { cookie, state } = await begin();
    const said = async (code: string) => toldBy(await finish(code, state, cookie)).at(-1);
    expect(await said("wrong")).toContain("登录未完成（bad_verification_code）");
    expect(await said("strange")).toContain("登录服务的回答无法识别");
  });
});
