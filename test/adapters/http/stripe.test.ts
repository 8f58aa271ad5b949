import { createEmulator, type Emulator } from "emulate";
import { Hono } from "hono";
import { afterEach, describe, expect, it } from "vitest";
import { stripeSource } from "../../../src/adapters/http/stripe.ts";
import { impatient, listen } from "./loopback.ts";

const now = Date.parse("2026-11-24T04:00:00Z");
const seconds = (time: number) => Math.floor(time / 1000);
const minute = 60_000;

interface Session {
  readonly id: string;
  readonly created: number;
  readonly status: string;
  readonly currency?: string;
}

function asJson({ id, created, status, currency = "cny" }: Session, items: boolean) {
  const address = {
    line1: "示例路 1 号",
    line2: null,
    city: "某市",
    state: "某省",
    country: "CN",
    postal_code: "",
  };
  const line = { description: "竹杯", quantity: 2, amount_total: 5800, price: { id: "price_1" } };
  return {
    id,
    object: "checkout.session",
    created,
    status,
    payment_status: status === "complete" ? "paid" : "unpaid",
    currency,
    amount_total: 5800,
    customer_details: { name: "示例买家", email: "buyer@example.test", phone: null, address: null },
    collected_information: { shipping_details: { name: "示例收货人", address } },
    ...(items ? { line_items: { data: [line] } } : {}),
  };
}

/** Stripe's published lists: newest first, `created` in seconds, `starting_after`, `has_more`. */
function stripeApp(sessions: Session[], finishedLater: Session[] = []) {
  const app = new Hono();
  const within = (created: number, query: Record<string, string>) =>
    created >= Number(query["created[gte]"]) && created <= Number(query["created[lte]"]);
  app.get("/v1/checkout/sessions", (c) => {
    const query = c.req.query();
    const all = sessions
      .filter(({ created }) => within(created, query))
      .sort((a, b) => b.created - a.created);
    const start = query.starting_after
      ? all.findIndex(({ id }) => id === query.starting_after) + 1
      : 0;
    const end = start + Number(query.limit ?? 10);
    const data = all
      .slice(start, end)
      .map((one) => asJson(one, query["expand[]"] === "data.line_items"));
    return c.json({ object: "list", data, has_more: end < all.length });
  });
  app.get("/v1/events", (c) => {
    const data = finishedLater.map((one) => ({
      id: `evt_${one.id}`,
      data: { object: asJson(one, false) },
    }));
    return c.json({ object: "list", data, has_more: false });
  });
  app.get("/v1/checkout/sessions/:id/line_items", (c) =>
    c.json({ data: [{ description: "碗", quantity: 1, amount_total: 5800, price: null }] }),
  );
  return app;
}

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function read(url: string, from = now - 60 * minute, to = now) {
  const found = [];
  const source = stripeSource({
    name: "stripe",
    url,
    key: "sk_test_placeholder",
    patience: impatient,
  });
  for await (const page of source.orders({ from, to })) found.push(...page);
  return found;
}

async function serve(app: Hono) {
  const server = await listen(app);
  closing.push(server.close);
  return server.origin;
}

describe("Stripe Checkout", () => {
  const session = (id: string, age: number, status = "complete"): Session => ({
    id,
    created: seconds(now - age * minute),
    status,
  });

  it("gives whole orders, and only sessions that are complete", async () => {
    const origin = await serve(stripeApp([session("cs_1", 5), session("cs_2", 6, "open")]));
    const [first, ...more] = await read(origin);
    expect(more).toEqual([]);
    expect(first?.order).toEqual({
      source: "stripe",
      id: "cs_1",
      placedAt: "2026-11-24T11:55:00.000+08:00",
      currency: "CNY",
      total: "58.00",
      buyer: "示例买家",
      receiver: { name: "示例收货人", phone: "", address: "CN 某省 某市 示例路 1 号" },
      items: [{ title: "竹杯", sku: "price_1", quantity: "2", price: "29.00" }],
      note: "",
    });
  });

  it("follows the pages to the end", async () => {
    const many = Array.from({ length: 350 }, (_, at) => session(`cs_${at}`, at / 10));
    expect(await read(await serve(stripeApp(many)))).toHaveLength(350);
  });

  it("finds a session that was begun long before it was finished", async () => {
    const early = session("cs_old", 20 * 60);
    expect((await read(await serve(stripeApp([early])))).map(({ order }) => order.id)).toEqual([
      "cs_old",
    ]);
    const older = session("cs_older", 40 * 60);
    const [found] = await read(await serve(stripeApp([], [older])));
    expect(found?.order.items).toEqual([{ title: "碗", sku: "", quantity: "1", price: "58.00" }]);
  });

  it("knows the currencies without cents", async () => {
    const yen = { ...session("cs_1", 5), currency: "jpy" };
    expect((await read(await serve(stripeApp([yen]))))[0]?.order.total).toBe("5800");
  });

  it("in another form is an error", async () => {
    const app = new Hono();
    app.get("/v1/*", (c) => c.json({ data: [{ id: 7 }], has_more: true }));
    await expect(read(await serve(app))).rejects.toThrow("another form");
  });
});

describe("an emulator of Stripe that others wrote", () => {
  it("is paged to the end", async () => {
    const emulator: Emulator = await createEmulator({ service: "stripe", port: await freePort() });
    closing.push(() => emulator.close());
    const post = (path: string, body: Record<string, string>) =>
      fetch(`${emulator.url}/v1/${path}`, {
        method: "POST",
        headers: {
          Authorization: "Bearer sk_test_placeholder",
          "Content-Type": "application/x-www-form-urlencoded",
        },
        body: new URLSearchParams(body),
      }).then((answer) => answer.json());
    for (let at = 0; at < 230; at++)
      await post("checkout/sessions", { mode: "payment", success_url: "https://shop.example/ok" });
    const asked: string[] = [];
    const listed = await allSessions(emulator.url, asked);
    expect(listed.size).toBe(230);
    expect(asked.length).toBe(3);
  });
});

/** Pages through the emulator with our own reader; its sessions are open, so that ids are counted here. */
async function allSessions(url: string, asked: string[]): Promise<Set<string>> {
  const ids = new Set<string>();
  const app = new Hono();
  app.get("/v1/events", (c) => c.json({ data: [], has_more: false }));
  app.get("/v1/*", async (c) => {
    const { search } = new URL(c.req.url);
    asked.push(search);
    const answer = await fetch(`${url}${c.req.path}${search}`, {
      headers: { Authorization: c.req.header("authorization") ?? "" },
    });
    const body: { data: { id: string }[] } = await answer.json();
    for (const { id } of body.data) ids.add(id);
    return c.json(body);
  });
  await read(await serve(app), Date.now() - 60 * minute, Date.now() + minute);
  return ids;
}

async function freePort(): Promise<number> {
  const server = await listen(new Hono());
  await server.close();
  return Number(new URL(server.origin).port);
}
