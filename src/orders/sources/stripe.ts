import * as z from "zod";
import { beijingIso } from "../../base/time.ts";
import type { Sighting } from "../order.ts";

const text = z
  .string()
  .nullish()
  .transform((one) => one ?? "");

const address = z
  .object({ line1: text, line2: text, city: text, state: text, country: text, postal_code: text })
  .nullish();

const person = z.object({ name: text, phone: text, email: text, address }).nullish();

const lineItem = z.object({
  description: text,
  quantity: z.int().nullish(),
  amount_total: z.int(),
  price: z.object({ id: z.string() }).nullish(),
});
export const stripeItemsSchema = z.object({ data: z.array(lineItem) });

/** A Checkout Session of Stripe: the fields that are read. */
export const stripeSessionSchema = z.object({
  id: z.string(),
  created: z.int(),
  currency: z.string().nullish(),
  amount_total: z.int().nullish(),
  status: z.string().nullish(),
  payment_status: z.string(),
  customer_details: person,
  shipping_details: person,
  collected_information: z.object({ shipping_details: person }).nullish(),
  line_items: stripeItemsSchema.nullish(),
});
export type StripeSession = z.infer<typeof stripeSessionSchema>;

export const stripeListSchema = z.object({ data: z.array(z.unknown()), has_more: z.boolean() });
export const stripeEventSchema = z.object({ data: z.object({ object: stripeSessionSchema }) });

/** A session is an order once it is complete; until then somebody is still choosing. */
export function isOrder({ status, payment_status }: StripeSession): boolean {
  return status === "complete" || payment_status === "paid";
}

// Currencies that have no smaller unit, as Stripe lists them.
const whole = new Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF".split(" "));

function amountOf(amount: number, currency: string): string {
  return whole.has(currency) ? String(amount) : (amount / 100).toFixed(2);
}

export function stripeSighting(source: string, session: StripeSession): Sighting {
  const currency = (session.currency ?? "").toUpperCase();
  const buyer = session.customer_details;
  const to = session.collected_information?.shipping_details ?? session.shipping_details ?? buyer;
  const place = to?.address;
  return {
    order: {
      source,
      id: session.id,
      placedAt: beijingIso(session.created * 1000),
      currency,
      total: amountOf(session.amount_total ?? 0, currency),
      buyer: buyer?.name || (buyer?.email ?? ""),
      receiver: {
        name: to?.name ?? "",
        phone: to?.phone || (buyer?.phone ?? ""),
        address: [place?.country, place?.state, place?.city, place?.line1, place?.line2]
          .filter((part) => part !== undefined && part !== "")
          .join(" "),
      },
      items: (session.line_items?.data ?? []).map((item) => ({
        title: item.description,
        sku: item.price?.id ?? "",
        quantity: String(item.quantity ?? 1),
        price: amountOf(Math.round(item.amount_total / (item.quantity || 1)), currency),
      })),
      note: "",
    },
    progress: "open",
    refunded: null,
  };
}
