import * as z from "zod";
import { wooOrderSchema, wooSighting } from "../../orders/sources/woocommerce.ts";
import { clockAhead, getJson, type Patience, SourceError, usualPatience } from "./get-json.ts";
import type { Source, Window } from "./source.ts";

export interface WooSettings {
  readonly name: string;
  /** The shop's address, with its path if it has one. */
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  readonly patience?: Patience;
  readonly now: () => number;
}

const perPage = 100;
const rounds = 5;
/** The overlap of two windows bridges this much; a clock further off could lose orders. */
const toleratedSkew = 5 * 60_000;

/** A WooCommerce shop, by its REST API version 3. */
export function wooSource(settings: WooSettings): Source {
  return { name: settings.name, orders: (window) => ordersOf(settings, window) };
}

// An order that changes while pages are read leaves the window, and the ones behind it move up a
// page: the number of orders tells, and the pages are read again. What left comes with the next window.
async function* ordersOf(settings: WooSettings, window: Window) {
  for (let round = 1; round <= rounds; round++) {
    let first: number | null = null;
    let seen = 0;
    let moved = false;
    for (let page = 1; ; page++) {
      const { orders, total } = await readPage(settings, window, page);
      first ??= total;
      seen += orders.length;
      moved ||= total !== first;
      if (orders.length > 0) yield orders.map((one) => wooSighting(settings.name, one));
      if (orders.length < perPage) break;
    }
    if (!moved && seen === first) return;
  }
  throw new SourceError(`${settings.url}: its orders change faster than they can be read`);
}

async function readPage(settings: WooSettings, { from, to }: Window, page: number) {
  const url = new URL(`${settings.url.replace(/\/$/, "")}/wp-json/wc/v3/orders`);
  const query = {
    per_page: perPage,
    page,
    orderby: "id",
    order: "asc",
    modified_after: gmt(from),
    modified_before: gmt(to),
    dates_are_gmt: true,
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  const basic = Buffer.from(`${settings.key}:${settings.secret}`).toString("base64");
  const headers = { Authorization: `Basic ${basic}` };
  const answer = await getJson(url, headers, settings.patience ?? usualPatience);
  const ahead = clockAhead(answer.headers, settings.now());
  if (Math.abs(ahead) > toleratedSkew)
    throw new SourceError(
      `${url.origin}: its clock differs from ours by ${Math.round(ahead / 60_000)} minutes`,
    );
  const total = Number(answer.headers.get("x-wp-total") ?? Number.NaN);
  const orders = z.array(wooOrderSchema).safeParse(answer.body);
  if (!orders.success || !Number.isInteger(total))
    throw new SourceError(
      `${url.origin}${url.pathname} answers in another form than WooCommerce 3`,
    );
  return { orders: orders.data, total };
}

const gmt = (time: number) => new Date(time).toISOString().slice(0, 19);
