import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Ask } from "../../src/gate/events.ts";
import { createWebhook } from "../../src/gate/webhook.ts";

const secret = "shared secret";

function receiver(ask: Ask = { kind: "pull", number: 3 }, shared: string | null = secret) {
  const done: string[] = [];
  const runner = {
    enqueue: (number: number) => done.push(`judge ${number}`),
    enqueueSoon: (number: number) => done.push(`judge ${number} soon`),
    sweep: async () => {
      done.push("sweep");
    },
    retryBlocked: () => done.push("retry"),
    idle: async () => undefined,
    close: async () => undefined,
  };
  return { done, handle: createWebhook({ secret: shared, runner, read: () => ask }) };
}

function delivery(body: string, headers: Record<string, string> = {}) {
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  return new Request("http://gate.test/hooks/gate", {
    method: "POST",
    body,
    headers: { "x-github-event": "pull_request", "x-hub-signature-256": signature, ...headers },
  });
}

describe("taking deliveries", () => {
  it("accepts a signed one at once and has the work done", async () => {
    const { done, handle } = receiver();
    expect((await handle(delivery('{"标题":"锅"}'))).status).toBe(202);
    expect(done).toEqual(["judge 3"]);
  });

  it.each([
    ["another secret's", `sha256=${"0".repeat(64)}`],
    ["a short", "sha256=00"],
    ["a strange", "nonsense"],
    ["an empty", ""],
  ])("refuses one with %s signature", async (_what, signature) => {
    const { done, handle } = receiver();
    const answer = await handle(delivery("{}", { "x-hub-signature-256": signature }));
    expect(answer.status).toBe(401);
    expect(done).toEqual([]);
  });

  it.each([null, ""])("refuses everything where no secret was agreed (%j)", async (none) => {
    const { handle } = receiver(undefined, none);
    const body = "{}";
    const empty = `sha256=${createHmac("sha256", "").update(body).digest("hex")}`;
    expect((await handle(delivery(body, { "x-hub-signature-256": empty }))).status).toBe(401);
  });

  it("refuses a body that differs from the signed one by a space", async () => {
    const { handle } = receiver();
    const signed = delivery("{}").headers.get("x-hub-signature-256") ?? "";
    expect((await handle(delivery("{ }", { "x-hub-signature-256": signed }))).status).toBe(401);
  });

  it("refuses what is no delivery", async () => {
    const { handle } = receiver();
    expect((await handle(new Request("http://gate.test/"))).status).toBe(405);
    expect((await handle(delivery("no json"))).status).toBe(400);
    expect((await handle(delivery(" ".repeat(26 * 1024 * 1024)))).status).toBe(413);
  });

  it("does as it is asked", async () => {
    for (const [ask, what] of [
      [{ kind: "sweep" }, ["sweep"]],
      [{ kind: "new", number: 3 }, ["judge 3 soon"]],
      [{ kind: "retry" }, ["retry"]],
      [{ kind: "nothing" }, []],
    ] as const) {
      const { done, handle } = receiver(ask);
      await handle(delivery("{}"));
      expect(done).toEqual(what);
    }
  });
});
