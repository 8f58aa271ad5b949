import * as z from "zod";

const cell = z.string();

const itemSchema = z.strictObject({
  title: cell,
  sku: cell,
  quantity: z.string().regex(/^\d+$/),
  price: cell,
});

/** A moment as ISO 8601 text with its offset. */
export const momentSchema = z.iso.datetime({ offset: true });

/**
 * An order as the shop platform states it. Everything is text, so that nothing is rounded; the
 * platform's own status is kept beside and is no part of what an order says.
 */
export const orderSchema = z.strictObject({
  source: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/),
  /** The platform's number of the order. */
  id: z.string().min(1).max(64),
  placedAt: momentSchema.nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  total: z.string().regex(/^-?\d+(\.\d+)?$/),
  buyer: cell,
  receiver: z.strictObject({ name: cell, phone: cell, address: cell }),
  items: z.array(itemSchema),
  note: cell,
});
export type Order = z.infer<typeof orderSchema>;
export type Item = z.infer<typeof itemSchema>;

/** How far the platform says an order is. */
export const progressSchema = z.enum(["open", "shipped", "completed", "cancelled"]);
export type Progress = z.infer<typeof progressSchema>;

/** An order as it was just seen at its source. */
export interface Sighting {
  readonly order: Order;
  readonly progress: Progress;
  /** Sum of what was paid back, as the source states it; null when nothing was. */
  readonly refunded: string | null;
}
