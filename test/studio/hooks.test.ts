import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readHook } from "../../src/studio/hooks.ts";

const sha = "c".repeat(40);
const sign = (body: string, secret: string) =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

function deliver(event: string, payload: unknown, signature?: string) {
  const body = JSON.stringify(payload);
  const request = new Request("http://127.0.0.1/hooks/publish", {
    method: "POST",
    body,
    headers: { "x-github-event": event, "x-hub-signature-256": signature ?? sign(body, "secret") },
  });
  return readHook(request, "secret", "main");
}

const push = { ref: "refs/heads/main", after: sha, deleted: false };
const pull = { action: "synchronize", number: 7, pull_request: { head: { sha } } };

describe("a delivery", () => {
  it("of a push to main is a merge, and of nothing else", async () => {
    expect(await deliver("push", push)).toEqual({ kind: "merged", sha });
    for (const other of [{ ref: "refs/heads/x" }, { deleted: true }, { ref: "refs/tags/main" }])
      expect(await deliver("push", { ...push, ...other })).toEqual({ kind: "other" });
  });

  it.each(["opened", "synchronize", "reopened"])(
    "of a pull request %s is a new head",
    async (action) => {
      expect(await deliver("pull_request", { ...pull, action })).toEqual({
        kind: "head",
        number: 7,
        sha,
      });
    },
  );

  it("that it does not know is left alone", async () => {
    expect(await deliver("pull_request", { ...pull, action: "labeled" })).toEqual({
      kind: "other",
    });
    expect(await deliver("push", {})).toEqual({ kind: "other" });
    expect(await deliver("star", push)).toEqual({ kind: "other" });
  });

  it("that somebody else signed, or nobody, is nothing", async () => {
    expect(await deliver("push", push, sign(JSON.stringify(push), "guessed"))).toBeNull();
    expect(await deliver("push", push, "")).toBeNull();
    const bare = new Request("http://127.0.0.1/", { method: "POST", body: "{}" });
    expect(await readHook(bare, "secret", "main")).toBeNull();
  });
});
