import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Source } from "../../../src/adapters/http/source.ts";
import { wooSource } from "../../../src/adapters/http/woocommerce.ts";
import { impatient } from "./loopback.ts";
import { openWooShop, wooOrders } from "./woo-shop.ts";

const now = Date.now();
const hour = 3_600_000;
const window = { from: now - hour, to: now };

let opened: Awaited<ReturnType<typeof openWooShop>>;
beforeEach(async () => {
  opened = await openWooShop(wooOrders(250, now - hour / 2));
});
afterEach(() => opened.close());

const source = (change = {}) =>
  wooSource({
    name: "shop",
    url: opened.origin,
    key: "key",
    secret: "secret",
    patience: impatient,
    now: Date.now,
    ...change,
  });

async function idsOf(one: Source) {
  const ids = new Set<string>();
  for await (const page of one.orders(window)) for (const { order } of page) ids.add(order.id);
  return ids;
}
const all = (count: number) => new Set(Array.from({ length: count }, (_, at) => String(at + 1)));
const failure = (one: Source) =>
  idsOf(one).then(
    () => "no error",
    (error: unknown) => String(error),
  );

describe("a WooCommerce shop", () => {
  it("is read page by page, to the end", async () => {
    expect(await idsOf(source())).toEqual(all(250));
    expect(opened.shop.requests).toBe(3);
  });

  it("is read to the end when the last page is full", async () => {
    opened.shop.orders = wooOrders(200, now - hour / 2);
    expect(await idsOf(source())).toEqual(all(200));
  });

  it("gives whole orders", async () => {
    for await (const [first] of source().orders(window))
      if (first?.order.id === "1")
        expect(first).toEqual({
          order: {
            source: "shop",
            id: "1",
            placedAt: "2026-11-24T11:55:00.000+08:00",
            currency: "CNY",
            total: "58.00",
            buyer: "示例某",
            receiver: { name: "示例某", phone: "", address: "某省 某市 示例路 1 号" },
            items: [{ title: "竹杯", sku: "B-1", quantity: "1", price: "58" }],
            note: "",
          },
          progress: "open",
          refunded: null,
        });
  });

  it("loses none when orders change and leave the window between two pages", async () => {
    let left = 3;
    opened.shop.between = () => {
      const [first] = opened.shop.orders.filter(({ modified }) => modified < now);
      if (first && left-- > 0) first.modified = now + hour;
    };
    const ids = await idsOf(source());
    for (let id = 4; id <= 250; id++) expect(ids).toContain(String(id));
  });

  it("is given up, and not half believed, when it never stands still", async () => {
    opened.shop.between = () => {
      const [first] = opened.shop.orders.filter(({ modified }) => modified < now);
      if (first) first.modified = now + hour;
    };
    expect(await failure(source())).toContain("change faster than they can be read");
  });

  it("is asked again after 429 and 503, as long as there is patience", async () => {
    opened.shop.trouble = (request) =>
      request === 1
        ? new Response("", { status: 429, headers: { "Retry-After": "0" } })
        : request === 3
          ? new Response("", { status: 503 })
          : null;
    expect(await idsOf(source())).toEqual(all(250));
    opened.shop.trouble = () => new Response("", { status: 503 });
    expect(await failure(source())).toContain("answers 503");
  });

  it.each([
    [
      "a page for people",
      () => new Response("<html>", { headers: { "Content-Type": "text/html" } }),
      "not JSON",
    ],
    ["another form", () => Response.json({ orders: [] }), "another form"],
    ["no permission", () => Response.json({}, { status: 401 }), "answers 401"],
    ["a redirect", () => Response.redirect("https://example.com/", 302), "cannot be reached"],
  ])("that answers with %s is an error, not an empty shop", async (_what, trouble, message) => {
    opened.shop.trouble = trouble;
    const found = await failure(source());
    expect(found).toContain(message);
    expect(found).not.toContain("secret");
  });

  it("whose clock is far off is not believed", async () => {
    opened.shop.date = () => new Date(now + hour).toUTCString();
    expect(await failure(source())).toContain("differs from ours by 60 minutes");
  });

  it("that is not there is an error", async () => {
    expect(await failure(source({ url: "http://127.0.0.1:9" }))).toContain("cannot be reached");
  });
});
