import { Hono } from "hono";
import { listen } from "./loopback.ts";

export interface WooOrder {
  readonly id: number;
  /** When it was last changed. */
  modified: number;
  total: string;
  status: string;
  address: string;
}

export const wooOrders = (count: number, modified: number): WooOrder[] =>
  Array.from({ length: count }, (_, at) => ({
    id: at + 1,
    modified,
    total: "58.00",
    status: "processing",
    address: "示例路 1 号",
  }));

const gmt = (time: number) => new Date(time).toISOString().slice(0, 19);

function asJson({ id, modified, total, status, address }: WooOrder) {
  const person = {
    first_name: "某",
    last_name: "示例",
    company: "",
    address_1: address,
    address_2: "",
  };
  const rest = { city: "某市", state: "某省", postcode: "", country: "CN" };
  return {
    id,
    number: String(id),
    status,
    currency: "CNY",
    date_created_gmt: "2026-11-24T03:55:00",
    date_modified_gmt: gmt(modified),
    total,
    billing: { ...person, ...rest, email: "buyer@example.test", phone: "" },
    shipping: { ...person, ...rest, phone: "" },
    customer_note: "",
    line_items: [{ id: 1, name: "竹杯", sku: "B-1", quantity: 1, total, price: 58 }],
    refunds: [],
  };
}

/**
 * A shop with WooCommerce's published REST interface: fixed page size, `modified_*` windows, totals in
 * headers. `trouble` may answer a request instead; `between` runs after each page.
 */
export async function openWooShop(orders: WooOrder[]) {
  const shop = {
    orders,
    requests: 0,
    trouble: (_request: number): Response | null => null,
    between: (): void => undefined,
    date: (): string => new Date().toUTCString(),
  };
  const app = new Hono();
  app.get("/wp-json/wc/v3/orders", (c) => {
    const trouble = shop.trouble(++shop.requests);
    if (trouble) return trouble;
    if (c.req.header("authorization") !== `Basic ${btoa("key:secret")}`)
      return c.json({ code: "woocommerce_rest_cannot_view" }, 401);
    const {
      modified_after = "",
      modified_before = "",
      page = "1",
      per_page = "10",
    } = c.req.query();
    const found = shop.orders
      .filter(({ modified }) => gmt(modified) > modified_after && gmt(modified) < modified_before)
      .sort((a, b) => a.id - b.id);
    const [size, start] = [Number(per_page), (Number(page) - 1) * Number(per_page)];
    const body = found.slice(start, start + size).map(asJson);
    c.header("X-WP-Total", String(found.length));
    c.header("X-WP-TotalPages", String(Math.ceil(found.length / size)));
    c.header("Date", shop.date());
    shop.between();
    return c.json(body);
  });
  const server = await listen(app);
  return { ...server, shop };
}
