import {
  isOrder,
  type StripeSession,
  stripeEventSchema,
  stripeItemsSchema,
  stripeListSchema,
  stripeSessionSchema,
  stripeSighting,
} from "../../orders/sources/stripe.ts";
import { getJson, type Patience, SourceError, usualPatience } from "./get-json.ts";
import type { Source, Window } from "./source.ts";

export interface StripeSettings {
  readonly name: string;
  readonly url?: string | undefined;
  /** A restricted key that may read Checkout Sessions and Events is enough. */
  readonly key: string;
  readonly patience?: Patience;
}

const limit = 100;
const day = 24 * 3_600_000;
/** A session may be finished this long after it was begun. */
const sessionLife = day;

/**
 * Stripe Checkout. Sessions are listed by when they were begun, so the window reaches back a
 * session's life; those that were finished later still come by their event.
 */
export function stripeSource(settings: StripeSettings): Source {
  return { name: settings.name, orders: (window) => ordersOf(settings, window) };
}

async function* ordersOf(settings: StripeSettings, { from, to }: Window) {
  const begun = { "created[gte]": seconds(from - sessionLife), "created[lte]": seconds(to) };
  for await (const page of pages(settings, "checkout/sessions", {
    ...begun,
    "expand[]": "data.line_items",
  })) {
    const sessions = page.map((one) => parsed(stripeSessionSchema.safeParse(one), settings));
    yield await sightingsOf(settings, sessions);
  }
  const done = { "created[gte]": seconds(from), "created[lte]": seconds(to) };
  for await (const page of pages(settings, "events", {
    ...done,
    type: "checkout.session.completed",
  })) {
    const events = page.map((one) => parsed(stripeEventSchema.safeParse(one), settings));
    yield await sightingsOf(
      settings,
      events.map((one) => one.data.object),
    );
  }
}

async function sightingsOf(settings: StripeSettings, sessions: readonly StripeSession[]) {
  const orders = sessions.filter(isOrder);
  const whole = orders.map(async (one) => ({ ...one, line_items: await itemsOf(settings, one) }));
  return (await Promise.all(whole)).map((one) => stripeSighting(settings.name, one));
}

async function itemsOf(settings: StripeSettings, session: StripeSession) {
  if (session.line_items) return session.line_items;
  const path = `checkout/sessions/${encodeURIComponent(session.id)}/line_items`;
  const { body } = await ask(settings, path, { limit });
  return parsed(stripeItemsSchema.safeParse(body), settings);
}

// Newest first; `starting_after` goes on from an object, so that new ones move nothing.
async function* pages(
  settings: StripeSettings,
  path: string,
  query: Readonly<Record<string, string | number>>,
) {
  let after: string | null = null;
  for (;;) {
    const { body } = await ask(settings, path, {
      ...query,
      limit,
      ...(after === null ? {} : { starting_after: after }),
    });
    const { data, has_more } = parsed(stripeListSchema.safeParse(body), settings);
    yield data;
    const last = data.at(-1);
    if (!has_more || last === undefined) return;
    after = idOf(last, settings);
  }
}

function ask(
  { url = "https://api.stripe.com", key, patience }: StripeSettings,
  path: string,
  query: Readonly<Record<string, string | number>>,
) {
  const address = new URL(`/v1/${path}`, url);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
  return getJson(address, { Authorization: `Bearer ${key}` }, patience ?? usualPatience);
}

function idOf(one: unknown, settings: StripeSettings): string {
  if (typeof one === "object" && one !== null && "id" in one && typeof one.id === "string")
    return one.id;
  throw otherForm(settings);
}

function parsed<T>(
  result: { success: true; data: T } | { success: false; error: unknown },
  settings: StripeSettings,
): T {
  if (result.success) return result.data;
  throw otherForm(settings);
}

const otherForm = ({ name }: StripeSettings) =>
  new SourceError(`${name} answers in another form than Stripe's Checkout Sessions`);

const seconds = (time: number) => Math.floor(time / 1000);
