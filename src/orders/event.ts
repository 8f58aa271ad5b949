import * as z from "zod";
import { momentSchema, orderSchema, progressSchema } from "./order.ts";

const person = z.string().min(1).max(40);
const line = z.string().max(500);
const clock = z.enum(["contact", "confirm", "submit", "refresh", "backup"]);
const milliseconds = z.int().min(0);

const limitsSchema = z.strictObject({
  contact: milliseconds,
  confirm: milliseconds,
  submit: milliseconds,
});
/** How long each step of an order may take, in milliseconds. */
export type Limits = z.infer<typeof limitsSchema>;

const differenceSchema = z.strictObject({
  field: z.string(),
  before: z.string(),
  after: z.string(),
});
export type Difference = z.infer<typeof differenceSchema>;

const envelope = {
  v: z.literal(1),
  id: z.string().min(1),
  /** When it happened, as whoever recorded it says. */
  at: momentSchema,
  /** When it was recorded: what counts. */
  recorded: momentSchema,
  /** Start of the machine and milliseconds since: a clock that nobody can set. */
  boot: z.string(),
  mono: z.int(),
  actor: person,
};

function event<T extends string, D extends z.ZodType>(type: T, data: D) {
  return z.strictObject({ ...envelope, type: z.literal(type), data });
}

/**
 * Something that happened to an order, or to the shop as a whole. The limits of its day go with an
 * order: later ones do not judge it.
 */
export const eventSchema = z.discriminatedUnion("type", [
  event(
    "order.received",
    z.strictObject({
      order: orderSchema,
      progress: progressSchema,
      arrivedAt: momentSchema.nullable(),
      detectedAt: momentSchema,
      via: z.enum(["live", "import"]),
      limits: limitsSchema,
    }),
  ),
  event(
    "customer.contacted",
    z.strictObject({
      channel: z.enum(["phone", "chat", "sms", "mail"]),
      outcome: z.enum(["reached", "no_answer"]),
    }),
  ),
  event("order.confirmed", z.strictObject({ note: line })),
  event("order.submitted", z.strictObject({ note: line })),
  event("remark.added", z.strictObject({ text: line.min(1) })),
  event("order.shipped", z.strictObject({ carrier: line, tracking: line })),
  event("order.completed", z.strictObject({})),
  event("order.cancelled", z.strictObject({ reason: line })),
  event(
    "refund.recorded",
    z.strictObject({ amount: z.string().regex(/^\d+(\.\d+)?$/), reason: line }),
  ),
  event(
    "order.drift_detected",
    z.strictObject({
      order: orderSchema,
      differences: z.array(differenceSchema).min(1),
    }),
  ),
  event("sla.warned", z.strictObject({ clock, due: momentSchema })),
  event("sla.breached", z.strictObject({ clock, due: momentSchema, limit: milliseconds })),
  event(
    "source.refreshed",
    z.strictObject({
      source: z.string(),
      ok: z.boolean(),
      from: momentSchema.nullable(),
      to: momentSchema.nullable(),
      seen: z.int(),
      error: z.string().max(300),
    }),
  ),
  event(
    "orders.imported",
    z.strictObject({
      sha256: z.string(),
      layout: z.string(),
      rows: z.int(),
      orders: z.int(),
      quarantined: z.int(),
    }),
  ),
  event(
    "orders.exported",
    z.strictObject({
      sha256: z.string(),
      format: z.string(),
      orders: z.int(),
      upTo: z.int(),
    }),
  ),
  event("clock.anomaly", z.strictObject({ kind: z.enum(["set_back", "jumped"]), by: z.int() })),
  event(
    "backup.completed",
    z.strictObject({ set: z.string(), manifest: z.string(), size: z.int() }),
  ),
  event(
    "backup.verified",
    z.strictObject({
      set: z.string(),
      manifest: z.string(),
      how: z.enum(["drill", "custodian"]),
      ok: z.boolean(),
    }),
  ),
  event("checkpoint.published", z.strictObject({ size: z.int(), place: z.string() })),
  event("personal.erased", z.strictObject({ subjects: z.array(z.string()), before: momentSchema })),
]);
export type OrderEvent = z.infer<typeof eventSchema>;
type EventType = OrderEvent["type"];
export type EventOf<T extends EventType> = Extract<OrderEvent, { type: T }>;

/** What is to be recorded; the counter adds name, times and machine. */
export type NewEvent = { [T in EventType]: Pick<EventOf<T>, "type" | "data"> }[EventType];
