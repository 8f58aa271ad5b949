import * as z from "zod";
import { beijingIso, parseTime } from "../../base/time.ts";
import type { Progress, Sighting } from "../order.ts";

const text = z.string().default("");

const address = z.object({
  first_name: text,
  last_name: text,
  company: text,
  address_1: text,
  address_2: text,
  city: text,
  state: text,
  postcode: text,
  phone: text,
});

/** An order of WooCommerce's REST API, version 3: the fields that are read. */
export const wooOrderSchema = z.object({
  id: z.int(),
  status: z.string(),
  currency: z.string(),
  total: z.string(),
  date_created_gmt: z.string(),
  billing: address.extend({ email: text }),
  shipping: address,
  customer_note: text,
  line_items: z.array(
    z.object({
      name: z.string(),
      sku: z.string().nullable().default(""),
      quantity: z.int(),
      price: z.union([z.number(), z.string()]).transform(String),
    }),
  ),
  refunds: z.array(z.object({ total: z.string() })).default([]),
});
type WooOrder = z.infer<typeof wooOrderSchema>;

const progress: Readonly<Record<string, Progress>> = {
  completed: "completed",
  cancelled: "cancelled",
  refunded: "cancelled",
  failed: "cancelled",
  trash: "cancelled",
};

export function wooSighting(source: string, order: WooOrder): Sighting {
  const { billing, shipping } = order;
  const there = shipping.address_1 === "" ? billing : shipping;
  const name = (one: typeof shipping) => `${one.last_name}${one.first_name}`.trim();
  return {
    order: {
      source,
      id: String(order.id),
      placedAt: momentOf(order.date_created_gmt),
      currency: order.currency,
      total: order.total,
      buyer: name(billing) || billing.email,
      receiver: {
        name: name(there) || name(billing),
        phone: there.phone || billing.phone,
        address: [there.state, there.city, there.address_1, there.address_2, there.company]
          .filter((part) => part !== "")
          .join(" "),
      },
      items: order.line_items.map(({ name: title, sku, quantity, price }) => ({
        title,
        sku: sku ?? "",
        quantity: String(quantity),
        price,
      })),
      note: order.customer_note,
    },
    progress: progress[order.status] ?? "open",
    refunded: refundOf(order),
  };
}

// GMT without a zone: `2026-11-24T01:00:00`.
function momentOf(gmt: string): string | null {
  const time = parseTime(`${gmt}Z`);
  return time === null ? null : beijingIso(time);
}

function refundOf({ refunds }: WooOrder): string | null {
  const cents = refunds.reduce(
    (sum, { total }) => sum + Math.round(Math.abs(Number(total)) * 100),
    0,
  );
  return cents === 0 ? null : (cents / 100).toFixed(2);
}
